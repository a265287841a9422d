package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.decoder.Decoder;
import org.srl4j.models.lora.LoraConfig;
import org.srl4j.models.lora.LowRankAdapter;

class MemoryCheckTest {
  private static final DecoderConfig SIZES =
      new DecoderConfig(9, 8, 12, 1, 2, 1, 4, 100, 1e-5, false, false, 16);
  private static final LearnerConfig LEARNER =
      LearnerConfig.of(
          ClippedPolicyGradient.defaults(), LossAggregation.grpo(), AdamWConfig.defaults());

  /** 4 bytes per parameter. */
  private static final long WEIGHTS = 4 * Parameters.elements(Decoder.parameters(SIZES));

  /** Weights, two of gradients, two moments, the best; no KL term, so no reference. */
  private static final long TRAINING = 6 * WEIGHTS;

  private final List<String> log = new ArrayList<>();

  private void train(long heap, Optional<LoraConfig> lora, int together) {
    new MemoryCheck(heap, log::add).requireTraining(SIZES, lora, LEARNER, together);
  }

  private String refused(long heap, Optional<LoraConfig> lora, int together) {
    return assertThrows(IllegalArgumentException.class, () -> train(heap, lora, together))
        .getMessage();
  }

  @Test
  void aTrainingThatCannotFitIsRefusedWithItsLargestItem() {
    String message = refused(TRAINING - 1, Optional.empty(), 1);
    assertTrue(message.contains("memory: the training needs"), message);
    assertTrue(message.contains("the largest item is "), message);
    assertEquals(List.of(), log);
    train(TRAINING, Optional.empty(), 1);
    assertEquals(1, log.size());
    assertTrue(log.get(0).contains("warning: with full micro-batches"), log.get(0));
    train(1L << 30, Optional.empty(), 1);
    assertEquals(1, log.size());
  }

  @Test
  void trainingsAtATimeNeedTheirOwnEach() {
    String message = refused(3 * TRAINING - 1, Optional.empty(), 3);
    assertTrue(message.contains("3 trainings at a time need"), message);
    assertTrue(message.contains("workers=1"), message);
    train(3 * TRAINING, Optional.empty(), 3);
  }

  @Test
  void adaptersShareTheWeightsBelow() {
    LoraConfig lora = new LoraConfig(2, 4, 0, List.of("q_proj"), false);
    long adapter = 4 * Parameters.elements(LowRankAdapter.parameters(lora, SIZES));
    long needed = WEIGHTS + 3 * 6 * adapter;
    refused(needed - 1, Optional.of(lora), 3);
    train(needed, Optional.of(lora), 3);
  }

  @Test
  void weightsThatCannotFitAreRefusedBeforeTheyAreRead() {
    MemoryCheck check = new MemoryCheck(WEIGHTS - 1, log::add);
    String message =
        assertThrows(IllegalArgumentException.class, () -> check.requireWeights(SIZES))
            .getMessage();
    assertTrue(message.startsWith("memory: the model's weights need"), message);
    new MemoryCheck(WEIGHTS, log::add).requireWeights(SIZES);
  }
}
