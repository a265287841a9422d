package org.srl4j.core.data;

import java.util.Objects;
import java.util.Optional;

/**
 * One logical step y_k of an expert's solution (SRL §4.2, arXiv:2510.25992v1).
 *
 * @param number position in the trajectory, counted from 1
 * @param title the step's heading when the source has one; the next-step hint is made of it
 * @param text the action exactly as the similarity reward compares it, never blank
 * @param observation what an environment answered to the action; empty where there is none, as in
 *     mathematics. Later steps may be shown it, the reward never is
 */
public record Step(int number, Optional<String> title, String text, Optional<String> observation) {

  /** Rejects a number below 1 and a blank text. */
  public Step {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(observation, "observation");
    if (number < 1) {
      throw new IllegalArgumentException("number: steps are counted from 1, got " + number);
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("text: step " + number + " is blank");
    }
  }

  /** A step that no environment answers. */
  public Step(int number, Optional<String> title, String text) {
    this(number, title, text, Optional.empty());
  }

  /** A step without a title that no environment answers. */
  public Step(int number, String text) {
    this(number, Optional.empty(), text);
  }
}
