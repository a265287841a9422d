package org.srl4j.eval.grade;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Grader} keeps; subclass it for a grader of your own. */
public abstract class GraderContract {
  /** Generous beside the milliseconds that a pair takes, for slow machines under load. */
  private static final Duration BOUND = Duration.ofSeconds(10);

  private static final int LONG = 20_000;

  /** The grader under test. */
  protected abstract Grader grader();

  /** Gold answers that the grader accepts. */
  protected List<String> golds() {
    return List.of("5", "-3", "1234", "18", "0.25");
  }

  /** A response whose final answer is this one. */
  protected abstract String response(String answer);

  /** Texts that once broke graders of this kind, or look as if they could. */
  protected Stream<String> hostileTexts() {
    Stream<String> repeated =
        Stream.of(
                "(",
                "{",
                "[",
                "\\frac{",
                "\\sqrt{",
                "^",
                "_",
                "-",
                "1,",
                "\\text{",
                "$",
                "|",
                "!",
                "\\boxed{",
                "9",
                "a",
                " ",
                "\\",
                "=",
                "<",
                "f(",
                "\n",
                "#### ",
                "#",
                "\\boxed ",
                "\\boxed 1 ",
                "\\boxed{1}",
                "(A) ",
                "x_",
                "\\log_",
                "1+",
                "\\frac{1}{2}",
                "Answer: ",
                "0.")
            .map(part -> part.repeat(LONG / part.length()));
    Stream<String> single =
        Stream.of(
            "", " ", "\\", "\\boxed", "\\boxed{", "\u0000", "\ud800", "½", "𝟙", "1e999", "\\frac");
    return Stream.concat(single, repeated);
  }

  @Test
  void everyGoldEqualsItself() {
    for (String gold : golds()) {
      assertDoesNotThrow(() -> grader().checkGold(gold), gold);
      assertTrue(grader().gradeAnswer(gold, gold).equivalent(), gold);
      assertTrue(grader().gradeResponse(gold, response(gold)).equivalent(), gold);
    }
  }

  @Test
  void anotherNumberIsWrongAndNotUnparsable() {
    Grade grade = grader().gradeResponse("18", response("19"));
    assertFalse(grade.equivalent());
    assertFalse(grade.unparsable());
    assertTrue(grade.extracted().isPresent());
  }

  @Test
  void nothingToCompareIsUnparsable() {
    Grade grade = grader().gradeResponse("18", "");
    assertTrue(grade.unparsable());
    assertTrue(grade.extracted().isEmpty());
  }

  @Test
  void anEmptyGoldIsRejected() {
    assertThrows(IllegalArgumentException.class, () -> grader().checkGold(""));
  }

  @Test
  void hostileTextsEndSoonWithTheSameGradeAgain() {
    hostileTexts()
        .forEach(
            text ->
                assertTimeoutPreemptively(
                    BOUND,
                    () -> {
                      Grade answer = grader().gradeAnswer("18", text);
                      Grade response = grader().gradeResponse("18", text + response(text));
                      assertNotNull(answer.rule());
                      assertEquals(answer, grader().gradeAnswer("18", text));
                      assertEquals(response, grader().gradeResponse("18", text + response(text)));
                      grader().gradeAnswer(text, "18");
                    },
                    () -> text.substring(0, Math.min(20, text.length())) + "..."));
  }

  @Test
  void itHasANameAndAVersion() {
    assertTrue(grader().name().matches("[a-z0-9-]+"), grader().name());
    assertTrue(grader().version() > 0);
  }
}
