package org.srl4j.eval.grade.ported;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.grade.GraderContract;

class Prm800kGraderTest extends GraderContract {
  @Override
  protected Grader grader() {
    return BoxGrader.prm800k();
  }

  @Override
  protected List<String> golds() {
    return List.of("5", "-3", "\\frac12", "x^2+1", "\\text{Evelyn}", "(1,2]", "1,234");
  }

  @Override
  protected String response(String answer) {
    return "Therefore $\\boxed{" + answer + "}$.";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5 | \\frac{1}{2} | true | only the mathd part allows it",
        "0.25 | \\frac{1}{4} | true | neither is an integer",
        "\\frac{2}{4} | \\frac{1}{2} | false | fractions must be reduced alike",
        "2 | \\frac{4}{2} | false | an integer must be given as one",
        "2 | \\sqrt{4} | false | the same",
        "7 3/4 | 7.75 | true | a mixed number",
        "1\\frac{1}{2} | 1.5 | true | a blank is put before the fraction",
        "(1,2) | [1,2] | false | brackets count",
        "(1,\\frac{1}{2}) | (1,0.5) | true | item by item",
        "1,234 | 1234 | true | thousands",
        "10 miles | 10 | true | a unit",
        "\\text{Evelyn} | evelyn | true | case",
        "2x+2 | 2(x+1) | true | algebra of two letters at most",
        "x+y+z | z+y+x | false | three letters",
        "\\frac{x+1}{2} | x+\\frac{1}{2} | true | a fraction loses its brackets",
        "\\frac{\\sqrt{3}}{2} | 0.8660254037844386 | false | a float is no root",
        "\\frac{1}{\\sqrt{2}} | \\frac{\\sqrt{2}}{2} | true | a root of both"
      })
  void equalityFollowsTheOriginal(String gold, String answer, boolean equal, String why) {
    assertEquals(equal, grader().gradeAnswer(gold, answer).equivalent(), why);
  }
}
