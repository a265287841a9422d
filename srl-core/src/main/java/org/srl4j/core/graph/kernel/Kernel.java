package org.srl4j.core.graph.kernel;

/** An operation bound to its inputs and outputs, ready to run any number of times. */
@FunctionalInterface
public interface Kernel {

  /** Reads the inputs and overwrites the outputs; allocates nothing. */
  void run();
}
