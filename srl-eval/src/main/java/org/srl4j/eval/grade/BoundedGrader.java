package org.srl4j.eval.grade;

import java.util.Objects;
import java.util.Optional;

/**
 * A grader that refuses texts beyond a length: the verdict is unparsable, with the rule {@code too
 * long}. Up to that length every grader of this project takes seconds at most, see {@code
 * docs/graders.md}.
 *
 * @param grader grades what is short enough
 */
public record BoundedGrader(Grader grader) implements Grader {
  /** Characters (UTF-16 units) of a gold answer, an answer or a response. */
  public static final int MAX_CHARACTERS = 1_000_000;

  private static final String TOO_LONG = "too long";

  /** Rejects a missing grader. */
  public BoundedGrader {
    Objects.requireNonNull(grader, "grader");
  }

  @Override
  public String name() {
    return grader.name();
  }

  @Override
  public int version() {
    return grader.version();
  }

  @Override
  public Grade gradeAnswer(String gold, String answer) {
    return isTooLong(gold) || isTooLong(answer)
        ? Grade.unparsable(Optional.empty(), TOO_LONG)
        : grader.gradeAnswer(gold, answer);
  }

  @Override
  public Grade gradeResponse(String gold, String response) {
    return isTooLong(gold) || isTooLong(response)
        ? Grade.unparsable(Optional.empty(), TOO_LONG)
        : grader.gradeResponse(gold, response);
  }

  @Override
  public void checkGold(String gold) {
    if (isTooLong(gold)) {
      throw new IllegalArgumentException(
          "gold: must have at most "
              + MAX_CHARACTERS
              + " characters, got "
              + gold.length()
              + "; give the answer alone");
    }
    grader.checkGold(gold);
  }

  private static boolean isTooLong(String text) {
    return text.length() > MAX_CHARACTERS;
  }
}
