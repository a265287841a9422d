package org.srl4j.eval.grade.strict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.grade.GraderContract;

/** The table of decisions in docs/graders.md, row by row, with the rule that decides. */
class StrictGraderTest extends GraderContract {
  private static final StrictGrader STRICT = new StrictGrader();

  @Override
  protected Grader grader() {
    return STRICT;
  }

  @Override
  protected List<String> golds() {
    return List.of(
        "5",
        "-3",
        "\\frac{1}{2}",
        "(1,2]",
        "x^2+1",
        "\\{1,2\\}",
        "\\text{Evelyn}",
        "B",
        "204_5",
        "\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}",
        "x<3",
        "\\$18.90",
        "1\\pm\\sqrt{19}");
  }

  @Override
  protected String response(String answer) {
    return "Therefore $\\boxed{" + answer + "}$.";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "1000 @ 1,000 @ same",
        "0.125 @ \\frac18 @ number",
        "\\frac{1}{3} @ 0.3333 @ rounded",
        "\\frac{8}{3} @ 2.6666666 @ rounded",
        "\\sqrt{2} @ 1.41421356 @ rounded",
        "\\frac{99}{91} @ 1\\frac{8}{91} @ number",
        "1.6\\times 10^{-19} @ 1.6e-19 @ same",
        "28\\% @ 28 @ percent",
        "28 @ 28\\% @ percent",
        "28\\% @ 0.28 @ percent",
        "5\\text{ m} @ 500 cm @ unit",
        "10\\text{ cm}^2 @ 10 @ unit",
        "5 @ 5 m @ unit",
        "90^\\circ @ 90 @ degree",
        "90^\\circ @ \\frac{\\pi}{2} @ degree",
        "\\$0.75 @ 75 cents @ unit",
        "1 \\text{ hour } 30 \\text{ minutes} @ 90 minutes @ unit",
        "x=1 @ 1 @ same",
        "f(x)=x^2 @ y=x^2 @ same",
        "y=2x+3 @ 4x-2y+6=0 @ equation",
        "xy=1 @ y=\\frac{1}{x} @ equation",
        "x<3 @ 3>x @ inequality",
        "-2<x<7 @ (-2,7) @ inequality",
        "x<1 \\text{ or } x>2 @ (-\\infty,1)\\cup(2,\\infty) @ set",
        "(0,36)\\setminus\\{9\\} @ (0,9)\\cup(9,36) @ set",
        "\\{1,2\\} @ 2,1 @ values",
        "(1,2) @ 1,2 @ tuple",
        "\\pm 3 @ -3, 3 @ values",
        "a=1, b=2 @ 1, 2 @ named values",
        "(3,4) @ \\begin{pmatrix}3\\\\4\\end{pmatrix} @ vector",
        "3:4 @ \\frac{3}{4} @ number",
        "x^2+2x+1 @ (x+1)^2 @ expression",
        "\\text{(C)} @ C @ choice",
        "B @ (B) 12 @ choice",
        "\\text{two} @ 2 @ same",
        "\\text{March 5} @ 5 March @ text",
        "4:30 p.m. @ 4:30 @ time",
      })
  void meansTheSame(String gold, String answer, String rule) {
    Grade grade = STRICT.gradeAnswer(gold, answer);
    assertTrue(grade.equivalent(), () -> gold + " and " + answer + ": " + grade);
    assertEquals(rule, grade.rule(), () -> gold + " and " + answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "1000 @ 1000.05",
        "\\frac{1}{3} @ 0.333",
        "\\frac{2}{3} @ 0.6666",
        "3.14159 @ 3.1416",
        "60 @ 0.6",
        "5 m @ 5 km",
        "12\\text{ cm}^2 @ 12\\text{ cm}^3",
        "\\$18 @ €18",
        "4:30 p.m. @ 4:30 a.m.",
        "[0,1) @ [0,1]",
        "(0,1) @ [0,1]",
        "x<3 @ x\\le 3",
        "x=5 @ y=5",
        "7=11a+c @ 11a+c",
        "x+y=1 @ 1",
        "(1,2) @ (2,1)",
        "(1,2) @ \\{1,2\\}",
        "\\{1,2\\} @ \\{1,2,3\\}",
        "\\{\\{1\\},\\{2\\}\\} @ \\{1,2\\}",
        "5 and 6 @ 56",
        "\\pm 3 @ 3",
        "204_5 @ 204",
        "204_5 @ 54",
        "\\ln x @ \\log_{10} x",
        "\\ln x @ \\log x",
        "\\sqrt{x^2} @ x",
        "3+4i @ 3-4i",
        "\\frac{1}{2004!} @ \\frac{1}{2006!}",
        "\\emptyset @ 0",
        "B @ D",
        "\\text{even} @ odd",
      })
  void meansSomethingElse(String gold, String answer) {
    Grade grade = STRICT.gradeAnswer(gold, answer);
    assertFalse(grade.equivalent(), () -> gold + " and " + answer + ": " + grade);
    assertFalse(grade.unparsable(), () -> gold + " and " + answer + ": " + grade);
  }

  @Test
  void numbersSideBySideAreNotMultiplied() {
    assertTrue(STRICT.gradeAnswer("200", "10 20").unparsable());
    assertTrue(STRICT.gradeAnswer("0", "1.000.000").unparsable());
  }

  @Test
  void whatCannotBeReadIsNotCalledWrong() {
    Grade grade = STRICT.gradeAnswer("5", "\\frac{1}{");
    assertTrue(grade.unparsable());
    assertEquals(Optional.of("\\frac{1}{"), grade.extracted());
    assertEquals("unreadable", grade.rule());
  }

  @Test
  void equalTextsAreEqualEvenIfNobodyCanReadThem() {
    assertTrue(STRICT.gradeAnswer("\\sum_{k=1}^n k", "\\sum_{k=1}^{n}k").unparsable());
    assertTrue(STRICT.gradeAnswer("\\int f \\, dx = F", "\\int f \\,dx=F").equivalent());
  }

  @Test
  void unreadableGoldIsRefusedWithItsText() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> STRICT.checkGold("\\begin{tikz} \\end{tikz}"));
    assertTrue(e.getMessage().contains("\\begin{tikz}"), e.getMessage());
  }
}
