package org.srl4j.eval.sample;

/** How a response was drawn. */
public enum Mode {
  /** The most probable token at every position; one response a problem. */
  GREEDY,
  /** At the run's temperature; k responses a problem. */
  SAMPLED
}
