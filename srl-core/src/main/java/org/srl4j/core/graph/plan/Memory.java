package org.srl4j.core.graph.plan;

/** Where a value can live. */
enum Memory {
  /** Java arrays: what kernels read and write. */
  HEAP,
  /** ND4J arrays: what ND4J's executioner reads and writes. */
  ND4J
}
