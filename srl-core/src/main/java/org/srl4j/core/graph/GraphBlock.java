package org.srl4j.core.graph;

import org.nd4j.autodiff.samediff.SDVariable;

/** A piece of a model: adds its ops and parameters to a graph. Implementations are immutable. */
@FunctionalInterface
public interface GraphBlock {

  /**
   * Defines the block.
   *
   * @param scope where parameters get their names and regions are marked
   * @param input what enters the block
   * @return what leaves it
   */
  SDVariable define(GraphScope scope, SDVariable input);
}
