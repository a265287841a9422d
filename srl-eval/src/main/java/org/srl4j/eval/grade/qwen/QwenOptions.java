package org.srl4j.eval.grade.qwen;

import java.util.Set;

/**
 * What depends on the data set in the Qwen2.5-Math harness.
 *
 * @param dataName the harness's name of the data set, e.g. {@code math}, {@code aime24}, {@code
 *     minerva_math}; a name that it does not know is graded like {@code aime24}
 */
public record QwenOptions(String dataName) {
  private static final Set<String> UNITS_STAY = Set.of("carp_en", "minerva_math");
  private static final Set<String> CHOICES = Set.of("mmlu_stem", "sat_math", "aqua", "gaokao2023");

  /** Rejects a blank name. */
  public QwenOptions {
    if (dataName.isBlank()) {
      throw new IllegalArgumentException(
          "dataName: must be a data set's name such as math or minerva_math, got a blank");
    }
  }

  /** The rules that hold for all data sets but those named in the harness. */
  public static QwenOptions defaults() {
    return new QwenOptions("math");
  }

  /** Whether unit words are part of an answer. */
  boolean keepsUnits() {
    return UNITS_STAY.contains(dataName);
  }

  /** Whether the answer is a letter, found by rules of its own. */
  boolean isMultipleChoice() {
    return CHOICES.contains(dataName);
  }

  /** Whether an extracted answer is cut down to its last choice letter. */
  boolean prefersLetter() {
    return dataName.contains("mmlu");
  }
}
