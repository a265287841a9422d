package org.srl4j.eval.grade.algebra.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Relation;
import org.srl4j.eval.grade.algebra.UnreadableException;
import org.srl4j.eval.grade.algebra.reader.AnswerReader;

class IdentityTest {
  private static Expression read(String text) throws UnreadableException {
    return AnswerReader.readings(text).get(0);
  }

  private static boolean equal(String left, String right) throws UnreadableException {
    return new Identity(new Work()).equal(read(left), read(right));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "x^2+2x+1 @ (x+1)^2",
        "\\frac{x^2-1}{x-1} @ x+1",
        "\\sqrt{8} @ 2\\sqrt{2}",
        "\\frac{\\sqrt3}{3} @ \\frac{1}{\\sqrt3}",
        "\\sin^2 x+\\cos^2 x @ 1",
        "\\tan^2 y+1 @ \\sec^2 y",
        "e^{i\\pi} @ -1",
        "\\frac{1}{i} @ -i",
        "e^{x+y} @ e^x e^y",
        "\\ln 8 @ 3 \\ln 2",
        "2^{100} @ 1267650600228229401496703205376",
        "\\sqrt{3+2\\sqrt{2}} @ 1+\\sqrt{2}",
        "\\sin 75^\\circ @ \\frac{\\sqrt6+\\sqrt2}{4}",
        "\\arctan 1 @ \\frac{\\pi}{4}",
        "\\sqrt{x^2} @ |x|",
        "(-8)^{1/3} @ -2",
        "\\cosh^2 x - \\sinh^2 x @ 1",
        "\\sqrt{x-5}^2 @ x-5",
        "(-1)^n @ \\cos(n\\pi)",
      })
  void identitiesHold(String left, String right) throws UnreadableException {
    assertTrue(equal(left, right));
    assertTrue(equal(right, left));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "x^2 @ x^3",
        "\\frac{1}{2004!} @ \\frac{1}{2006!}",
        "\\sqrt{x^2} @ x",
        "\\ln x @ \\log_{10} x",
        "e^{-1000} @ e^{-1001}",
        "e^{-1000} @ 0",
        "\\pi @ \\frac{355}{113}",
        "\\sqrt{2}+\\sqrt{3} @ \\sqrt{10}",
        "\\sin x @ \\sin y",
        "x^{170141183460469231731687303715884105727} @ x",
        "1/0 @ 1/0 + 1",
        "e^{\\pi\\sqrt{163}} @ 262537412640768744",
      })
  void whatIsNotTheSameIsToldApart(String left, String right) throws UnreadableException {
    assertFalse(equal(left, right));
    assertFalse(equal(right, left));
  }

  @Test
  void proportionKnowsItsSign() throws UnreadableException {
    Relation first = (Relation) read("2x+4y-3 = 0");
    Relation second = (Relation) read("-x-2y+3/2 = 0");
    Relation third = (Relation) read("x+y = 0");
    Identity identity = new Identity(new Work());
    assertEquals(-1, identity.proportion(first.sides().get(0), second.sides().get(0)));
    assertEquals(1, identity.proportion(first.sides().get(0), first.sides().get(0)));
    assertEquals(0, identity.proportion(first.sides().get(0), third.sides().get(0)));
  }

  @Test
  void realValuesAreSureToThirtyDigits() throws UnreadableException {
    assertEquals(
        "1.41421356237309504880168872421",
        new Identity(new Work()).real(read("\\sqrt2")).orElseThrow().toPlainString());
    assertTrue(new Identity(new Work()).real(read("i")).isEmpty());
    assertTrue(new Identity(new Work()).real(read("x")).isEmpty());
  }

  @Test
  void workIsBounded() throws UnreadableException {
    Work work = new Work();
    String heavy = "\\sin(".repeat(15) + "x" + ")".repeat(15);
    String sum = String.join("+", java.util.Collections.nCopies(40, heavy));
    assertFalse(new Identity(work).equal(read(sum), read(sum + "+\\cos x")));
  }
}
