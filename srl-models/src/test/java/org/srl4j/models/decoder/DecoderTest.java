package org.srl4j.models.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.testing.GraphBlockContract;
import org.srl4j.models.block.AttentionForm;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.block.RotaryScaling;

class DecoderTest {
  private static DecoderConfig config(boolean bias, boolean tied) {
    return new DecoderConfig(13, 10, 14, 2, 4, 2, 6, 100, 1e-5, bias, tied, 32);
  }

  @Nested
  class Untied extends Contract {
    @Override
    DecoderConfig config() {
      return DecoderTest.config(false, false);
    }
  }

  @Nested
  class TiedWithBias extends Contract {
    @Override
    DecoderConfig config() {
      return DecoderTest.config(true, true);
    }
  }

  /** Norms of q and k, a window in the lower layer, none of the upper one rotated. */
  @Nested
  class OfEveryForm extends Contract {
    @Override
    DecoderConfig config() {
      RotaryScaling scaling = new RotaryScaling.Llama3(4, 1, 4, 8);
      return DecoderTest.config(false, false)
          .withAttention(new AttentionForm(scaling, true, 3, List.of(0), List.of(1)));
    }
  }

  abstract static class Contract extends GraphBlockContract {
    abstract DecoderConfig config();

    @Override
    protected List<SDVariable> define(GraphScope scope) {
      var scores = Decoder.define(scope, config()).scores(0.8);
      return List.of(scores.tokenLogProb(), scores.entropy());
    }

    @Override
    protected Map<String, float[]> inputs(int batch, int length) {
      int vocabulary = config().vocabularySize();
      return Map.of(
          Decoder.IDS, ids("ids", vocabulary, batch, length),
          Decoder.TARGETS, ids("targets", vocabulary, batch, length));
    }
  }

  @Test
  void parametersHaveTheNamesOfHuggingFace() {
    GraphScope scope = GraphScope.onParameters(1, 2);
    Decoder.define(scope, new DecoderConfig(13, 10, 14, 1, 4, 2, 6, 100, 1e-5, true, false, 32));
    String layer = "model.layers.0.";
    assertEquals(
        List.of(
            "model.embed_tokens.weight",
            layer + "input_layernorm.weight",
            layer + "self_attn.q_proj.weight",
            layer + "self_attn.q_proj.bias",
            layer + "self_attn.k_proj.weight",
            layer + "self_attn.k_proj.bias",
            layer + "self_attn.v_proj.weight",
            layer + "self_attn.v_proj.bias",
            layer + "self_attn.o_proj.weight",
            layer + "post_attention_layernorm.weight",
            layer + "mlp.gate_proj.weight",
            layer + "mlp.up_proj.weight",
            layer + "mlp.down_proj.weight",
            "model.norm.weight",
            "lm_head.weight"),
        scope.parameters().stream().map(p -> p.name()).toList());
  }
}
