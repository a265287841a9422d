package org.srl4j.eval.grade.ported;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.grade.GraderContract;

class VerlGsm8kGraderTest extends GraderContract {
  private static final Grader FLEXIBLE = VerlGsm8kGrader.flexible();

  @Override
  protected Grader grader() {
    return VerlGsm8kGrader.strict();
  }

  @Override
  protected String response(String answer) {
    return "It is 3 + 4.\n#### " + answer;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#### 18 | 18 | true",
        "#### 1,800 | 1800 | true",
        "#### 18.00 | 18 | false",
        "#### $18 | 18 | false",
        "#### 17 no, #### 18 | 18 | true",
        "the answer is 18 | 18 | false"
      })
  void strictWantsTheMark(String response, String gold, boolean equal) {
    assertEquals(equal, grader().gradeResponse(gold, response).equivalent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "17 then 18 | 18 | true",
        "18 . | 18 | true",
        "it is 18. | 18 | false",
        "1,800 | 1800 | false"
      })
  void flexibleTakesTheLastNumberAsItIs(String response, String gold, boolean equal) {
    assertEquals(equal, FLEXIBLE.gradeResponse(gold, response).equivalent());
  }

  @Test
  void onlyTheLast300CharactersCount() {
    String far = "#### 18" + "x".repeat(294);
    assertTrue(grader().gradeResponse("18", far).unparsable());
    // 7 characters of the mark and 293 more are 300.
    assertTrue(grader().gradeResponse("18", far.substring(0, 300)).equivalent());
  }

  @Test
  void aTextWithoutNumbersIsUnparsable() {
    assertEquals(
        Grade.unparsable(Optional.empty(), "no-number"), FLEXIBLE.gradeResponse("18", "none"));
  }

  @Test
  void aGoldWithCommasIsRejectedByStrictAlone() {
    assertThrows(IllegalArgumentException.class, () -> grader().checkGold("1,800"));
    FLEXIBLE.checkGold("1,800");
  }
}
