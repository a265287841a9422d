package org.srl4j.eval.task;

import java.util.Objects;

/**
 * A stretch of a text to learn from.
 *
 * @param text begins at the start of a line, so that segments may be tokenised one by one
 * @param counted whether its tokens count in the loss
 */
public record TextSegment(String text, boolean counted) {

  /** Rejects a missing or empty text. */
  public TextSegment {
    Objects.requireNonNull(text, "text");
    if (text.isEmpty()) {
      throw new IllegalArgumentException("text: a segment needs at least one character, got none");
    }
  }
}
