package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.Experience;
import org.srl4j.core.graph.GraphBlock;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.models.block.AttentionDesign;
import org.srl4j.models.block.CausalSelfAttention;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.block.LayerDesign;

class LayerDesignTest {
  /** Two single-precision computations in different orders of addition; the worst seen is 1e-6. */
  private static final double LOG_PROB_TOLERANCE = 1e-5;

  private static final SamplingConfig SAMPLING = SamplingConfig.sampled(1, 12);

  /** The attention's output times twice a gate; a gate's weights of 0 leave it as it is. */
  private record Gated(DecoderConfig config, Initialisation start) implements GraphBlock {
    @Override
    public SDVariable define(GraphScope scope, SDVariable x) {
      int c = config.hiddenSize();
      SDVariable y = new CausalSelfAttention(config, 0).define(scope, x).reshape(scope.rows(), c);
      SDVariable weight = scope.child("gate").parameter("weight", start, c, c);
      SDVariable rows = x.reshape(scope.rows(), c);
      SDVariable gate = scope.sameDiff().nn().sigmoid(rows.mmul(weight)).mul(scope.constant(2));
      return y.mul(gate).reshape(scope.batch(), scope.length(), c);
    }
  }

  /** Gates that start at 0, or drawn with a deviation. */
  private record GatedLayers(double deviation, boolean cached) implements AttentionDesign {
    @Override
    public GraphBlock attention(DecoderConfig sizes, int index) {
      return new Gated(
          sizes, deviation == 0 ? Initialisation.constant(0) : Initialisation.normal(deviation));
    }
  }

  /** A parameter of a stock name in another shape. */
  private record Wrong() implements AttentionDesign {
    @Override
    public GraphBlock attention(DecoderConfig sizes, int index) {
      return (scope, x) ->
          x.add(scope.child("q_proj").parameter("weight", Initialisation.constant(0), 3).sum());
    }

    @Override
    public boolean cached() {
      return false;
    }
  }

  private static List<Completion> sample(PolicyModel model) {
    try (SameDiffPolicy policy = new SameDiffPolicy(model)) {
      return policy.sample(TinyPolicies.requests(8), SAMPLING);
    }
  }

  @Test
  void weightsOfTheStockLayersAreTakenOver() {
    PolicyModel stock = TinyPolicies.model(1, 1);
    PolicyModel gated = stock.withLayers(new GatedLayers(0, true), 5, 1);
    // 2 layers with a [20, 20] gate each
    assertEquals(stock.parameterValues().length + 2 * 20 * 20, gated.parameterValues().length);
    assertSame(sample(stock), sample(gated), 0);
  }

  @Test
  void cachedAndWholeSequencesGiveTheSameTexts() {
    PolicyModel stock = TinyPolicies.model(1, 1);
    List<Completion> cached = sample(stock.withLayers(new GatedLayers(0.5, true), 5, 1));
    List<Completion> whole = sample(stock.withLayers(new GatedLayers(0.5, false), 5, 1));
    assertSame(cached, whole, LOG_PROB_TOLERANCE);
    boolean differs = false;
    List<Completion> plain = sample(stock);
    for (int i = 0; i < plain.size(); i++) {
      differs |= !Arrays.equals(plain.get(i).tokenLogProbs(), cached.get(i).tokenLogProbs());
    }
    assertTrue(differs, "the gate must have an effect");
  }

  private static void assertSame(List<Completion> expected, List<Completion> actual, double gap) {
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).tokenIds(), actual.get(i).tokenIds());
      assertArrayEquals(
          expected.get(i).tokenLogProbs(), actual.get(i).tokenLogProbs(), (float) gap);
    }
  }

  @Test
  void theFirstRatioIsOneAndTheGateIsTrained() {
    PolicyModel model = TinyPolicies.model(1, 1).withLayers(new GatedLayers(0, true), 5, 1);
    List<Experience> batch = TinyPolicies.experiences(model, 8, 1);
    int at = model.parameters().slice("model.layers.1.self_attn.gate.weight").offset();
    LearnerConfig config =
        LearnerConfig.of(
            ClippedPolicyGradient.defaults(), LossAggregation.grpo(), AdamWConfig.defaults());
    try (SameDiffLearner learner = new SameDiffLearner(model, config)) {
      assertEquals(1, learner.update(batch, 1e-3).get("policy/ratio_mean"), LOG_PROB_TOLERANCE);
    }
    assertTrue(model.parameters().values()[at] != 0);
  }

  @Test
  void anotherShapeUnderTheSameNameIsRefused() {
    LayerDesign wrong = new Wrong();
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> TinyPolicies.model(1, 1).withLayers(wrong, 1, 1))
            .getMessage();
    assertTrue(message.contains("self_attn.q_proj.weight: has shape [3] here"), message);
  }
}
