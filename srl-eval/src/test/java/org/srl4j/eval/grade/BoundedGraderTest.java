package org.srl4j.eval.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.grade.strict.StrictGrader;
import org.srl4j.eval.solve.Graders;

class BoundedGraderTest extends GraderContract {
  private static final int MOST = BoundedGrader.MAX_CHARACTERS;

  @Override
  protected Grader grader() {
    return new BoundedGrader(new StrictGrader());
  }

  @Override
  protected String response(String answer) {
    return "So \\boxed{" + answer + "}.";
  }

  /** Every grader that a name gives is bounded: one character more is never read. */
  @Test
  void noGraderReadsMoreThanTheStatedLength() {
    String longest = "1".repeat(MOST);
    for (String name : Graders.names()) {
      Grader grader = Graders.named(name, Graders.DEFAULT_DATA_NAME);
      for (Grade grade :
          List.of(
              grader.gradeAnswer("1", longest + "1"),
              grader.gradeResponse("1", longest + "1"),
              grader.gradeAnswer(longest + "1", "1"))) {
        assertTrue(grade.unparsable(), name);
        assertEquals("too long", grade.rule());
      }
      String fault =
          assertThrows(IllegalArgumentException.class, () -> grader.checkGold(longest + "1"))
              .getMessage();
      assertTrue(fault.contains("at most 1000000 characters, got 1000001"), fault);
    }
  }

  /** Strict reads long responses, but no answer of more than 10,000 characters. */
  @Test
  void strictRefusesLongAnswersAndReadsLongResponses() {
    String limit = "1" + " ".repeat(9_999);
    assertTrue(grader().gradeAnswer("1", limit).equivalent());
    assertEquals("too long", grader().gradeAnswer("1", limit + " ").rule());
    assertEquals("too long", grader().gradeAnswer(limit + " ", "1").rule());
    assertThrows(IllegalArgumentException.class, () -> grader().checkGold(limit + " "));
    String thought = "a word or two, ".repeat(10_000);
    assertTrue(grader().gradeResponse("1", thought + "\\boxed{1}").equivalent());
    Grade grade = grader().gradeResponse("1", "\\boxed{" + "1,".repeat(5_001) + "1}");
    assertTrue(grade.unparsable());
    assertEquals("too long", grade.rule());
  }

  /** (A) (B) (C) 12: letters are taken off a few times, not thousands. */
  @Test
  void lettersBeforeAValueAreTakenOffAFewTimes() {
    assertTrue(grader().gradeAnswer("12", "(A) 12").equivalent());
    assertFalse(grader().gradeAnswer("12", "(A) ".repeat(2_000) + "12").equivalent());
  }
}
