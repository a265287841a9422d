package org.srl4j.core.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.data.Experience;
import org.srl4j.core.objective.LossAggregation.Kind;

class LossAggregationTest {
  /** Weights are floats: 24 bits each. */
  private static final double FLOAT_ROUNDING = 1e-6;

  private static final float[][] MASKS = {
    {0, 1, 1, 0, 1}, {0, 0, 1}, {0, 0, 0, 0}, {0, 1, 1, 1, 1, 1}, {0, 1, 0, 1}
  };

  @Test
  void grpoIsTheMeanOfTokenMeans() {
    // B = 2 sequences; 2 counted tokens: 1/(2*2) = 1/4 each; 1 counted token: 1/(1*2) = 1/2
    assertWeights(LossAggregation.grpo(), new float[] {0, .25f, .25f}, new float[] {0, .5f, 0});
  }

  @Test
  void dapoIsTheTokenMean() {
    // 3 counted tokens in all
    assertWeights(
        LossAggregation.dapo(), new float[] {0, 1f / 3, 1f / 3}, new float[] {0, 1f / 3, 0});
  }

  @Test
  void drGrpoDividesByAConstantLength() {
    // 1 / (2 sequences * 8)
    assertWeights(
        LossAggregation.drGrpo(8), new float[] {0, .0625f, .0625f}, new float[] {0, .0625f, 0});
  }

  @Test
  void bnpoEqualsDapoOnOneLocalBatch() {
    assertWeights(
        LossAggregation.bnpo(0), new float[] {0, 1f / 3, 1f / 3}, new float[] {0, 1f / 3, 0});
  }

  @Test
  void bnpoAveragesTheTokenMeansOfLocalBatches() {
    // two blocks of one experience: 1/(2*2) = 1/4 and 1/(1*2) = 1/2
    assertWeights(LossAggregation.bnpo(1), new float[] {0, .25f, .25f}, new float[] {0, .5f, 0});
  }

  @Test
  void fullyMaskedExperiencesAreCountedAndChangeNothing() {
    List<Experience> batch = List.of(experience(0, 1, 1), experience(0, 0, 0, 0));
    for (LossAggregation kind : all()) {
      LossAggregation.TokenWeights weights = kind.weights(batch);
      assertEquals(1, weights.fullyMasked());
      assertArrayEquals(new float[4], weights.weights().get(1));
      assertArrayEquals(
          kind.weights(batch.subList(0, 1)).weights().get(0), weights.weights().get(0));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void theLossDoesNotDependOnTheMicroBatch(int microBatch) {
    List<Experience> batch = batch();
    List<float[]> losses = losses(batch);
    for (LossAggregation kind : all()) {
      List<float[]> weights = kind.weights(batch).weights();
      double sum = 0;
      for (int start = 0; start < batch.size(); start += microBatch) {
        int end = Math.min(batch.size(), start + microBatch);
        sum += dot(weights.subList(start, end), losses.subList(start, end));
      }
      assertEquals(reference(kind, batch, losses), sum, FLOAT_ROUNDING, kind.toString());
    }
  }

  @Test
  void paddingOfASequenceChangesNothing() {
    for (LossAggregation kind : all()) {
      float[] plain = kind.weights(List.of(experience(0, 1, 1))).weights().get(0);
      float[] padded = kind.weights(List.of(experience(0, 1, 1, 0, 0))).weights().get(0);
      assertArrayEquals(new float[] {plain[0], plain[1], plain[2], 0, 0}, padded);
    }
  }

  @Test
  void aBatchInWhichNothingCountsIsRejected() {
    assertThrows(
        IllegalArgumentException.class,
        () -> LossAggregation.dapo().weights(List.of(experience(0, 0))));
  }

  @Test
  void optionsOfOtherKindsAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> LossAggregation.drGrpo(0));
    assertThrows(IllegalArgumentException.class, () -> new LossAggregation(Kind.DAPO, 8, 0));
    assertThrows(IllegalArgumentException.class, () -> new LossAggregation(Kind.GRPO, 0, 2));
    assertThrows(IllegalArgumentException.class, () -> LossAggregation.bnpo(-1));
  }

  /** The four losses as their papers write them, independent of the weights. */
  private static double reference(
      LossAggregation kind, List<Experience> batch, List<float[]> losses) {
    List<double[]> sumAndCount = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      double sum = 0;
      double count = 0;
      for (int t = 0; t < batch.get(i).length(); t++) {
        sum += batch.get(i).lossMask()[t] * losses.get(i)[t];
        count += batch.get(i).lossMask()[t];
      }
      sumAndCount.add(new double[] {sum, count});
    }
    List<double[]> counted = sumAndCount.stream().filter(s -> s[1] > 0).toList();
    double total = counted.stream().mapToDouble(s -> s[0]).sum();
    double tokens = counted.stream().mapToDouble(s -> s[1]).sum();
    return switch (kind.kind()) {
      case GRPO -> counted.stream().mapToDouble(s -> s[0] / s[1]).average().orElseThrow();
      case DAPO -> total / tokens;
      case DR_GRPO -> total / (counted.size() * kind.maxCompletionLength());
      case BNPO -> blockMean(sumAndCount, kind.localBatch());
    };
  }

  private static double blockMean(List<double[]> sumAndCount, int size) {
    List<Double> means = new ArrayList<>();
    for (int start = 0; start < sumAndCount.size(); start += size) {
      List<double[]> block = sumAndCount.subList(start, Math.min(sumAndCount.size(), start + size));
      double count = block.stream().mapToDouble(s -> s[1]).sum();
      if (count > 0) {
        means.add(block.stream().mapToDouble(s -> s[0]).sum() / count);
      }
    }
    return means.stream().mapToDouble(m -> m).average().orElseThrow();
  }

  private static List<LossAggregation> all() {
    return List.of(
        LossAggregation.grpo(),
        LossAggregation.dapo(),
        LossAggregation.drGrpo(7),
        LossAggregation.bnpo(2));
  }

  private static List<Experience> batch() {
    List<Experience> batch = new ArrayList<>();
    for (float[] mask : MASKS) {
      batch.add(experience(mask));
    }
    return batch;
  }

  private static List<float[]> losses(List<Experience> batch) {
    SplittableRandom random = new SplittableRandom(7);
    List<float[]> losses = new ArrayList<>();
    for (Experience e : batch) {
      float[] values = new float[e.length()];
      for (int t = 0; t < values.length; t++) {
        values[t] = (float) random.nextDouble(-2, 2);
      }
      losses.add(values);
    }
    return losses;
  }

  private static double dot(List<float[]> weights, List<float[]> losses) {
    double sum = 0;
    for (int i = 0; i < weights.size(); i++) {
      for (int t = 0; t < weights.get(i).length; t++) {
        sum += (double) weights.get(i)[t] * losses.get(i)[t];
      }
    }
    return sum;
  }

  private static Experience experience(float... mask) {
    return Experience.demonstration(new int[mask.length], mask);
  }

  private static void assertWeights(LossAggregation kind, float[] first, float[] second) {
    List<Experience> batch = List.of(experience(0, 1, 1), experience(0, 1, 0));
    LossAggregation.TokenWeights weights = kind.weights(batch);
    assertArrayEquals(first, weights.weights().get(0));
    assertArrayEquals(second, weights.weights().get(1));
    assertEquals(0, weights.fullyMasked());
  }
}
