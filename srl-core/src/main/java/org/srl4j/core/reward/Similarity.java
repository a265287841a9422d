package org.srl4j.core.reward;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.text.similarity.SimilarityScore;
import org.srl4j.core.reward.block.MatchingBlock;

/**
 * How alike a prediction and the expert's text are.
 *
 * <p>Direction: higher = more alike. Range: [0, 1], both ends reached; a text is 1 with itself, two
 * empty texts are 1, an empty text is 0 with any other. Argument order: (prediction, expert).
 * Unlike Commons Text's general contract a similarity need not be symmetric, see {@link
 * #isSymmetric()}.
 *
 * <p>Implementations are immutable and thread-safe; the same texts always give the same bits.
 */
public interface Similarity extends SimilarityScore<Double> {

  /**
   * The similarity of two texts.
   *
   * @param prediction what the policy wrote
   * @param expert what the expert wrote
   * @return in [0, 1], never NaN
   * @throws IllegalArgumentException if a text is null
   */
  @Override
  Double apply(CharSequence prediction, CharSequence expert);

  /** Whether the order of the arguments never matters. */
  boolean isSymmetric();

  /**
   * The similarity and how it came about.
   *
   * @param prediction what the policy wrote
   * @param expert what the expert wrote
   * @return the same value as {@link #apply}, with what the implementation can tell about it
   */
  default Explanation explain(CharSequence prediction, CharSequence expert) {
    double value = apply(prediction, expert);
    return new Explanation(value, List.of(), Map.of("similarity", value));
  }

  /**
   * A similarity that explains itself.
   *
   * @param value in [0, 1]
   * @param blocks what the texts share, in order; empty if the measure knows no blocks
   * @param parts named numbers behind the value, always with {@code similarity} = value
   */
  record Explanation(double value, List<MatchingBlock> blocks, Map<String, Double> parts) {

    /** Copies the lists and rejects values outside the range. */
    public Explanation {
      blocks = List.copyOf(blocks);
      parts = Map.copyOf(parts);
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("similarity: must be in [0, 1], got " + value);
      }
      if (!Objects.equals(parts.get("similarity"), value)) {
        throw new IllegalArgumentException(
            "parts: similarity must be " + value + ", got " + parts.get("similarity"));
      }
    }
  }
}
