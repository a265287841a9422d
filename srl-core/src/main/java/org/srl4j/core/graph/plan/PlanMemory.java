package org.srl4j.core.graph.plan;

/**
 * Memory of a plan's intermediate values, in bytes.
 *
 * @param heapBytes of the arena that kernels work in
 * @param nativeBytes of the arenas that ND4J's ops work in
 */
public record PlanMemory(long heapBytes, long nativeBytes) {

  /** Both. */
  public long total() {
    return heapBytes + nativeBytes;
  }
}
