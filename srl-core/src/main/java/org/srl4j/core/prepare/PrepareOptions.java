package org.srl4j.core.prepare;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/**
 * How trajectories become step instances.
 *
 * @param steps which instances a trajectory gives
 * @param template how an instance is rendered
 * @param tokenCounter number of tokens of a text; when present, token lengths are reported too
 * @param maxLength longest prompt plus expert action that is kept, from 1: in tokens if there is a
 *     token counter (prompt and action counted apart and added), else in characters (code points);
 *     empty = no limit. What is longer is skipped and counted, never cut
 */
public record PrepareOptions(
    StepOptions steps,
    PromptTemplate template,
    Optional<ToIntFunction<String>> tokenCounter,
    OptionalInt maxLength) {

  /** Rejects missing parts and a limit below 1. */
  public PrepareOptions {
    Objects.requireNonNull(steps, "steps");
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(tokenCounter, "tokenCounter");
    if (maxLength.isPresent() && maxLength.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "maxLength: must be at least 1, got " + maxLength.getAsInt());
    }
  }

  /** The paper's N-1 instances in the default template, without limit. */
  public static PrepareOptions defaults() {
    return new PrepareOptions(
        StepOptions.defaults(), PromptTemplate.defaults(), Optional.empty(), OptionalInt.empty());
  }

  /** The unit of {@link #maxLength()}: {@code tokens} or {@code characters}. */
  public String lengthUnit() {
    return tokenCounter.isPresent() ? "tokens" : "characters";
  }

  /** The length of a text in {@link #lengthUnit()}. */
  int length(String text) {
    return tokenCounter.map(counter -> counter.applyAsInt(text)).orElseGet(() -> characters(text));
  }

  static int characters(String text) {
    return text.codePointCount(0, text.length());
  }
}
