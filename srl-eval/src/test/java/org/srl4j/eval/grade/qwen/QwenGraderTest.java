package org.srl4j.eval.grade.qwen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.grade.GraderContract;

class QwenGraderTest extends GraderContract {
  private static final QwenGrader MATH = new QwenGrader(QwenOptions.defaults());
  private static final QwenGrader MINERVA = new QwenGrader(new QwenOptions("minerva_math"));
  private static final QwenGrader CHOICES = new QwenGrader(new QwenOptions("mmlu_stem"));

  @Override
  protected Grader grader() {
    return MATH;
  }

  @Override
  protected List<String> golds() {
    return List.of("5", "-3", "\\frac{1}{2}", "(1,2]", "x^2+1", "\\{1,2\\}", "\\text{Evelyn}", "B");
  }

  @Override
  protected String response(String answer) {
    return "Therefore $\\boxed{" + answer + "}$.";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text | final answer is $7$. I hope it is correct, not \\boxed{8} | 7",
        "the first of two | final answer is $1$. I hope. The final answer is $2$. I hope | 1",
        "last box | \\boxed{1} and \\boxed{2} | 2",
        "unclosed box | \\boxed{\\frac{1}{2} | \\frac{1}{2}",
        "box without a brace | $\\boxed 5$ or 6 | 5",
        "answer is | the answer is 4. So the answer is: 9. | 9",
        "final answer is | we conclude, final answer is 12/ | 12",
        "Chinese | 答案是 5 | 5",
        "last number | first 1,234 then -.5 end | -.5",
        "fbox is no box | \\fbox{3} with 4 | 4"
      })
  void extractsByTheFirstRuleThatApplies(String rule, String response, String answer) {
    assertEquals(answer, MATH.extractedAnswer(response), rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-t | -",
        "(s, t) | (,)",
        "x^2+t | x^2+",
        "5 and 6 | 56",
        "\\sqrt2x | \\sqrt{2x}",
        "information | \\inftyormation",
        "j | i",
        "4:30p.m. | 4:30p.",
        "10{,}000 | 10{,}000",
        "x \\in [0,1) | x\\in[0,1)",
        "two hundred | 200",
        "025 | 25",
        "27.0 | 27",
        ".5 | 0.5",
        "k=5 | 5",
        "3/4 | \\frac{3}{4}",
        "\\frac12 | \\frac{1}{2}",
        "10\\text{ cm} | 10",
        "25\\% | 25",
        "12.50 m | 12.50"
      })
  void stripsOnceAsTheOriginal(String answer, String stripped) {
    assertEquals(stripped, MATH.parsedGold(answer));
  }

  @Test
  void aResponseIsStrippedTwice() {
    assertEquals("[0,1)", MATH.extractedAnswer("\\boxed{x \\in [0,1)}"));
    assertEquals("4:30p", MATH.extractedAnswer("\\boxed{4:30 p.m.}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | 500 | number",
        "70 | 7000 | number",
        "0.5 | 50 | number",
        "1000 | 1000.05 | number",
        "1,000 | 1e3 | number",
        "(0,1) | [0,1] | list",
        "(0,\\frac{1}{2}) | [0,0.5] | list",
        "\\frac{1}{2004!} | \\frac{1}{2006!} | symbolic",
        "(a+5)(b+2) | (+5)(b+2) | text",
        "x<3 | x \\le 3 | symbolic",
        "x=5 | y=5 | text",
        "5 m | 5 km | text",
        "\\{1,2\\} | \\{2,1\\} | symbolic",
        "3uw=2x+3 | 3wu=3+2x | equation",
        "u+v-1=0 | 1-u-v=0 | equation",
        "A | (A) | choice",
        "silent | listen | symbolic"
      })
  void falsePositivesOfTheOriginalAreKept(String gold, String answer, String rule) {
    Grade grade = MATH.gradeAnswer(gold, answer);
    assertTrue(grade.equivalent(), grade::toString);
    assertEquals(rule, grade.rule());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\frac{99}{91} | 1\\frac{8}{91}",
        "1,2,3 | 3,2,1",
        "1.6e-19 | 1.6\\times 10^{-19}",
        "\\pm 2 | 2,-2",
        "10000 | 10{,}000",
        "0 | 0.00001",
        "\\tan^2(y)+1 | \\sec^2(y)",
        "\\pi | 3.14159265",
        "p-p^2 | p(1-p)"
      })
  void falseNegativesOfTheOriginalAreKept(String gold, String answer) {
    Grade grade = MATH.gradeAnswer(gold, answer);
    assertFalse(grade.equivalent());
    assertFalse(grade.unparsable());
    assertEquals("none", grade.rule());
  }

  @Test
  void unitsStayInMinerva() {
    assertEquals("5m", MINERVA.parsedGold("5 m"));
    assertFalse(MINERVA.gradeAnswer("5 m", "5 km").equivalent());
  }

  @Test
  void aChoiceIsTheFirstLetterAfterTheTriggerElseTheLast() {
    assertEquals("B", CHOICES.extractedAnswer("A is wrong. The answer is (B), not C."));
    assertEquals("C", CHOICES.extractedAnswer("A is wrong, B too: C"));
  }

  @Test
  void carpKeepsItsGoldsButForRelations() {
    assertEquals(
        "x \\le 5 m", new QwenGrader(new QwenOptions("carp_en")).parsedGold("x \\leq 5 m"));
  }

  @Test
  void aSolutionGivesTheGoldOfItsBox() {
    assertEquals("4", MATH.parsedGoldSolution("so \\boxed{4 m}"));
    assertEquals("4m", MINERVA.parsedGoldSolution("so \\boxed{4 m}"));
  }

  @Test
  void noAnswerIsUnparsable() {
    assertEquals(
        Grade.unparsable(Optional.empty(), "no-answer"), MATH.gradeResponse("5", "I give up"));
    assertTrue(MATH.gradeResponse("5", "error").unparsable());
  }
}
