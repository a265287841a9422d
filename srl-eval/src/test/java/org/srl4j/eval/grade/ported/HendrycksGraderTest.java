package org.srl4j.eval.grade.ported;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.grade.GraderContract;

class HendrycksGraderTest extends GraderContract {
  @Override
  protected Grader grader() {
    return BoxGrader.hendrycks();
  }

  @Override
  protected List<String> golds() {
    return List.of("5", "-3", "\\frac12", "x^2+1", "\\text{Evelyn}", "\\sqrt");
  }

  @Override
  protected String response(String answer) {
    return "Therefore $\\boxed{" + answer + "}$.";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5 | 1/2 | true",
        ".5 | \\frac12 | true",
        "x=5 | 5 | true",
        "\\sqrt2 | \\sqrt{2} | true",
        "90^\\circ | 90 | true",
        "10\\text{ cm} | 10 | true",
        "10\\text{cm} | 10 | false",
        "25\\% | 25 | true",
        "2\\text{ a}\\text{ b} | 2 | false",
        "2/4 | 1/2 | false",
        "01/2 | 1/2 | false",
        "5 | 5.0 | false",
        "\\dfrac{1}{2} | \\tfrac{1}{2} | true",
        "\\frac | \\frac | true",
        "\\sqrt | \\sqrt{} | false"
      })
  void textsAreEqualOnceNormalised(String gold, String answer, boolean equal) {
    assertEquals(equal, grader().gradeAnswer(gold, answer).equivalent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\boxed{1} then \\boxed{2} | 2",
        "so $\\boxed 7$ | 7",
        "\\boxed{\\frac{1}{2}} | \\frac{1}{2}",
        "\\boxed{5 | ",
        "\\fbox{5} | ",
        "5 | "
      })
  void theLastBoxIsTheAnswer(String response, String answer) {
    assertEquals(answer, Boxes.last(response).orElse(null));
  }
}
