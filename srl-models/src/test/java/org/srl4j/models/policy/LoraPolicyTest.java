package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.data.Experience;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.models.lora.LoraConfig;

class LoraPolicyTest {
  /** Single precision, gradients of sequences added in another order. */
  private static final double SUM_TOLERANCE = 2e-6;

  /** The bound for merged against unmerged weights. */
  private static final double MERGE_TOLERANCE = 1e-5;

  private static final int LARGE = 4096;
  private static final LoraConfig LORA =
      new LoraConfig(3, 6, 0, List.of(LoraConfig.ALL_LINEAR), false);
  private static final ClippedPolicyGradient PENALISED = new ClippedPolicyGradient(0.2, 0.2, 0.5);

  private static PolicyModel adapted(LoraConfig config) {
    return TinyPolicies.model(1, 1).withAdapter(config, 7, 1);
  }

  /** An adapter that does something: B drawn too. */
  private static PolicyModel moved(LoraConfig config) {
    PolicyModel model = adapted(config);
    float[] values = model.parameterValues();
    Random random = new Random(3);
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (0.1 * random.nextGaussian());
    }
    model.setParameters(values);
    return model;
  }

  private static LearnerConfig config(int tokens, boolean recompute) {
    return new LearnerConfig(
        PENALISED, LossAggregation.grpo(), AdamWConfig.defaults(), 1, tokens, recompute);
  }

  private static List<Experience> batch(PolicyModel model) {
    return TinyPolicies.offPolicy(TinyPolicies.experiences(model, 16, 1));
  }

  private static List<float[]> logProbs(PolicyModel model, List<Experience> batch) {
    try (SameDiffPolicy policy = new SameDiffPolicy(model)) {
      return policy.tokenLogProbs(batch.stream().map(Experience::tokenIds).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFreshAdapterChangesNoBit(boolean kernels) {
    PolicyModel base = TinyPolicies.model(1, 1);
    PolicyModel model = base.withAdapter(LORA, 7, 1);
    List<Experience> batch = batch(base);
    List<float[]> expected = logProbs(kernels ? base : base.withoutKernels(), batch);
    List<float[]> actual = logProbs(kernels ? model : model.withoutKernels(), batch);
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i), 0f);
    }
    for (int i = 0; i < batch.size(); i++) {
      Experience sampled = TinyPolicies.experiences(model, batch.size(), 1).get(i);
      assertArrayEquals(batch.get(i).tokenIds(), sampled.tokenIds());
    }
  }

  @Test
  void fiftyUpdatesMoveTheAdapterAndNoBitOfTheBase() {
    PolicyModel base = TinyPolicies.model(1, 1);
    float[] before = base.parameterValues();
    PolicyModel model = base.withAdapter(LORA, 7, 1);
    float[] start = model.parameterValues();
    List<Experience> batch = batch(model);
    try (SameDiffLearner learner = new SameDiffLearner(model, config(LARGE, false))) {
      for (int update = 0; update < 50; update++) {
        learner.update(batch, 0.01);
      }
      assertEquals(start.length, learner.lastGradient().length, "gradients of the adapter alone");
    }
    assertArrayEquals(before, base.parameters().values(), 0f);
    assertSame(base.parameters(), model.parameters().frozen().orElseThrow());
    assertNotEquals(0, relative(start, model.parameterValues()));
    assertEquals(before.length + start.length, model.parameterCount(), "base and adapter");
  }

  @Test
  void mergedWeightsGiveTheSameLogProbabilities() {
    for (LoraConfig lora :
        List.of(LORA, new LoraConfig(2, 3, 0.3, List.of("v_proj", "up_proj"), true))) {
      PolicyModel model = moved(lora);
      List<Experience> batch = batch(model);
      List<float[]> expected = logProbs(model, batch);
      PolicyModel merged = model.merged(1);
      assertTrue(merged.lora().isEmpty());
      List<float[]> actual = logProbs(merged, batch);
      double worst = 0;
      for (int i = 0; i < expected.size(); i++) {
        for (int t = 0; t < expected.get(i).length; t++) {
          worst = Math.max(worst, Math.abs(expected.get(i)[t] - actual.get(i)[t]));
        }
      }
      assertTrue(worst < MERGE_TOLERANCE, "merging changes a log-probability by " + worst);
    }
  }

  @Test
  void theReferenceIsTheBaseWithTheAdapterOff() {
    PolicyModel model = moved(LORA);
    List<Experience> batch = batch(model);
    List<float[]> base = logProbs(TinyPolicies.model(1, 1), batch);
    // Without updates, ratio 1 and advantage 0, the loss is the KL estimate alone: beta times the
    // mean over sequences of the mean over tokens of exp(d) - d - 1, d = base - policy.
    List<float[]> own = logProbs(model, batch);
    List<Experience> still = new ArrayList<>();
    double expected = 0;
    for (int i = 0; i < batch.size(); i++) {
      Experience e = batch.get(i);
      still.add(new Experience(e.tokenIds(), e.lossMask(), own.get(i), 0));
      double sum = 0;
      for (int t = 0; t < e.length(); t++) {
        double d = e.lossMask()[t] == 0 ? 0 : base.get(i)[t] - own.get(i)[t];
        sum += Math.exp(d) - d - 1;
      }
      expected += 0.5 * sum / e.countedTokens() / batch.size();
    }
    try (SameDiffLearner learner = new SameDiffLearner(model, config(LARGE, false))) {
      assertEquals(expected, learner.update(still, 0).get("loss"), 1e-6);
    }
    assertTrue(expected > 1e-4, "the adapter does nothing");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25})
  void theCutIntoMicroBatchesChangesOnlyRounding(double dropout) {
    PolicyModel model = moved(new LoraConfig(3, 6, dropout, LORA.targetModules(), false));
    List<Experience> batch = distinctPrompts(batch(model));
    List<float[]> gradients = new ArrayList<>();
    for (int tokens : new int[] {LARGE, 1, 96}) {
      try (SameDiffLearner learner = new SameDiffLearner(model.copy(1), config(tokens, false))) {
        learner.update(batch, 0.01);
        gradients.add(learner.lastGradient());
      }
    }
    assertTrue(relative(gradients.get(0), gradients.get(1)) < SUM_TOLERANCE);
    assertTrue(relative(gradients.get(0), gradients.get(2)) < SUM_TOLERANCE);
  }

  /** A shared prompt takes one sequence's mask, so only prompts of their own are invariant. */
  private static List<Experience> distinctPrompts(List<Experience> batch) {
    List<Experience> distinct = new ArrayList<>();
    List<Integer> lengths = new ArrayList<>();
    for (Experience e : batch) {
      int prompt = e.length() - e.countedTokens();
      if (!lengths.contains(prompt)) {
        lengths.add(prompt);
        distinct.add(e);
      }
    }
    assertTrue(distinct.size() > 5);
    return distinct;
  }

  @Test
  void dropoutActsInUpdatesAloneAndRepeatsExactly() {
    LoraConfig dropping = new LoraConfig(3, 6, 0.5, LORA.targetModules(), false);
    PolicyModel model = moved(dropping);
    List<Experience> batch = batch(model);
    List<float[]> with = logProbs(model, batch);
    PolicyModel without = TinyPolicies.model(1, 1).withAdapter(LORA, 7, 1);
    without.setParameters(model.parameterValues());
    assertArrayEquals(logProbs(without, batch).get(0), with.get(0), 0f);
    List<float[]> results = new ArrayList<>();
    for (PolicyModel each : List.of(model, model, without)) {
      PolicyModel copy = each.copy(1);
      try (SameDiffLearner learner = new SameDiffLearner(copy, config(LARGE, false))) {
        learner.update(batch, 0.01);
        float[] first = learner.lastGradient();
        learner.update(batch, 0.01);
        results.add(first);
        results.add(copy.parameterValues());
      }
    }
    assertArrayEquals(results.get(1), results.get(3), 0f);
    assertTrue(relative(results.get(0), results.get(4)) > 0.05, "dropout changed nothing");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void recomputedBlocksGiveTheSameBitsInLessMemory(boolean lora) {
    PolicyModel model = lora ? moved(LORA) : TinyPolicies.model(1, 1);
    List<Experience> batch = batch(model);
    List<UpdateStats> stats = new ArrayList<>();
    List<float[]> gradients = new ArrayList<>();
    for (boolean recompute : new boolean[] {false, true}) {
      try (SameDiffLearner learner = new SameDiffLearner(model.copy(1), config(LARGE, recompute))) {
        stats.add(learner.update(batch, 0.01));
        gradients.add(learner.lastGradient());
      }
    }
    assertEquals(stats.get(0), stats.get(1));
    assertArrayEquals(gradients.get(0), gradients.get(1), 0f);
  }

  @Test
  void anAdaptersFolderIsReadWithItsBase(@TempDir Path folder) throws IOException {
    Path base = Files.createDirectory(folder.resolve("base"));
    TinyPolicies.model(1, 1).save(base);
    PolicyModel model = PolicyModel.load(base, 1).withAdapter(LORA, 7, 1);
    float[] values = model.parameterValues();
    for (int i = 0; i < values.length; i++) {
      values[i] += 0.01f * i % 0.3f;
    }
    model.setParameters(values);
    Path adapter = Files.createDirectory(folder.resolve("adapter"));
    model.save(adapter);
    PolicyModel read = PolicyModel.load(adapter, 1);
    assertEquals(Optional.of(LORA), read.lora());
    assertArrayEquals(values, read.parameterValues(), 0f);
    assertArrayEquals(
        model.parameters().frozen().orElseThrow().values(),
        read.parameters().frozen().orElseThrow().values(),
        0f);
  }

  @Test
  void aResumedLearnerContinuesToTheSameBits(@TempDir Path folder) throws IOException {
    PolicyModel model = moved(new LoraConfig(3, 6, 0.2, LORA.targetModules(), false));
    List<Experience> batch = batch(model);
    PolicyModel other = model.copy(1);
    try (SameDiffLearner learner = new SameDiffLearner(model, config(LARGE, false));
        SameDiffLearner resumed = new SameDiffLearner(other, config(LARGE, false))) {
      learner.update(batch, 0.01);
      learner.save(folder);
      learner.update(batch, 0.01);
      resumed.load(folder);
      resumed.update(batch, 0.01);
    }
    assertArrayEquals(model.parameterValues(), other.parameterValues(), 0f);
    assertTrue(Files.notExists(folder.resolve("model.safetensors")), "the base was copied");
  }

  @Test
  void aSecondAdapterIsRefused() {
    PolicyModel model = adapted(LORA);
    assertThrows(IllegalStateException.class, () -> model.withAdapter(LORA, 1, 1));
  }

  private static double relative(float[] expected, float[] actual) {
    double scale = 0;
    double error = 0;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      error = Math.max(error, Math.abs(expected[i] - actual[i]));
    }
    return error / scale;
  }
}
