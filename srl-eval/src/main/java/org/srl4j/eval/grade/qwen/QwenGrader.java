package org.srl4j.eval.grade.qwen;

import java.util.Optional;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;

/**
 * The grader of the Qwen2.5-Math harness with its quirks: percent rule (5 equals 500), units that
 * are single letters, ordered lists whose brackets do not matter, sympy within 1e-4. A response is
 * graded as the harness grades it: extracted, stripped twice, compared with the gold stripped once.
 */
public final class QwenGrader implements Grader {
  private static final String NO_ANSWER = "no-answer";
  private final QwenOptions options;

  /** A grader with the rules of a data set. */
  public QwenGrader(QwenOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "qwen";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Grade gradeAnswer(String gold, String answer) {
    return grade(gold, answer.isEmpty() ? "" : strip(answer));
  }

  @Override
  public Grade gradeResponse(String gold, String response) {
    return grade(gold, response.equals("error") ? "" : extractedAnswer(response));
  }

  private Grade grade(String gold, String answer) {
    String reference = parsedGold(gold);
    if (answer.isEmpty() && !reference.isEmpty()) {
      return Grade.unparsable(Optional.empty(), NO_ANSWER);
    }
    Optional<String> rule = MathEquality.rule(answer, reference);
    return Grade.of(rule.isPresent(), answer, rule.orElse("none"));
  }

  /**
   * The answer that the harness compares: extracted and stripped twice.
   *
   * @return empty text if the response holds none
   */
  public String extractedAnswer(String response) {
    return strip(AnswerExtraction.extract(response, options));
  }

  /**
   * A gold answer as the harness compares it ({@code parse_ground_truth}): stripped once, units and
   * all; of {@code carp_en} only the three relation commands are shortened.
   */
  public String parsedGold(String gold) {
    if (options.dataName().equals("carp_en")) {
      return gold.replace("\\neq", "\\ne").replace("\\leq", "\\le").replace("\\geq", "\\ge");
    }
    return strip(gold);
  }

  /**
   * The gold answer of a data set whose gold is a worked solution ({@code math}, {@code
   * minerva_math}), as the harness compares it.
   */
  public String parsedGoldSolution(String solution) {
    String answer = AnswerExtraction.extract(solution, options);
    return options.keepsUnits() ? answer : strip(answer);
  }

  private String strip(String text) {
    return AnswerStripping.strip(text, options.keepsUnits());
  }

  @Override
  public void checkGold(String gold) {
    if (parsedGold(gold).isEmpty()) {
      throw new IllegalArgumentException(
          "gold: nothing is left of «"
              + gold
              + "» once qwen has stripped it; give the answer alone");
    }
  }
}
