package org.srl4j.models.block;

import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphBlock;
import org.srl4j.core.graph.GraphScope;

/**
 * One pre-norm decoder layer: x + attention(norm(x)), then + mlp(norm(.)). Input and output [B, T,
 * C].
 *
 * @param config sizes
 * @param attention the stock one, or another that maps [B, T, C] to [B, T, C]
 */
public record DecoderBlock(DecoderConfig config, GraphBlock attention) implements GraphBlock {

  @Override
  public SDVariable define(GraphScope scope, SDVariable x) {
    int rows = scope.rows();
    long[] shape = {scope.batch(), scope.length(), config.hiddenSize()};
    int c = config.hiddenSize();
    RmsNorm norm = new RmsNorm(c, config.normEpsilon());
    SDVariable flat = x.reshape(rows, c);
    SDVariable normed = norm.define(scope.child("input_layernorm"), flat);
    SDVariable attended =
        attention.define(scope.child("self_attn"), normed.reshape(shape)).reshape(rows, c);
    SDVariable middle = flat.add(attended);
    SDVariable normedMiddle = norm.define(scope.child("post_attention_layernorm"), middle);
    double deviation = 1 / Math.sqrt(config.innerSize() * 2.0 * config.layers());
    GatedMlp mlp = new GatedMlp(c, config.innerSize(), deviation);
    return middle.add(mlp.define(scope.child("mlp"), normedMiddle)).reshape(shape);
  }
}
