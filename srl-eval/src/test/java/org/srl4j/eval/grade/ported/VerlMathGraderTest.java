package org.srl4j.eval.grade.ported;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.grade.GraderContract;

class VerlMathGraderTest extends GraderContract {
  @Override
  protected Grader grader() {
    return BoxGrader.verlMath();
  }

  @Override
  protected String response(String answer) {
    return "Therefore $\\boxed{" + answer + "}$.";
  }

  @Test
  void itGradesAsHendrycks() {
    for (String response :
        new String[] {"\\boxed{0.5}", "\\boxed{\\frac12}", "0.5", "\\boxed{x}"}) {
      assertEquals(
          BoxGrader.hendrycks().gradeResponse("1/2", response),
          grader().gradeResponse("1/2", response));
    }
  }
}
