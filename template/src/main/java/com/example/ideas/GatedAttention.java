package com.example.ideas;

import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphBlock;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;
import org.srl4j.models.block.CausalSelfAttention;
import org.srl4j.models.block.DecoderConfig;

/**
 * The stock attention with an output gate: attention(x) times 2 sigmoid(W x). W starts at 0, where
 * every gate is 1. Input and output [B, T, C].
 *
 * @param config sizes
 * @param layer where it stands, from 0
 */
public record GatedAttention(DecoderConfig config, int layer) implements GraphBlock {
  @Override
  public SDVariable define(GraphScope scope, SDVariable x) {
    int c = config.hiddenSize();
    SDVariable attended =
        new CausalSelfAttention(config, layer).define(scope, x).reshape(scope.rows(), c);
    SDVariable weight = scope.child("gate").parameter("weight", Initialisation.constant(0), c, c);
    SDVariable gate =
        scope
            .sameDiff()
            .nn()
            .sigmoid(x.reshape(scope.rows(), c).mmul(weight))
            .mul(scope.constant(2));
    return attended.mul(gate).reshape(scope.batch(), scope.length(), c);
  }
}
