package org.srl4j.eval.compare.settings;

import java.util.List;
import org.srl4j.eval.solve.Graders;

/**
 * How the answers to problems of files are written and judged. The embedded benchmarks have their
 * own ways.
 *
 * @param grader decides what is right in rewards ({@code grader: task}), validation and tests; see
 *     {@code srl grade --help}
 * @param added whether a trajectory whose last step states no answer in a box gets a last step that
 *     does
 * @param stopStrings end a turn beside the end-of-turn token
 */
public record AnswersConfig(String grader, boolean added, List<String> stopStrings) {

  /** Copies the list and rejects unknown graders. */
  public AnswersConfig {
    if (!Graders.names().contains(grader)) {
      throw new IllegalArgumentException(
          "grader: must be one of " + String.join(", ", Graders.names()) + ", got " + grader);
    }
    stopStrings = List.copyOf(stopStrings);
    if (stopStrings.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("stopStrings: an empty text would stop every turn");
    }
  }

  /** The strict grader; answers are added; the end-of-turn token alone ends a turn. */
  public static AnswersConfig defaults() {
    return new AnswersConfig("strict", true, List.of());
  }
}
