package org.srl4j.eval.result;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.srl4j.eval.metric.AverageAtK;
import org.srl4j.eval.metric.Interval;

/**
 * k responses a problem at a temperature.
 *
 * @param averageAtK avg@k with both standard errors
 * @param passAtK j → unbiased pass@j, for j = 1, 2, 4, .. and k
 * @param passHatK j → pass^j, all of j right, for the same j
 * @param majorityAtK share of problems whose largest class of equal answers is right
 * @param majorityInterval Wilson interval of it at 95 %, over problems
 * @param smallestGap see {@link org.srl4j.eval.metric.SmallestGap#average}; NaN without spread
 * @param responses what the responses look like
 */
public record SampledFigures(
    AverageAtK averageAtK,
    SortedMap<Integer, Double> passAtK,
    SortedMap<Integer, Double> passHatK,
    double majorityAtK,
    Interval majorityInterval,
    double smallestGap,
    ModeFigures responses) {

  /** Copies the maps and rejects missing parts. */
  public SampledFigures {
    Objects.requireNonNull(averageAtK, "averageAtK");
    Objects.requireNonNull(majorityInterval, "majorityInterval");
    Objects.requireNonNull(responses, "responses");
    passAtK = copy(passAtK);
    passHatK = copy(passHatK);
  }

  private static SortedMap<Integer, Double> copy(Map<Integer, Double> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
