package org.srl4j.core.reward.block;

/**
 * A run of elements that prediction and expert share, as in Python's {@code get_matching_blocks}.
 * Elements are code points or words, see {@code Granularity}; positions are not UTF-16 indices.
 *
 * @param predictionStart first element in the prediction, from 0
 * @param expertStart first element in the expert's text, from 0
 * @param size number of elements, at least 1
 */
public record MatchingBlock(int predictionStart, int expertStart, int size) {

  /** Rejects negative positions and empty blocks. */
  public MatchingBlock {
    if (predictionStart < 0 || expertStart < 0 || size < 1) {
      throw new IllegalArgumentException(
          "block: starts must be at least 0 and size at least 1, got "
              + predictionStart
              + ", "
              + expertStart
              + ", "
              + size);
    }
  }
}
