package org.srl4j.eval.compare.graph;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The run of a method and seed that validated best; of equals the one whose learning rate the
 * config names first.
 *
 * @param run its folder, below the comparison's; empty = nothing is trained, it is the start
 * @param trained what it came to; null = nothing is trained
 * @param sweep learning rate → best validation accuracy, of all that were tried and did not diverge
 */
public record Choice(String run, TrainedRun trained, Map<Double, Double> sweep) {
  private static final Comparator<TrainedRun> BY_VALIDATION =
      Comparator.comparingDouble(TrainedRun::validation).thenComparingDouble(TrainedRun::tieBreak);

  /** The start itself. */
  static final Choice START = new Choice("", null, Map.of());

  /** Copies the map. */
  public Choice {
    sweep = Map.copyOf(sweep);
  }

  /** This or the next run, whichever is better; the start is worse than any. */
  Choice or(String nextRun, TrainedRun next) {
    Map<Double, Double> all = new TreeMap<>(sweep);
    all.put(next.learningRate(), next.validation());
    boolean keep = trained != null && BY_VALIDATION.compare(trained, next) >= 0;
    return keep ? new Choice(run, trained, all) : new Choice(nextRun, next, all);
  }
}
