package org.srl4j.models.block;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.testing.GraphBlockContract;
import org.srl4j.core.testing.PackedExample;

class CausalSelfAttentionTest {
  private static final AttentionForm FORM =
      new AttentionForm(
          new RotaryScaling.Yarn(4, 8, 2, 0.5, 1.3, true), true, 5, List.of(0), List.of());

  /** Every query head has keys of its own; one vector a head. */
  @Nested
  class MultiHead extends Contract {
    @Override
    DecoderConfig config() {
      return Configs.attention(2, 2, 16, false);
    }
  }

  /** Four query heads on two key/value heads; a head is smaller than a vector. */
  @Nested
  class GroupedQuery extends Contract {
    @Override
    DecoderConfig config() {
      return Configs.attention(4, 2, 6, true);
    }
  }

  /** A head of one vector and a rest, more positions than a vector has lanes. */
  @Nested
  class OddSizes extends Contract {
    @Override
    DecoderConfig config() {
      return Configs.attention(3, 1, 18, false);
    }

    @Override
    protected int length() {
      return 19;
    }
  }

  /** A window of five positions, norms of q and k, YaRN. */
  @Nested
  class WindowedAndNormalised extends Contract {
    @Override
    DecoderConfig config() {
      return Configs.attention(4, 2, 6, false).withAttention(FORM);
    }

    @Override
    protected int length() {
      return 19;
    }
  }

  /** Without rotary embedding. */
  @Nested
  class Unrotated extends Contract {
    @Override
    DecoderConfig config() {
      AttentionForm form = new AttentionForm(RotaryScaling.NONE, false, 0, List.of(), List.of(0));
      return Configs.attention(4, 2, 6, false).withAttention(form);
    }
  }

  /** A window that begins in the prompt or after it. */
  @Nested
  class PackedInAWindow extends Packed {
    @Override
    DecoderConfig config() {
      return super.config().withAttention(FORM);
    }
  }

  /** Sequences with a common prompt in one row. */
  @Nested
  class Packed extends Contract {
    @Override
    DecoderConfig config() {
      return Configs.attention(4, 2, 18, false);
    }

    @Override
    protected boolean packed() {
      return true;
    }

    @Override
    protected int batch() {
      return 1;
    }

    @Override
    protected int length() {
      return PackedExample.LENGTH;
    }

    @Override
    protected Map<String, float[]> inputs(int batch, int length) {
      return PackedExample.inputs(length);
    }
  }

  abstract static class Contract extends GraphBlockContract {
    abstract DecoderConfig config();

    @Override
    protected List<SDVariable> define(GraphScope scope) {
      DecoderConfig config = config();
      SDVariable x = floatInput(scope, "x", scope.batch(), scope.length(), config.hiddenSize());
      return List.of(new CausalSelfAttention(config, 0).define(scope, x));
    }
  }
}
