package org.srl4j.models.block;

import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphBlock;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;
import org.srl4j.core.graph.LinearAdapter;

/**
 * y = x W^T (+ b), W stored [out, in] as in Hugging Face checkpoints, and what the scope's {@link
 * LinearAdapter} adds. Axes: N = rows.
 *
 * @param in columns of the input [N, in]
 * @param out columns of the output [N, out]
 * @param bias whether b [out] is added; it starts at 0
 * @param standardDeviation of W's normal initialisation
 */
public record Linear(int in, int out, boolean bias, double standardDeviation)
    implements GraphBlock {

  /** Without bias, with variance 1 / in (LeCun): keeps the scale of its input. */
  public static Linear of(int in, int out) {
    return new Linear(in, out, false, 1 / Math.sqrt(in));
  }

  @Override
  public SDVariable define(GraphScope scope, SDVariable x) {
    SDVariable weight =
        scope.parameter("weight", Initialisation.normal(standardDeviation), out, in);
    SDVariable y = scope.sameDiff().mmul(x, weight, false, true, false);
    SDVariable sum = bias ? y.add(scope.parameter("bias", Initialisation.constant(0), out)) : y;
    return scope.adapter().adapt(scope, new LinearAdapter.Layer(in, out), x, sum);
  }
}
