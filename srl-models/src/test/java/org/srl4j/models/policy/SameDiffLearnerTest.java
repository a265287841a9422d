package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.Experience;
import org.srl4j.core.data.Turn;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.NegativeLogLikelihood;
import org.srl4j.core.objective.NotFiniteException;
import org.srl4j.core.objective.Objective;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.core.testing.MetricsDocument;

class SameDiffLearnerTest {
  /** Single precision, gradients of eight sequences added in another order. */
  private static final double SUM_TOLERANCE = 2e-6;

  /** All sequences of a batch that are of similar length together. */
  private static final int LARGE = 4096;

  private static final Objective GRADIENT = ClippedPolicyGradient.defaults();
  private static final LossAggregation MEAN = LossAggregation.grpo();

  private static double relative(float[] expected, float[] actual) {
    double scale = 0;
    double error = 0;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      error = Math.max(error, Math.abs(expected[i] - actual[i]));
    }
    return error / scale;
  }

  @Test
  void theFirstUpdateOnRolloutsIsExactlyOnPolicy() {
    PolicyModel model = TinyPolicies.model(1, 1);
    List<Experience> batch = TinyPolicies.experiences(model, 12, 0.7);
    LearnerConfig config =
        new LearnerConfig(GRADIENT, MEAN, AdamWConfig.defaults(), 0.7, LARGE, false);
    try (SameDiffLearner learner = new SameDiffLearner(model, config)) {
      UpdateStats stats = learner.update(batch, 0.05);
      // Kernels compute a token's log-probability with the same arithmetic everywhere.
      double gap = model.hasKernels() ? 0 : 1e-5;
      assertEquals(0, stats.get("policy/ratio_max_gap"), gap);
      assertEquals(1, stats.get("policy/ratio_mean"), gap);
      assertEquals(0, stats.get("policy/approx_kl"), gap);
      assertEquals(0, stats.get("clip_ratio/region_mean"));
      double tokens = batch.stream().mapToInt(Experience::countedTokens).sum();
      assertEquals(tokens, stats.get("train/tokens"));
      UpdateStats second = learner.update(batch, 0.05);
      assertTrue(second.get("policy/ratio_max_gap") > 0.01, "the parameters did not move");
      assertTrue(second.get("clip_ratio/region_mean") > 0, "nothing was clipped");
    }
  }

  @Test
  void theMeanLossOnPolicyIsMinusTheMeanAdvantage() {
    PolicyModel model = TinyPolicies.model(1, 1);
    List<Experience> batch = TinyPolicies.experiences(model, 4, 1);
    // advantages 1, -0.7, 1.2, -0.7: ratio 1, so the loss is -(1 - 0.7 + 1.2 - 0.7) / 4 = -0.2
    try (SameDiffLearner learner = TinyPolicies.learner(model, GRADIENT, MEAN, LARGE)) {
      assertEquals(-0.2, learner.update(batch, 0).get("loss"), 1e-6);
    }
  }

  /** Eight experiences of different lengths that fit into one micro-batch. */
  private static List<Experience> similar(PolicyModel model) {
    List<Experience> batch =
        TinyPolicies.offPolicy(TinyPolicies.experiences(model, 60, 1)).stream()
            .filter(e -> e.length() >= 14 && e.length() <= 32)
            .limit(8)
            .toList();
    assertEquals(8, batch.size());
    assertEquals(1, microBatches(batch, LARGE));
    assertEquals(8, microBatches(batch, 1));
    return batch;
  }

  private static int microBatches(List<Experience> batch, int tokens) {
    List<int[]> ids = batch.stream().map(Experience::tokenIds).toList();
    List<Integer> uncounted = Collections.nCopies(ids.size(), 0);
    return new Packing(tokens, TinyPolicies.MAX_LENGTH).pack(ids, uncounted).size();
  }

  private static Stream<Arguments> objectives() {
    Objective penalised = new ClippedPolicyGradient(0.1, 0.1, 0.5);
    return Stream.of(
        Arguments.of("GRPO", GRADIENT, LossAggregation.grpo()),
        Arguments.of("DAPO", GRADIENT, LossAggregation.dapo()),
        Arguments.of("DR_GRPO", GRADIENT, LossAggregation.drGrpo(20)),
        Arguments.of("BNPO", GRADIENT, LossAggregation.bnpo(3)),
        Arguments.of("GRPO with KL", penalised, LossAggregation.grpo()),
        Arguments.of("NLL", new NegativeLogLikelihood(), LossAggregation.dapo()));
  }

  /** Five completions of one prompt, and one of another. */
  private static List<Experience> group(PolicyModel model) {
    List<SamplingRequest> requests = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String prompt = i == 3 ? "7+8=1+2=" : "12+34=1+2=3";
      requests.add(new SamplingRequest(TinyPolicies.tokenizer().encode(prompt), i));
    }
    List<Experience> batch = new ArrayList<>();
    try (SameDiffPolicy policy = new SameDiffPolicy(model)) {
      List<Completion> completions = policy.sample(requests, SamplingConfig.sampled(1, 9));
      for (int i = 0; i < requests.size(); i++) {
        Turn turn = new Turn(requests.get(i).promptIds(), completions.get(i));
        batch.add(Experience.of(turn, i % 2 == 0 ? 0.5 * i + 1 : -1));
      }
    }
    return TinyPolicies.offPolicy(batch);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSharedPromptGivesTheGradientOfPromptsOfTheirOwn(boolean kernels) {
    PolicyModel model = TinyPolicies.model(1, 1);
    List<Experience> batch = group(model);
    PolicyModel used = kernels ? model : model.withoutKernels();
    List<int[]> ids = batch.stream().map(Experience::tokenIds).toList();
    List<Integer> uncounted = List.of(11, 11, 11, 8, 11, 11);
    PackedRow row = new Packing(LARGE, TinyPolicies.MAX_LENGTH).pack(ids, uncounted).get(0);
    int together = ids.stream().mapToInt(t -> t.length).sum();
    assertEquals(together - 4 * 10, row.used()); // ten of eleven prompt tokens, four times saved
    List<float[]> gradients = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (int tokens : new int[] {LARGE, 1}) {
      try (SameDiffLearner learner =
          TinyPolicies.learner(used.copy(1), GRADIENT, LossAggregation.grpo(), tokens)) {
        losses.add(learner.update(batch, 0).get("loss"));
        gradients.add(learner.lastGradient());
      }
    }
    assertEquals(losses.get(1), losses.get(0), SUM_TOLERANCE);
    assertTrue(relative(gradients.get(1), gradients.get(0)) < SUM_TOLERANCE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("objectives")
  void theCutIntoMicroBatchesChangesOnlyRounding(
      String name, Objective objective, LossAggregation aggregation, TestReporter report) {
    PolicyModel model = TinyPolicies.model(1, 1);
    List<Experience> batch = similar(model);
    List<float[]> gradients = new ArrayList<>();
    List<UpdateStats> stats = new ArrayList<>();
    for (int tokens : new int[] {LARGE, 1, 96}) {
      PolicyModel copy = model.copy(1);
      try (SameDiffLearner learner = TinyPolicies.learner(copy, objective, aggregation, tokens)) {
        stats.add(learner.update(batch, 0.01));
        gradients.add(learner.lastGradient());
      }
    }
    double worst = 0;
    for (int i = 1; i < gradients.size(); i++) {
      worst = Math.max(worst, relative(gradients.get(0), gradients.get(i)));
      assertEquals(stats.get(0).values().keySet(), stats.get(i).values().keySet());
      for (String metric : stats.get(0).values().keySet()) {
        double expected = stats.get(0).get(metric);
        double limit = SUM_TOLERANCE * Math.max(1, Math.abs(expected));
        assertEquals(expected, stats.get(i).get(metric), limit, metric);
      }
    }
    report.publishEntry("micro-batches " + name, "relative difference " + worst);
    assertTrue(worst < SUM_TOLERANCE, name + ": relative difference " + worst);
  }

  @Test
  void theOrderOfTheBatchChangesOnlyRounding() {
    PolicyModel model = TinyPolicies.model(1, 1);
    List<Experience> batch = TinyPolicies.offPolicy(TinyPolicies.experiences(model, 8, 1));
    List<Experience> shuffled = new ArrayList<>(batch);
    Collections.shuffle(shuffled, new Random(1));
    assertTrue(relative(gradient(model, batch), gradient(model, shuffled)) < SUM_TOLERANCE);
  }

  private static float[] gradient(PolicyModel model, List<Experience> batch) {
    try (SameDiffLearner learner = TinyPolicies.learner(model.copy(1), GRADIENT, MEAN, LARGE)) {
      learner.update(batch, 0);
      return learner.lastGradient();
    }
  }

  @Test
  void paddingChangesNothing() {
    PolicyModel model = TinyPolicies.model(1, 1);
    Experience first = TinyPolicies.experiences(model, 3, 1).get(2);
    int length = first.length();
    int[] ids = new int[length + 9];
    Arrays.fill(ids, 4);
    Experience masked = new Experience(ids, new float[ids.length], new float[ids.length], 5);
    assertEquals(1, microBatches(List.of(first, masked), LARGE));
    // The masked neighbour is longer: it pads the first and has weights of 0 itself.
    float[] alone = gradient(model, List.of(first));
    assertTrue(relative(alone, gradient(model, List.of(first, masked))) < SUM_TOLERANCE);
  }

  /** Parameters after some updates on one batch. */
  private static float[] trained(int threads, int updates) {
    PolicyModel model = TinyPolicies.model(1, threads);
    List<Experience> batch = TinyPolicies.experiences(model, 12, 1);
    try (SameDiffLearner learner = TinyPolicies.learner(model, GRADIENT, MEAN, 96)) {
      for (int i = 0; i < updates; i++) {
        learner.update(batch, 0.01);
      }
      return learner.parameters();
    }
  }

  @Test
  void oneSeedGivesTheSameBitsWithAnyNumberOfThreads() {
    float[] once = trained(1, 5);
    assertArrayEquals(once, trained(1, 5));
    assertArrayEquals(once, trained(2, 5));
  }

  @Test
  void aResumedLearnerEqualsAnUninterruptedOne(@TempDir Path folder) throws IOException {
    PolicyModel model = TinyPolicies.model(1, 1);
    List<Experience> batch = TinyPolicies.experiences(model, 12, 1);
    try (SameDiffLearner learner = TinyPolicies.learner(model, GRADIENT, MEAN, LARGE)) {
      update(learner, batch, 3);
      learner.save(folder);
      update(learner, batch, 3);
      PolicyModel read = PolicyModel.load(folder, 1);
      assertEquals(model.config(), read.config());
      try (SameDiffLearner resumed = TinyPolicies.learner(read, GRADIENT, MEAN, LARGE)) {
        resumed.load(folder);
        update(resumed, batch, 3);
        assertArrayEquals(learner.parameters(), resumed.parameters());
      }
      // The moments matter: the same weights with fresh moments go elsewhere.
      PolicyModel fresh = PolicyModel.load(folder, 1);
      try (SameDiffLearner other = TinyPolicies.learner(fresh, GRADIENT, MEAN, LARGE)) {
        update(other, batch, 3);
        assertTrue(relative(learner.parameters(), other.parameters()) > 1e-3);
      }
    }
  }

  private static void update(SameDiffLearner learner, List<Experience> batch, int times) {
    for (int i = 0; i < times; i++) {
      learner.update(batch, 0.01);
    }
  }

  @Test
  void weightsOfOtherSizesAreRejected(@TempDir Path folder) throws IOException {
    try (SameDiffLearner learner =
        TinyPolicies.learner(TinyPolicies.model(1, 1), GRADIENT, MEAN, LARGE)) {
      learner.save(folder);
      Exception e =
          assertThrows(IllegalArgumentException.class, () -> learner.setParameters(new float[3]));
      int size = learner.parameters().length;
      assertEquals("parameters: the model has " + size + ", got 3", e.getMessage());
    }
  }

  @Test
  void theReferenceOfAPenaltyIsTheModelAtTheStart() {
    PolicyModel model = TinyPolicies.model(1, 1);
    List<Experience> batch = TinyPolicies.experiences(model, 6, 1);
    Objective penalised = new ClippedPolicyGradient(0.2, 0.2, 10);
    try (SameDiffLearner learner = TinyPolicies.learner(model, penalised, MEAN, LARGE);
        SameDiffLearner free = TinyPolicies.learner(model.copy(1), GRADIENT, MEAN, LARGE)) {
      double start = free.update(batch, 0).get("loss");
      assertEquals(start, learner.update(batch, 0).get("loss"), 1e-6);
      learner.update(batch, 0.02);
      double moved = learner.update(batch, 0).get("loss");
      assertTrue(moved > start + 1e-3, "no penalty for moving: " + moved);
    }
  }

  @Test
  void aBatchWithoutACountedTokenIsAnError() {
    Experience masked = new Experience(new int[3], new float[3], new float[3], 1);
    try (SameDiffLearner learner =
        TinyPolicies.learner(TinyPolicies.model(1, 1), GRADIENT, MEAN, LARGE)) {
      assertThrows(IllegalArgumentException.class, () -> learner.update(List.of(masked), 0.1));
    }
  }

  @Test
  void everyMetricIsDocumented() throws IOException {
    PolicyModel model = TinyPolicies.model(1, 1);
    List<Experience> batch = TinyPolicies.experiences(model, 2, 1);
    for (Objective objective : List.of(GRADIENT, new NegativeLogLikelihood())) {
      try (SameDiffLearner learner = TinyPolicies.learner(model, objective, MEAN, LARGE)) {
        Set<String> names = learner.update(batch, 0).values().keySet();
        assertEquals(Set.of(), MetricsDocument.read().undocumented(names));
      }
    }
  }

  @Test
  void likelihoodOfDemonstrationsRises() {
    PolicyModel model = TinyPolicies.model(1, 1);
    List<Experience> batch = new ArrayList<>();
    for (String text : List.of("1+1=2", "2+3=5", "4+4=8")) {
      int[] ids = model.tokenizer().encode(text);
      float[] mask = new float[ids.length];
      mask[ids.length - 1] = 1;
      batch.add(Experience.demonstration(ids, mask));
    }
    try (SameDiffLearner learner =
        TinyPolicies.learner(model, new NegativeLogLikelihood(), LossAggregation.dapo(), LARGE)) {
      double before = learner.update(batch, 0.01).get("mean_token_nll");
      update(learner, batch, 30);
      UpdateStats after = learner.update(batch, 0.01);
      assertTrue(before > 2, "ln 20 = 3 at the start, got " + before);
      assertTrue(after.get("mean_token_nll") < 0.1, "" + after);
      assertEquals(after.get("mean_token_nll"), after.get("loss"), 1e-6);
    }
  }

  @Test
  void withoutKernelsTheGradientIsTheSame() {
    PolicyModel model = TinyPolicies.model(1, 1);
    List<Experience> batch = TinyPolicies.offPolicy(TinyPolicies.experiences(model, 3, 1));
    float[] fused = gradient(model, batch);
    try (SameDiffLearner learner =
        TinyPolicies.learner(model.withoutKernels(), GRADIENT, MEAN, LARGE)) {
      learner.update(batch, 0);
      assertTrue(relative(fused, learner.lastGradient()) < 1e-5);
    }
  }

  @Test
  void optionsOutOfRangeAreRejected() {
    AdamWConfig adam = AdamWConfig.defaults();
    Exception cold =
        assertThrows(
            IllegalArgumentException.class,
            () -> new LearnerConfig(GRADIENT, MEAN, adam, 0, 1, false));
    assertEquals("temperature: must be above 0, got 0.0", cold.getMessage());
    Exception none =
        assertThrows(
            IllegalArgumentException.class,
            () -> new LearnerConfig(GRADIENT, MEAN, adam, 1, 0, false));
    assertEquals("microBatchTokens: must be at least 1, got 0", none.getMessage());
  }

  @Test
  void theReferenceOfAKlTermComesBackWithACheckpoint(@TempDir Path folder) throws IOException {
    Objective penalised = new ClippedPolicyGradient(0.1, 0.1, 0.5);
    PolicyModel model = TinyPolicies.model(1, 1);
    List<Experience> batch = TinyPolicies.experiences(model, 4, 1);
    double expected;
    try (SameDiffLearner learner = TinyPolicies.learner(model, penalised, MEAN, LARGE)) {
      learner.update(batch, 0.05);
      learner.save(folder);
      expected = learner.update(batch, 0.05).get("loss");
    }
    // A learner made on moved weights has these as reference until the checkpoint is loaded.
    PolicyModel moved = PolicyModel.load(folder, 1);
    try (SameDiffLearner resumed = TinyPolicies.learner(moved, penalised, MEAN, LARGE)) {
      resumed.load(folder);
      assertEquals(expected, resumed.update(batch, 0.05).get("loss"));
    }
  }

  @Test
  void aBrokenWeightIsFoundBeforeAnythingChanges() {
    PolicyModel model = TinyPolicies.model(1, 1);
    List<Experience> batch = TinyPolicies.experiences(model, 4, 1);
    float[] values = model.parameterValues();
    values[values.length / 2] = Float.NaN;
    model.setParameters(values);
    try (SameDiffLearner learner = TinyPolicies.learner(model, GRADIENT, MEAN, LARGE)) {
      NotFiniteException e =
          assertThrows(NotFiniteException.class, () -> learner.update(batch, 0.05));
      assertTrue(e.getMessage().contains("is NaN") || e.getMessage().contains("tensor"));
      assertFalse(e.sequences().isEmpty());
      assertArrayEquals(values, learner.parameters());
    }
  }

  /**
   * The head's weights are 0, so all tokens are as likely and nothing flows on below it; its own
   * gradient, the advantage times (1 - 1/V) times activations up to 4 and more, is beyond a float.
   */
  @Test
  void aTensorWhoseGradientAloneIsBrokenIsNamed() {
    PolicyModel model = TinyPolicies.model(1, 1);
    Slice head = model.parameters().slice("lm_head.weight");
    Slice gain = model.parameters().slice("model.norm.weight");
    float[] values = model.parameterValues();
    Arrays.fill(values, head.offset(), head.offset() + head.length(), 0);
    Arrays.fill(values, gain.offset(), gain.offset() + gain.length(), 4);
    model.setParameters(values);
    float old = (float) -Math.log(model.config().vocabularySize());
    Experience huge =
        new Experience(new int[] {2, 3}, new float[] {0, 1}, new float[] {0, old}, 3e38);
    try (SameDiffLearner learner = TinyPolicies.learner(model, GRADIENT, MEAN, LARGE)) {
      NotFiniteException e =
          assertThrows(NotFiniteException.class, () -> learner.update(List.of(huge), 0.05));
      assertTrue(
          e.getMessage().matches("gradient of tensor lm_head.weight \\(-?Infinity at .*"),
          e.getMessage());
      assertEquals(List.of(0), e.sequences());
      assertArrayEquals(values, learner.parameters());
    }
  }
}
