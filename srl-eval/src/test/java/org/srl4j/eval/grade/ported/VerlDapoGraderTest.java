package org.srl4j.eval.grade.ported;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.grade.GraderContract;

class VerlDapoGraderTest extends GraderContract {
  @Override
  protected Grader grader() {
    return new VerlDapoGrader();
  }

  @Override
  protected List<String> golds() {
    return List.of("5", "-3", "\\frac12", "\\frac{1}{2}", "x^2+1", "1,234");
  }

  @Override
  protected String response(String answer) {
    return "Because of this:\nAnswer: " + answer;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x = 5 | 5",
        "a total of 5 dollars | totalof5",
        "the value $5$ here | 5",
        "\\frac12 | \\frac{1}{2}",
        "\\sqrt2 | \\sqrt{2}",
        "\\textbf{5} | 5",
        "\\boxed{5} | 5",
        "\\overline{AB} | AB",
        "1,234 | 1234",
        "1,2x | 1,2x",
        "5^\\circ | 5",
        "10\\text{ m} | 10",
        "\\mbox{yes} | yes"
      })
  void normalisesAsMinerva(String answer, String normalised) {
    assertEquals(normalised, VerlDapoGrader.normalised(answer));
  }

  @Test
  void aBoxWithoutAnAnswerLineDoesNotCount() {
    assertTrue(grader().gradeResponse("5", "\\boxed{5}").unparsable());
  }

  @Test
  void theLastAnswerLineCountsWhateverItsCase() {
    assertTrue(grader().gradeResponse("5", "Answer: 4\nANSWER : $5$").equivalent());
    assertTrue(grader().gradeResponse("5", "answer:\n5").equivalent());
  }

  @Test
  void onlyTheLast300CharactersCount() {
    assertTrue(grader().gradeResponse("5", "Answer: 5\n" + "x".repeat(300)).unparsable());
  }
}
