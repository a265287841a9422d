package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.policy.SamplingConfig;

class TokenChoiceTest {
  /** The distribution lies behind two entries that are not its own. */
  private static final float[] PROBS = {9, 9, 0.1f, 0.4f, 0.2f, 0.3f};

  private static double[] frequencies(SamplingConfig config) {
    TokenChoice choice = new TokenChoice(config, 4);
    SplittableRandom random = new SplittableRandom(1);
    double[] counts = new double[4];
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      counts[choice.pick(PROBS, 2, random)] += 1.0 / draws;
    }
    return counts;
  }

  private static SamplingConfig config(double topP, int topK) {
    return new SamplingConfig(1, topP, topK, 1, List.of());
  }

  /** Probabilities 0.1, 0.4, 0.2, 0.3; kept ones are divided by their sum. */
  @ParameterizedTest
  @CsvSource({
    "1.0, 0, 0.1,    0.4,    0.2,    0.3",
    "1.0, 1, 0,      1,      0,      0",
    "1.0, 2, 0,      0.5714, 0,      0.4286", // 4 / 7, 3 / 7
    "1.0, 9, 0.1,    0.4,    0.2,    0.3",
    "0.4, 0, 0,      1,      0,      0", // 0.4 reaches 0.4
    "0.5, 0, 0,      0.5714, 0,      0.4286", // 0.4 < 0.5 <= 0.7
    "0.8, 0, 0,      0.4444, 0.2222, 0.3333", // 0.7 < 0.8 <= 0.9
    "0.8, 2, 0,      0.5714, 0,      0.4286", // both limits
  })
  void frequenciesFollowTheTable(
      double topP, int topK, double p0, double p1, double p2, double p3) {
    // 20,000 draws: a deviation of sqrt(0.25 / 20000) = 0.0035; three and a half of them
    assertArrayEquals(new double[] {p0, p1, p2, p3}, frequencies(config(topP, topK)), 0.0125);
  }

  @Test
  void greedyTakesTheSmallestIdOfEqualOnesAndNoDraw() {
    SplittableRandom random = new SplittableRandom(1);
    float[] probs = {0.2f, 0.3f, 0.3f, 0.2f};
    assertEquals(1, new TokenChoice(SamplingConfig.greedy(1), 4).pick(probs, 0, random));
    assertEquals(new SplittableRandom(1).nextLong(), random.nextLong());
  }

  @Test
  void equalProbabilitiesAtTheLimitAreAllKept() {
    float[] probs = {0.25f, 0.25f, 0.25f, 0.25f};
    boolean[] seen = new boolean[4];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      seen[new TokenChoice(config(1, 2), 4).pick(probs, 0, random)] = true;
    }
    assertArrayEquals(new boolean[] {true, true, true, true}, seen);
  }

  @Test
  void roundingNeverGivesAnImpossibleToken() {
    // They sum to less than 1, and the last one is impossible.
    float[] probs = {0.3f, 0.3f, 0};
    SplittableRandom random = new SplittableRandom(1);
    int[] counts = new int[3];
    for (int i = 0; i < 2000; i++) {
      counts[new TokenChoice(config(1, 0), 3).pick(probs, 0, random)]++;
    }
    assertEquals(0, counts[2]);
    assertEquals(1000, counts[0], 100); // deviation sqrt(2000 / 4) = 22
  }

  /** The definition, on a sorted copy. */
  private static int sorted(float[] probs, SamplingConfig config, double u) {
    float[] sorted = probs.clone();
    Arrays.sort(sorted);
    int keep = config.topK() == 0 ? probs.length : Math.min(probs.length, config.topK());
    int i = probs.length - 1;
    double mass = sorted[i];
    while (i > probs.length - keep && mass < config.topP()) {
      mass += sorted[--i];
    }
    float threshold = config.topK() == 0 && config.topP() == 1 ? 0 : sorted[i];
    double kept = 0;
    for (float p : probs) {
      kept += p >= threshold ? p : 0;
    }
    double sum = 0;
    int token = -1;
    while (sum <= u * kept) {
      token++;
      sum += probs[token] >= threshold ? probs[token] : 0;
    }
    return token;
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "0.9, 0", "0.999, 0", "1, 5", "0.7, 50", "0.01, 1"})
  void choicesAreThoseOfASortedVocabularyToTheLastBit(double topP, int topK) {
    Random random = new Random(2);
    for (int round = 0; round < 300; round++) {
      float[] probs = new float[1 + random.nextInt(200)];
      float total = 0;
      for (int i = 0; i < probs.length; i++) {
        // Few different values on odd rounds, so that there are ties.
        probs[i] = (float) Math.exp(round % 2 == 0 ? 3 * random.nextGaussian() : random.nextInt(4));
        total += probs[i];
      }
      for (int i = 0; i < probs.length; i++) {
        probs[i] /= total;
      }
      TokenChoice choice = new TokenChoice(config(topP, topK), probs.length);
      for (int seed = 0; seed < 20; seed++) {
        double u = new SplittableRandom(seed).nextDouble();
        assertEquals(
            sorted(probs, config(topP, topK), u),
            choice.pick(probs, 0, new SplittableRandom(seed)));
      }
    }
  }
}
