package org.srl4j.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.srl4j.eval.metric.Holm;
import org.srl4j.eval.metric.Interval;
import org.srl4j.eval.metric.McNemar;
import org.srl4j.eval.metric.PairedBootstrap;
import org.srl4j.eval.metric.PairedOutcomes;
import org.srl4j.eval.metric.PairedPermutation;

/**
 * A test between two methods on the same problems.
 *
 * <p>Greedy accuracy is tested by McNemar's exact test, avg@k by the paired permutation test (on
 * greedy flags the two would be the same test). The interval is a bootstrap over problems.
 *
 * @param pair who is compared, and where
 * @param measure {@code greedy} or {@code avg@k} with its k
 * @param problems number of problems
 * @param difference first minus second, in [-1, 1]
 * @param interval of the difference at 95 %, over problems
 * @param mcNemar the test of {@code greedy}; null otherwise
 * @param permutation the test of {@code avg@k}; null otherwise
 * @param holmP p-value adjusted over the report's family of tests; NaN before {@link #adjust}
 */
public record PairedTest(
    Pair pair,
    String measure,
    int problems,
    double difference,
    Interval interval,
    McNemar mcNemar,
    PairedPermutation permutation,
    double holmP) {

  /** Measure of greedy accuracy. */
  public static final String GREEDY = "greedy";

  /**
   * What is compared.
   *
   * @param first name of a method
   * @param second name of a method
   * @param decoding decoding mode, as in {@link RunResult#decodings}
   * @param scope which runs, e.g. {@code seed 0}
   */
  public record Pair(String first, String second, String decoding, String scope) {

    /** Rejects missing parts. */
    public Pair {
      Objects.requireNonNull(first, "first");
      Objects.requireNonNull(second, "second");
      Objects.requireNonNull(decoding, "decoding");
      Objects.requireNonNull(scope, "scope");
    }
  }

  /** Checks that there is exactly one test. */
  public PairedTest {
    Objects.requireNonNull(pair, "pair");
    Objects.requireNonNull(measure, "measure");
    Objects.requireNonNull(interval, "interval");
    Checks.share("holmP", holmP);
    if ((mcNemar == null) == (permutation == null)) {
      throw new IllegalArgumentException(
          "mcNemar, permutation: needs exactly one of the two for " + pair);
    }
  }

  /**
   * Tests greedy accuracy where both sides ran it, and avg@k where both sides were sampled.
   *
   * @param pair who is compared, and where
   * @param outcomes the two methods' outcomes, at least 2 problems
   * @param seed of the bootstrap and of permutation draws
   * @return at most two tests, not yet adjusted
   */
  public static List<PairedTest> of(Pair pair, PairedOutcomes outcomes, long seed) {
    List<PairedTest> tests = new ArrayList<>();
    int problems = outcomes.first().size();
    if (outcomes.bothGreedy()) {
      PairedBootstrap greedy = PairedBootstrap.of(outcomes.greedyDifferences(), seed);
      tests.add(
          new PairedTest(
              pair,
              GREEDY,
              problems,
              greedy.meanDifference(),
              greedy.interval(),
              outcomes.mcNemar(),
              null,
              Double.NaN));
    }
    int k = outcomes.first().get(0).samples();
    int other = outcomes.second().get(0).samples();
    if (k > 0 && other > 0) {
      double[] differences = outcomes.averageDifferences();
      PairedBootstrap average = PairedBootstrap.of(differences, seed);
      tests.add(
          new PairedTest(
              pair,
              k == other ? "avg@" + k : "avg@" + k + " - avg@" + other,
              problems,
              average.meanDifference(),
              average.interval(),
              null,
              PairedPermutation.of(differences, seed),
              Double.NaN));
    }
    return tests;
  }

  /**
   * Adjusts a family of tests by Holm's method.
   *
   * @param family all tests that the report shows
   * @return the same tests with {@code holmP} set
   */
  public static List<PairedTest> adjust(List<PairedTest> family) {
    double[] adjusted = Holm.adjust(family.stream().mapToDouble(PairedTest::rawP).toArray());
    List<PairedTest> result = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      result.add(family.get(i).withHolm(adjusted[i]));
    }
    return result;
  }

  private PairedTest withHolm(double p) {
    return new PairedTest(pair, measure, problems, difference, interval, mcNemar, permutation, p);
  }

  /**
   * The unadjusted p-value of the one test.
   *
   * @return in (0, 1]
   */
  public double rawP() {
    return mcNemar != null ? mcNemar.pValue() : permutation.pValue();
  }
}
