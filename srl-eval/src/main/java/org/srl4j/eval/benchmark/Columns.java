package org.srl4j.eval.benchmark;

import java.util.List;
import java.util.Objects;

/**
 * Where the parts of a problem stand in a row. A name may be a path into nested columns, such as
 * {@code reward_model.ground_truth} or {@code prompt.0.content}, see {@link
 * org.srl4j.core.prepare.JsonRow#at}.
 *
 * @param id the problem's id, unique in the file; rows without it are named by their number
 * @param question the text to ask, or a conversation whose only user's message it is; empty = the
 *     first of {@link #QUESTIONS} that the row has
 * @param answer what holds the gold answer, a text, a number, a list of accepted answers or a text
 *     that holds a JSON list of texts; empty = the first of {@link #ANSWERS} that the row has
 * @param facts columns kept as facts about the problem, e.g. level and subject; may be missing
 */
public record Columns(String id, String question, String answer, List<String> facts) {
  /** Usual names of the question; the order of the Qwen2.5-Math harness, then others. */
  public static final List<String> QUESTIONS =
      List.of("question", "problem", "Question", "input", "prompt");

  /** Usual names of the answer. */
  public static final List<String> ANSWERS =
      List.of("answer", "gold", "target", "final_answer", "reward_model.ground_truth");

  /** Copies the list. */
  public Columns {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(answer, "answer");
    facts = List.copyOf(facts);
  }

  /** The usual names. */
  public static Columns defaults() {
    return new Columns("id", "", "", List.of());
  }
}
