package org.srl4j.eval.grade.strict;

import java.util.List;
import java.util.Optional;
import org.srl4j.core.answer.Spoken;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.identity.Work;
import org.srl4j.eval.grade.strict.AnswerExtractor.Found;

/**
 * Grades by what an answer means: exact numbers, identities between expressions, sets without
 * order, intervals with their brackets. What it forgives and what not is the table in {@code
 * docs/graders.md}. Stateless.
 */
public final class StrictGrader implements Grader {
  /** Characters of an answer, a longer one is unparsable; a response may be longer. */
  static final int MAX_ANSWER = 10_000;

  private static final String TOO_LONG = "too long";

  /** Letters in front of a value that are taken off one after another. */
  private static final int MAX_LETTERS = 3;

  @Override
  public String name() {
    return "strict";
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public Grade gradeAnswer(String gold, String answer) {
    if (isTooLong(gold) || isTooLong(answer)) {
      return Grade.unparsable(Optional.empty(), TOO_LONG);
    }
    AnswerText text = AnswerText.of(answer);
    if (text.isBlank()) {
      return Grade.unparsable(Optional.empty(), "empty");
    }
    Grade grade = grade(AnswerText.of(gold), text);
    boolean sentence = Words.isSentence(text.text()) && !Words.isProse(text.text());
    boolean formulaInside = answer.contains("$") || answer.contains("\\(");
    if (grade.equivalent() || !(sentence || (grade.unparsable() && formulaInside))) {
      return grade;
    }
    // Not an answer by itself: perhaps one with words around it.
    return AnswerExtractor.find(answer)
        .filter(found -> !found.text().equals(text.text()))
        .map(found -> grade(AnswerText.of(gold), AnswerText.of(found.text())))
        .orElse(grade);
  }

  @Override
  public Grade gradeResponse(String gold, String response) {
    if (isTooLong(gold)) {
      return Grade.unparsable(Optional.empty(), TOO_LONG);
    }
    if (Choices.ofGold(AnswerText.of(gold).text()).isPresent()) {
      Optional<Character> chosen = Choices.ofResponse(Spoken.of(response));
      if (chosen.isPresent()) {
        return gradeAnswer(gold, chosen.get().toString());
      }
    }
    Optional<Found> found = AnswerExtractor.find(response);
    if (found.isPresent() && isTooLong(found.get().text())) {
      return Grade.unparsable(Optional.empty(), TOO_LONG);
    }
    return found.isEmpty()
        ? Grade.unparsable(Optional.empty(), "no answer")
        : grade(AnswerText.of(gold), AnswerText.of(found.get().text()));
  }

  private static boolean isTooLong(String text) {
    return text.length() > MAX_ANSWER;
  }

  @Override
  public void checkGold(String gold) {
    if (isTooLong(gold)) {
      throw new IllegalArgumentException(
          "gold: must have at most "
              + MAX_ANSWER
              + " characters, got "
              + gold.length()
              + "; give the answer alone");
    }
    AnswerText text = AnswerText.of(gold);
    if (text.isBlank()) {
      throw new IllegalArgumentException("gold: is empty; give the answer");
    }
    if (text.readings().isEmpty()) {
      throw new IllegalArgumentException(
          "gold: cannot be read as mathematics or words: " + gold + " (" + text.problem() + ")");
    }
  }

  private static Grade grade(AnswerText gold, AnswerText answer) {
    return grade(gold, answer, MAX_LETTERS);
  }

  private static Grade grade(AnswerText gold, AnswerText answer, int letters) {
    if (answer.isBlank()) {
      return Grade.unparsable(Optional.empty(), "empty");
    }
    String extracted = answer.text();
    if (compact(gold.text()).equals(compact(extracted))) {
      return Grade.of(true, extracted, "same");
    }
    Optional<Character> letter = Choices.ofGold(gold.text());
    Optional<Character> chosen = Choices.ofAnswer(extracted);
    if (letter.isPresent() && chosen.isEmpty()) {
      chosen = Words.onlyLetter(extracted.toUpperCase(java.util.Locale.ROOT));
    }
    if (letter.isPresent() && chosen.isPresent()) {
      return Grade.of(letter.equals(chosen), extracted, "choice");
    }
    boolean sameWording =
        !Words.wording(extracted).isEmpty()
            && Words.wording(gold.text()).equals(Words.wording(extracted));
    if (sameWording || Words.agree(gold.text(), extracted)) {
      return Grade.of(true, extracted, "text");
    }
    Optional<String> behind = letters == 0 ? Optional.empty() : Words.behindChoice(extracted);
    if (letter.isEmpty() && behind.isPresent()) {
      Grade value = grade(gold, AnswerText.of(behind.get()), letters - 1);
      if (value.equivalent()) {
        return value;
      }
    }
    if (answer.readings().isEmpty()) {
      return Grade.unparsable(Optional.of(extracted), "unreadable");
    }
    if (gold.readings().isEmpty()) {
      return Grade.of(false, extracted, "gold unreadable");
    }
    boolean elsewhere =
        gold.qualifier().isPresent()
            && answer.qualifier().filter(gold.qualifier().get()::contradicts).isPresent();
    if (elsewhere) {
      return Grade.of(false, extracted, "qualifier");
    }
    Verdict verdict = best(gold.readings(), answer.readings());
    return Grade.of(verdict.equal(), extracted, verdict.rule());
  }

  /** Without what makes no difference in print. */
  private static String compact(String text) {
    return text.replaceAll("\\\\(?:left|right)(?![a-zA-Z])", "")
        .replace("\\dfrac", "\\frac")
        .replace("\\tfrac", "\\frac")
        .replaceAll("(?<![0-9])\\s+|\\s+(?![0-9])", "");
  }

  /** Equal if any reading of one is equal to any of the other; else what the likeliest say. */
  private static Verdict best(List<Expression> gold, List<Expression> answer) {
    Work work = new Work();
    Comparison comparison = new Comparison(work);
    Verdict first = null;
    for (Expression left : gold) {
      for (Expression right : answer) {
        Verdict verdict = comparison.compare(left, right);
        if (verdict.equal()) {
          return verdict;
        }
        first = first == null ? verdict : first;
      }
    }
    return work.isExhausted() ? Verdict.of(false, "work") : first;
  }
}
