package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.Experience;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.lora.LoraConfig;
import org.srl4j.models.policy.MemoryEstimate.Item;

class MemoryEstimateTest {
  private static final DecoderConfig TINY =
      new DecoderConfig(50, 8, 12, 1, 2, 1, 4, 100, 1e-5, false, true, 64);
  private static final LoraConfig LORA = new LoraConfig(2, 4, 0, List.of("q_proj"), false);
  private static final MemoryRequest.Batch BATCH = new MemoryRequest.Batch(1, 4, 10, 6, true);

  private static LearnerConfig learner(double beta, boolean recompute) {
    return new LearnerConfig(
        new ClippedPolicyGradient(0.2, 0.2, beta),
        LossAggregation.grpo(),
        AdamWConfig.defaults(),
        1,
        128,
        recompute);
  }

  private static Map<Item, Long> items(Optional<LoraConfig> lora, double beta) {
    MemoryRequest request = new MemoryRequest(TINY, lora, learner(beta, false), BATCH);
    return MemoryEstimate.of(request).bytes();
  }

  @Test
  void weightsAndWhatGoesWithThemAreCountedByHand() {
    // table 50 * 8, q and o 8 * 8 each, k and v 4 * 8 each, mlp 3 * 12 * 8, three norms of 8
    long all = 4 * (400 + 2 * 64 + 2 * 32 + 288 + 24);
    Map<Item, Long> full = items(Optional.empty(), 0.1);
    assertEquals(all, full.get(Item.WEIGHTS));
    assertEquals(0, full.get(Item.ADAPTER));
    assertEquals(2 * all, full.get(Item.GRADIENTS));
    assertEquals(2 * all, full.get(Item.OPTIMISER));
    assertEquals(all, full.get(Item.REFERENCE));
    long adapter = 4 * (2 * 8 + 8 * 2); // A [2, 8], B [8, 2]
    Map<Item, Long> lora = items(Optional.of(LORA), 0.1);
    assertEquals(all, lora.get(Item.WEIGHTS));
    assertEquals(adapter, lora.get(Item.ADAPTER));
    assertEquals(2 * adapter, lora.get(Item.GRADIENTS));
    assertEquals(2 * adapter, lora.get(Item.OPTIMISER));
    assertEquals(adapter, lora.get(Item.BEST));
    assertEquals(0, lora.get(Item.REFERENCE));
    // 5 slots of one page, 16 positions of 1 head of 4, keys and values, 1 layer
    assertEquals(4 * 2 * 5 * 16 * 4, lora.get(Item.KV_PAGES));
  }

  @Test
  void theActivationsAreThoseOfThePlanThatRuns() {
    PolicyModel model = TinyPolicies.model(1, 1);
    List<Experience> batch = TinyPolicies.experiences(model, 1, 1);
    int length = batch.get(0).length();
    for (boolean recompute : new boolean[] {false, true}) {
      PolicyModel copy = model.copy(1);
      LearnerConfig config = learner(0, recompute);
      try (SameDiffLearner learner = new SameDiffLearner(copy, config)) {
        learner.update(batch, 0);
      }
      MemoryRequest request =
          new MemoryRequest(
              copy.config(),
              Optional.empty(),
              config,
              new MemoryRequest.Batch(1, 1, length - 1, 1, false));
      Map<Item, Long> bytes = MemoryEstimate.of(request).bytes();
      long arena = 4L * copy.arena().data().length;
      long estimate = bytes.get(Item.ACTIVATIONS) + bytes.get(Item.LOGITS_CHUNK);
      // The estimate also has what ND4J's ops of the objective work in: a few vectors of T.
      assertTrue(model.hasKernels() && estimate >= arena && estimate < arena + 64 * 4 * 64);
    }
  }

  @Test
  void checkpointingAndSmallerRowsNeedLess() {
    DecoderConfig deep = new DecoderConfig(50, 32, 64, 8, 2, 1, 16, 100, 1e-5, false, true, 512);
    MemoryRequest.Batch batch = new MemoryRequest.Batch(4, 4, 60, 60, true);
    long plain = activations(deep, learner(0, false), batch);
    assertTrue(activations(deep, learner(0, true), batch) < plain / 2);
    LearnerConfig wide =
        new LearnerConfig(
            ClippedPolicyGradient.defaults(),
            LossAggregation.grpo(),
            AdamWConfig.defaults(),
            1,
            512,
            false);
    assertTrue(activations(deep, wide, batch) > 2 * plain);
  }

  private static long activations(
      DecoderConfig decoder, LearnerConfig learner, MemoryRequest.Batch batch) {
    return MemoryEstimate.of(new MemoryRequest(decoder, Optional.empty(), learner, batch))
        .bytes()
        .get(Item.ACTIVATIONS);
  }

  @Test
  void badSizesAreNamed() {
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class, () -> new MemoryRequest.Batch(1, 0, 1, 1, true));
    assertEquals("groupSize: must be at least 1, got 0", fault.getMessage());
  }
}
