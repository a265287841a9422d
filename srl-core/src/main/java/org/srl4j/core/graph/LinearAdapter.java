package org.srl4j.core.graph;

import org.nd4j.autodiff.samediff.SDVariable;

/** What is added to the output of linear layers; a scope hands it to all of them. */
@FunctionalInterface
public interface LinearAdapter {
  /** Adds nothing. */
  LinearAdapter NONE = (scope, layer, x, y) -> y;

  /**
   * Sizes of a linear layer.
   *
   * @param in columns of its input
   * @param out columns of its output
   */
  record Layer(int in, int out) {}

  /**
   * Adapts one layer.
   *
   * @param scope the layer's own; its {@linkplain GraphScope#name() name} is the layer's
   * @param layer sizes
   * @param x the layer's input [N, in]
   * @param y the layer's output [N, out]
   * @return what leaves the layer instead of y
   */
  SDVariable adapt(GraphScope scope, Layer layer, SDVariable x, SDVariable y);
}
