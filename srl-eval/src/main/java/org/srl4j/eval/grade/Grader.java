package org.srl4j.eval.grade;

/**
 * Decides whether an answer means the same as a gold answer.
 *
 * <p>Not symmetric: the gold answer is the second argument of the graders that are ported, so
 * always call with the gold answer first here. Implementations are immutable, thread-safe and
 * bounded in work: every pair ends, no thread is left behind, and model text is never run as code.
 */
public interface Grader {

  /** Short stable name, as on the command line, e.g. {@code strict}. */
  String name();

  /** Raised whenever the grade of any pair changes; kept with every result. */
  int version();

  /**
   * Grades an answer that stands alone.
   *
   * @param gold the gold answer
   * @param answer the answer to grade, nothing around it
   */
  Grade gradeAnswer(String gold, String answer);

  /**
   * Finds the final answer in a model's text and grades it.
   *
   * @param gold the gold answer
   * @param response everything the model wrote
   * @return {@link Grade#unparsable} when no answer is found
   */
  Grade gradeResponse(String gold, String response);

  /**
   * Checks a gold answer before anything is graded with it.
   *
   * @throws IllegalArgumentException if this grader could never find an answer equal to it; the
   *     message holds the text and the reason
   */
  void checkGold(String gold);
}
