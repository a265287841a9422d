package org.srl4j.models.block;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphBlock;
import org.srl4j.core.graph.GraphScope;

/**
 * SwiGLU feed-forward: down(silu(gate x) up x) (Shazeer, arXiv:2002.05202, eq. 6). Input and output
 * [N, C].
 *
 * @param size C
 * @param innerSize columns of gate and up
 * @param outputDeviation standard deviation of the initial down projection
 */
public record GatedMlp(int size, int innerSize, double outputDeviation) implements GraphBlock {

  @Override
  public SDVariable define(GraphScope scope, SDVariable x) {
    SDVariable gate = Linear.of(size, innerSize).define(scope.child("gate_proj"), x);
    SDVariable up = Linear.of(size, innerSize).define(scope.child("up_proj"), x);
    SDVariable inner =
        scope.region(
            "swiglu",
            Map.of(),
            List.of(gate, up),
            () -> gate.mul(scope.sameDiff().nn().sigmoid(gate)).mul(up));
    return new Linear(innerSize, size, false, outputDeviation)
        .define(scope.child("down_proj"), inner);
  }
}
