package org.srl4j.core.testing;

import java.util.Map;
import org.srl4j.core.graph.TokenLayout;

/**
 * A packed row for tests: a prompt of 6 tokens shared by three completions of 4, 1 and 5, a
 * sequence of 3 alone, then padding.
 */
public final class PackedExample {
  /** Tokens without padding. */
  public static final int LENGTH = 19;

  private static final int[] STARTS = {0, 6, 10, 11, 16, LENGTH};
  private static final int[] PREFIXES = {0, 6, 6, 6, 0, 0};

  private PackedExample() {}

  /**
   * The layout's inputs.
   *
   * @param length T, at least {@link #LENGTH}
   */
  public static Map<String, float[]> inputs(int length) {
    float[] positions = new float[length];
    float[] visible = new float[3 * length];
    for (int span = 0; span < STARTS.length; span++) {
      int end = span + 1 < STARTS.length ? STARTS[span + 1] : length;
      for (int i = STARTS[span]; i < end; i++) {
        positions[i] = PREFIXES[span] + i - STARTS[span];
        visible[i] = STARTS[span];
        visible[length + i] = PREFIXES[span] == 0 ? STARTS[span] : 0;
        visible[2 * length + i] = PREFIXES[span] == 0 ? STARTS[span] : PREFIXES[span];
      }
    }
    return Map.of(TokenLayout.POSITIONS, positions, TokenLayout.VISIBLE, visible);
  }
}
