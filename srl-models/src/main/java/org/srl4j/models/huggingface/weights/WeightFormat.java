package org.srl4j.models.huggingface.weights;

import org.srl4j.models.io.ElementType;

/**
 * How weights are written.
 *
 * @param storage type of the elements: F32, F16 or BF16
 * @param maxShardBytes most bytes of tensors in a file; a single tensor may exceed it; above 0
 */
public record WeightFormat(ElementType storage, long maxShardBytes) {

  /** Checks type and size. */
  public WeightFormat {
    if (!storage.isWritable()) {
      throw new IllegalArgumentException("storage: must be F32, F16 or BF16, got " + storage);
    }
    if (maxShardBytes < 1) {
      throw new IllegalArgumentException("maxShardBytes: must be at least 1, got " + maxShardBytes);
    }
  }

  /** One file of this type, however large. */
  public static WeightFormat single(ElementType storage) {
    return new WeightFormat(storage, Long.MAX_VALUE);
  }
}
