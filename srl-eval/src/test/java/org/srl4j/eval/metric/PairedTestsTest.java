package org.srl4j.eval.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** McNemar, permutation, bootstrap, t test and Holm's correction. */
class PairedTestsTest {
  private static final double ROUNDING = 1e-12;

  /** The binomial and t distributions go through the incomplete beta function. */
  private static final double DISTRIBUTION = 1e-9;

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "3, 0, 0.25", // AIME24 of the paper, 6 against 3 of 30 at best: 2·(1/2)^3
    "4, 0, 0.125", // AMC23 of the paper: 2·(1/2)^4
    "0, 7, 0.015625", // Minerva of the paper: 2·(1/2)^7
    "1, 3, 0.625", // 2·(C(4,0) + C(4,1))/16 = 10/16
    "2, 2, 1" // 2·(1 + 4 + 6)/16 > 1, cut to 1
  })
  void mcNemarMatchesTheBinomialSum(int onlyFirst, int onlySecond, double expected) {
    assertEquals(expected, McNemar.exact(onlyFirst, onlySecond).pValue(), DISTRIBUTION);
  }

  @Test
  void mcNemarOfARealPairOfSubmissions() {
    // Two public SWE-bench Verified submissions: 314 and 291 of 500 resolved, 63 and 40 alone.
    // So both solve 314 - 63 = 251 = 291 - 40.
    List<ProblemOutcome> first = new ArrayList<>();
    List<ProblemOutcome> second = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      first.add(outcome(i, i < 314));
      second.add(outcome(i, i < 251 || (i >= 314 && i < 354)));
    }
    McNemar test = new PairedOutcomes(first, second).mcNemar();
    assertEquals(63, test.onlyFirst());
    assertEquals(40, test.onlySecond());
    assertEquals(0.030, test.pValue(), 5e-4);
  }

  @Test
  void mcNemarAgreesWithEverySharedRow() throws IOException {
    List<JsonNode> rows = StatisticsCases.of("mcnemar_exact");
    assertEquals(20, rows.size());
    for (JsonNode row : rows) {
      McNemar test = McNemar.exact(row.get("only_a").asInt(), row.get("only_b").asInt());
      double expected = row.get("p_two_sided").asDouble();
      assertEquals(expected, test.pValue(), DISTRIBUTION, row.toString());
    }
  }

  @Test
  void pairedTAgreesWithEverySharedRow() throws IOException {
    List<JsonNode> rows = StatisticsCases.of("paired");
    assertEquals(4, rows.size());
    for (JsonNode row : rows) {
      double[] differences = StatisticsCases.doubles(row.get("b")); // the rows hold b - a
      double[] a = StatisticsCases.doubles(row.get("a"));
      for (int i = 0; i < a.length; i++) {
        differences[i] -= a[i];
      }
      PairedT test = PairedT.of(differences);
      assertEquals(row.get("mean_diff").asDouble(), test.meanDifference(), ROUNDING);
      assertEquals(row.get("se_diff").asDouble(), test.standardError(), ROUNDING);
      assertEquals(row.get("t").asDouble(), test.t(), DISTRIBUTION);
      assertEquals(row.get("p_t_two_sided").asDouble(), test.pValue(), DISTRIBUTION);
      // Same data, other null: with 30 problems the two p-values are close, not equal.
      double permutation = PairedPermutation.of(differences, 1).pValue();
      assertEquals(test.pValue(), permutation, 0.03);
    }
  }

  @Test
  void exactPermutationCountsEverySignPattern() {
    // d = 1, 2, 3, sum 6; |±1±2±3| >= 6 only for +++ and ---: 2 of 8.
    PairedPermutation test = PairedPermutation.of(new double[] {1, 2, 3}, 0);
    assertTrue(test.exact());
    assertEquals(8, test.draws());
    assertEquals(2, test.meanDifference(), ROUNDING);
    assertEquals(0.25, test.pValue());
  }

  @Test
  void roundingDoesNotBreakTies() {
    // d = 0.1, 0.3, -0.1: |sums| 0.5, 0.3, 0.3, 0.1 and their mirrors, so 6 of 8 reach 0.3;
    // in binary 0.1 + 0.3 - 0.1 is 0.30000000000000004 and the other 0.3s fall short of it.
    assertEquals(0.75, PairedPermutation.of(new double[] {0.1, 0.3, -0.1}, 0).pValue());
  }

  @Test
  void exactPermutationOnGreedyFlagsIsMcNemar() {
    double[] differences = {1, 1, 1, 1, 1, -1, 0, 0, 0, 0};
    double expected = McNemar.exact(5, 1).pValue(); // 2·(1 + 6)/64 = 0.21875
    assertEquals(0.21875, expected, DISTRIBUTION);
    assertEquals(expected, PairedPermutation.of(differences, 0).pValue(), DISTRIBUTION);
  }

  @Test
  void beyondTwentyProblemsDrawsAreSeededAndClose() {
    // 14 against 7 of 21 discordant, McNemar: 2·sum_{i<=7} C(21,i)/2^21 = 2·198440/2097152 =
    // 0.18925.
    // The standard error of 10,000 draws is 0.004; 0.02 is five of them (false alarm < 1e-6).
    double[] differences = new double[21];
    for (int i = 0; i < 21; i++) {
      differences[i] = i < 14 ? 1 : -1;
    }
    PairedPermutation test = PairedPermutation.of(differences, 7);
    assertFalse(test.exact());
    assertEquals(10_000, test.draws());
    assertEquals(0.18925, test.pValue(), 0.02);
    assertEquals(test, PairedPermutation.of(differences, 7));
  }

  @Test
  void problemsBeyondTheBitsOfOneWordAreFlippedToo() {
    // 64 zeros before the 14 against 7 above change nothing: p stays 0.18925.
    double[] differences = new double[64 + 21];
    for (int i = 0; i < 21; i++) {
      differences[64 + i] = i < 14 ? 1 : -1;
    }
    assertEquals(0.18925, PairedPermutation.of(differences, 7).pValue(), 0.02);
  }

  @Test
  void drawnPValueIsNeverZero() {
    // 100 equal differences: only all-plus and all-minus reach the observed mean, chance 2^-99.
    double[] differences = new double[100];
    Arrays.fill(differences, 0.5);
    assertEquals(1.0 / 10_001, PairedPermutation.of(differences, 3).pValue(), ROUNDING);
  }

  @Test
  void bootstrapIntervalIsNearTheNormalOne() {
    // 60 ones and 40 zeros: mean 0.6, sd of a resampled mean sqrt(0.24/100) = 0.049,
    // so about 0.6 ± 1.96·0.049 = [0.504, 0.696]; the means are multiples of 0.01.
    double[] differences = new double[100];
    for (int i = 0; i < 60; i++) {
      differences[i] = 1;
    }
    PairedBootstrap bootstrap = PairedBootstrap.of(differences, 5);
    assertEquals(0.6, bootstrap.meanDifference(), ROUNDING);
    assertEquals(0.504, bootstrap.interval().low(), 0.015);
    assertEquals(0.696, bootstrap.interval().high(), 0.015);
    assertEquals(bootstrap, PairedBootstrap.of(differences, 5));
  }

  @Test
  void constantDifferencesLeaveNoSpread() {
    double[] differences = {0.25, 0.25, 0.25};
    assertEquals(new Interval(0.25, 0.25, 0.95), PairedBootstrap.of(differences, 1).interval());
    assertTrue(Double.isNaN(PairedT.of(differences).pValue()));
  }

  @Test
  void holmStepsDownAndStaysMonotone() {
    // Sorted 0.01, 0.02, 0.03, 0.04 times 4, 3, 2, 1 = 0.04, 0.06, 0.06, 0.04 -> running max 0.06.
    assertArrayEquals(
        new double[] {0.06, 0.04, 0.06, 0.06}, Holm.adjust(0.04, 0.01, 0.02, 0.03), ROUNDING);
    assertArrayEquals(new double[] {1, 1}, Holm.adjust(0.6, 0.9), ROUNDING);
    assertArrayEquals(new double[] {}, Holm.adjust());
    assertThrows(IllegalArgumentException.class, () -> Holm.adjust(0.5, Double.NaN));
  }

  @Test
  void problemsAreMatchedByIdNotByOrder() {
    List<ProblemOutcome> first = List.of(outcome(1, true), outcome(2, false));
    List<ProblemOutcome> second = List.of(outcome(2, false), outcome(1, true));
    PairedOutcomes paired = new PairedOutcomes(first, second);
    assertArrayEquals(new double[] {0, 0}, paired.greedyDifferences());
    assertEquals(new McNemar(0, 0, 1), paired.mcNemar());
  }

  @Test
  void differencesAreFirstMinusSecond() {
    PairedOutcomes paired =
        new PairedOutcomes(
            List.of(ProblemOutcome.of("a", Verdict.SOLVED, 4, 3)),
            List.of(ProblemOutcome.of("a", Verdict.INVALID, 8, 2)));
    assertArrayEquals(new double[] {1}, paired.greedyDifferences());
    assertArrayEquals(new double[] {0.5}, paired.averageDifferences()); // 3/4 - 2/8
  }

  @Test
  void differentProblemsAreRefusedWithAnExample() {
    List<ProblemOutcome> one = List.of(outcome(1, true));
    List<ProblemOutcome> two = List.of(outcome(1, true), outcome(2, true));
    var error = assertThrows(IllegalArgumentException.class, () -> new PairedOutcomes(one, two));
    assertTrue(error.getMessage().startsWith("first: "), error.getMessage());
    assertTrue(error.getMessage().endsWith("1 missing, first q2"), error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new PairedOutcomes(two, one));
    List<ProblemOutcome> twice = List.of(outcome(1, true), outcome(1, true));
    assertThrows(IllegalArgumentException.class, () -> new PairedOutcomes(twice, one));
    assertThrows(IllegalArgumentException.class, () -> new PairedOutcomes(List.of(), List.of()));
  }

  @Test
  void tooFewOrUndefinedDifferencesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> PairedPermutation.of(new double[0], 1));
    assertThrows(IllegalArgumentException.class, () -> PairedBootstrap.of(new double[1], 1));
    assertThrows(IllegalArgumentException.class, () -> PairedT.of(new double[] {1, Double.NaN}));
    assertThrows(IllegalArgumentException.class, () -> McNemar.exact(-1, 0));
  }

  private static ProblemOutcome outcome(int id, boolean solved) {
    return ProblemOutcome.of("q" + id, solved ? Verdict.SOLVED : Verdict.UNSOLVED, 0, 0);
  }
}
