package org.srl4j.models.block;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.srl4j.core.graph.GraphBlock;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;

/**
 * y = gain x / sqrt(mean(x^2) + epsilon) along the last axis (Zhang and Sennrich, arXiv:1910.07467,
 * eq. 4). Input and output [N, C].
 *
 * @param size C
 * @param epsilon added to the mean square, above 0
 */
public record RmsNorm(int size, double epsilon) implements GraphBlock {

  @Override
  public SDVariable define(GraphScope scope, SDVariable x) {
    SDVariable gain = scope.parameter("weight", Initialisation.constant(1), size);
    return scope.region(
        "rms_norm", Map.of("epsilon", epsilon), List.of(x, gain), () -> compose(scope, x, gain));
  }

  private SDVariable compose(GraphScope scope, SDVariable x, SDVariable gain) {
    SameDiff sd = scope.sameDiff();
    // A positive dimension: keepDims with -1 is wrong at rank 3 in ND4J 1.0.0-M2.1.
    SDVariable meanSquare = x.mul(x).mean(true, 1);
    return x.div(sd.math().sqrt(meanSquare.add(scope.constant(epsilon)))).mul(gain);
  }
}
