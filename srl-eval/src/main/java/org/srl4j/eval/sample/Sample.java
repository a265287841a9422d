package org.srl4j.eval.sample;

import java.util.Objects;

/**
 * One kept response; a line of {@code samples.jsonl}.
 *
 * @param problem the problem's id
 * @param mode how it was drawn
 * @param index number among the problem's responses of this mode, from 0
 * @param seed of its draws
 * @param promptTokens tokens of the prompt, at least 1
 * @param tokens tokens drawn, the end of the sequence and a stop string included, at least 0
 * @param finish why it ended
 * @param response the text, cut before the first stop string; before it the mark of a thought that
 *     the prompt opened
 */
public record Sample(
    String problem,
    Mode mode,
    int index,
    long seed,
    int promptTokens,
    int tokens,
    Finish finish,
    String response) {

  /** Why a response ended. */
  public enum Finish {
    /** The end-of-sequence token was drawn. */
    END,
    /** A stop string was written. */
    STOP,
    /** A limit was reached. */
    LENGTH,
    /** The prompt left no room for a token; the response is empty. */
    NO_ROOM
  }

  /** Checks the numbers. */
  public Sample {
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(finish, "finish");
    Objects.requireNonNull(response, "response");
    if (index < 0 || promptTokens < 1 || tokens < 0) {
      throw new IllegalArgumentException(
          "index, promptTokens, tokens: must be at least 0, 1 and 0, got "
              + index
              + ", "
              + promptTokens
              + ", "
              + tokens);
    }
  }

  /** Whether a length limit ended it. */
  public boolean truncated() {
    return finish == Finish.LENGTH || finish == Finish.NO_ROOM;
  }

  /** Its place in the run. */
  public Key key() {
    return new Key(problem, mode, index);
  }

  /**
   * The place of a response in a run.
   *
   * @param problem the problem's id
   * @param mode how it is drawn
   * @param index number among the problem's responses of this mode, from 0
   */
  public record Key(String problem, Mode mode, int index) {}
}
