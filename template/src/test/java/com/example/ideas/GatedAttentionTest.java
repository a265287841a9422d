package com.example.ideas;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.testing.GraphBlockContract;
import org.srl4j.models.block.DecoderConfig;

class GatedAttentionTest extends GraphBlockContract {
  /** C = 8 in 2 heads of 4. */
  private static final DecoderConfig CONFIG =
      new DecoderConfig(10, 8, 12, 1, 2, 2, 4, 100, 1e-5, false, false, 16);

  @Override
  protected List<SDVariable> define(GraphScope scope) {
    SDVariable x = floatInput(scope, "x", scope.batch(), scope.length(), CONFIG.hiddenSize());
    return List.of(new GatedAttention(CONFIG, 0).define(scope, x));
  }
}
