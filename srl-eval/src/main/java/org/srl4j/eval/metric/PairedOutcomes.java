package org.srl4j.eval.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The outcomes of two policies on the same problems, matched by id.
 *
 * @param first outcomes of the first policy
 * @param second outcomes of the second policy, in the order of the first
 */
public record PairedOutcomes(List<ProblemOutcome> first, List<ProblemOutcome> second) {

  /** Matches the problems; refuses duplicates and problems that only one side has. */
  public PairedOutcomes {
    Map<String, ProblemOutcome> firstById = byId("first", first);
    Map<String, ProblemOutcome> secondById = byId("second", second);
    requireSame(firstById, secondById, "second");
    requireSame(secondById, firstById, "first");
    first = List.copyOf(first);
    second = first.stream().map(outcome -> secondById.get(outcome.problemId())).toList();
  }

  /** Whether both policies ran greedily on every problem. */
  public boolean bothGreedy() {
    return Stream.concat(first.stream(), second.stream())
        .allMatch(outcome -> outcome.greedyVerdict() != null);
  }

  /**
   * Exact McNemar test on the greedy completions.
   *
   * @return the discordant counts and the p-value
   */
  public McNemar mcNemar() {
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int i = 0; i < first.size(); i++) {
      boolean a = first.get(i).solvedGreedily();
      boolean b = second.get(i).solvedGreedily();
      onlyFirst += a && !b ? 1 : 0;
      onlySecond += b && !a ? 1 : 0;
    }
    return McNemar.exact(onlyFirst, onlySecond);
  }

  /**
   * Greedy solved (1) or not (0), first minus second.
   *
   * @return [problems], each -1, 0 or 1
   */
  public double[] greedyDifferences() {
    return differences(outcome -> outcome.solvedGreedily() ? 1 : 0);
  }

  /**
   * Share of right samples, first minus second.
   *
   * @return [problems], each in [-1, 1]
   * @throws IllegalArgumentException if a problem has no samples
   */
  public double[] averageDifferences() {
    return differences(ProblemOutcome::sampleAccuracy);
  }

  private double[] differences(ToDoubleFunction<ProblemOutcome> figure) {
    double[] differences = new double[first.size()];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = figure.applyAsDouble(first.get(i)) - figure.applyAsDouble(second.get(i));
    }
    return differences;
  }

  private static Map<String, ProblemOutcome> byId(String side, List<ProblemOutcome> outcomes) {
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException(side + ": needs at least one problem, got 0");
    }
    Map<String, ProblemOutcome> byId = new LinkedHashMap<>();
    for (ProblemOutcome outcome : outcomes) {
      if (byId.put(outcome.problemId(), outcome) != null) {
        throw new IllegalArgumentException(
            side + ": problem " + outcome.problemId() + " occurs twice; ids must be unique");
      }
    }
    return byId;
  }

  private static void requireSame(
      Map<String, ProblemOutcome> here, Map<String, ProblemOutcome> there, String otherSide) {
    List<String> missing = new ArrayList<>(here.keySet());
    missing.removeAll(there.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          otherSide
              + ": a paired test needs the same problems on both sides, "
              + missing.size()
              + " missing, first "
              + missing.get(0));
    }
  }
}
