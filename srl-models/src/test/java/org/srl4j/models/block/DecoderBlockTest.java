package org.srl4j.models.block;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.testing.GraphBlockContract;

class DecoderBlockTest extends GraphBlockContract {
  @Override
  protected List<SDVariable> define(GraphScope scope) {
    DecoderConfig config = Configs.attention(2, 1, 6, false);
    SDVariable x = floatInput(scope, "x", scope.batch(), scope.length(), config.hiddenSize());
    return List.of(new DecoderBlock(config, new CausalSelfAttention(config, 0)).define(scope, x));
  }
}
