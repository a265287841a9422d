package org.srl4j.eval.grade.ported;

import java.util.Optional;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;

/**
 * A comparison of answers that takes the last box of a response: {@code hendrycks}, {@code
 * verl-math} (verl's math_reward, the same) and {@code prm800k}.
 */
public final class BoxGrader implements Grader {

  /** How two answers are compared; empty if they are not equal, else the rule. */
  @FunctionalInterface
  interface Comparison {
    Optional<String> rule(String gold, String answer);
  }

  private final String name;
  private final Comparison comparison;

  private BoxGrader(String name, Comparison comparison) {
    this.name = name;
    this.comparison = comparison;
  }

  /** {@code is_equiv} of hendrycks/math: equality of normalised texts. */
  public static BoxGrader hendrycks() {
    return new BoxGrader("hendrycks", BoxGrader::normalisedText);
  }

  /** {@code math_reward} of verl, for MATH: {@code is_equiv} of the last box. */
  public static BoxGrader verlMath() {
    return new BoxGrader("verl-math", BoxGrader::normalisedText);
  }

  /** {@code grade_answer} of openai/prm800k: normalised texts, then a little algebra. */
  public static BoxGrader prm800k() {
    return new BoxGrader("prm800k", Prm800kEquality::rule);
  }

  private static Optional<String> normalisedText(String gold, String answer) {
    return HendrycksText.equivalent(answer, gold)
        ? Optional.of("normalised-text")
        : Optional.empty();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Grade gradeAnswer(String gold, String answer) {
    Optional<String> rule = comparison.rule(gold, answer);
    if (rule.isEmpty() && answer.isBlank()) {
      return Grade.unparsable(Optional.empty(), "no-answer");
    }
    return Grade.of(rule.isPresent(), answer, rule.orElse("none"));
  }

  @Override
  public Grade gradeResponse(String gold, String response) {
    return Boxes.last(response)
        .map(answer -> gradeAnswer(gold, answer))
        .orElseGet(() -> Grade.unparsable(Optional.empty(), "no-box"));
  }

  @Override
  public void checkGold(String gold) {
    if (gold.isBlank()) {
      throw new IllegalArgumentException("gold: must not be blank, got «" + gold + "»");
    }
  }
}
