package org.srl4j.eval.result;

import java.util.Objects;
import org.srl4j.eval.metric.Interval;

/**
 * One greedy response a problem.
 *
 * @param solved problems solved
 * @param accuracy share of the problems, in [0, 1]
 * @param wilson interval of the accuracy at 95 %, over problems
 * @param clopperPearson exact interval at 95 %, over problems; never too short, so wider
 * @param smallestGapProblems see {@link org.srl4j.eval.metric.SmallestGap#greedyProblems}
 * @param responses what the responses look like
 */
public record GreedyFigures(
    int solved,
    double accuracy,
    Interval wilson,
    Interval clopperPearson,
    int smallestGapProblems,
    ModeFigures responses) {

  /** Rejects missing parts. */
  public GreedyFigures {
    Objects.requireNonNull(wilson, "wilson");
    Objects.requireNonNull(clopperPearson, "clopperPearson");
    Objects.requireNonNull(responses, "responses");
  }
}
