package org.srl4j.eval.grade.algebra.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.BasedNumeral;
import org.srl4j.eval.grade.algebra.Expression.Call;
import org.srl4j.eval.grade.algebra.Expression.Constant;
import org.srl4j.eval.grade.algebra.Expression.Decimals;
import org.srl4j.eval.grade.algebra.Expression.Group;
import org.srl4j.eval.grade.algebra.Expression.Number;
import org.srl4j.eval.grade.algebra.Expression.Quantity;
import org.srl4j.eval.grade.algebra.Expression.Relation;
import org.srl4j.eval.grade.algebra.Expression.Several;
import org.srl4j.eval.grade.algebra.Expression.Sign;
import org.srl4j.eval.grade.algebra.Expression.Symbol;
import org.srl4j.eval.grade.algebra.UnreadableException;
import org.srl4j.eval.grade.algebra.identity.Identity;
import org.srl4j.eval.grade.algebra.identity.Work;

class AnswerReaderTest {
  private static Expression first(String text) throws UnreadableException {
    return AnswerReader.readings(text).get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "12 @ 12 @ 1",
        "-0.25 @ -1 @ 4",
        ".5 @ 1 @ 2",
        "1,000 @ 1000 @ 1",
        "10{,}000 @ 10000 @ 1",
        "10 000 @ 10000 @ 1",
        "11,\\! 111,\\! 100 @ 11111100 @ 1",
        "\\frac12 @ 1 @ 2",
        "\\frac 59 @ 5 @ 9",
        "\\frac{270}7 @ 270 @ 7",
        "1\\frac{8}{91} @ 99 @ 91",
        "7 3/4 @ 31 @ 4",
        "-1\\frac12 @ -3 @ 2",
        "0.\\overline{3} @ 1 @ 3",
        "0.1\\overline{6} @ 1 @ 6",
        "1.6e-3 @ 1 @ 625",
        "4.5\\times 10^{3} @ 4500 @ 1",
        "2^{10} @ 1024 @ 1",
        "5! @ 120 @ 1",
        "\\binom{5}{2} @ 10 @ 1",
        "|-3| @ 3 @ 1",
        "\\sqrt[3]{8} @ 2 @ 1",
        "\\lfloor 7/2 \\rfloor @ 3 @ 1",
        "25\\% @ 1 @ 4",
        "−3 @ -3 @ 1",
        "2⁵ @ 32 @ 1",
      })
  void numbersAreExact(String text, long above, long below) throws UnreadableException {
    assertEquals(
        Optional.of(new BigFraction(above).divide(new BigFraction(below))),
        new Identity(new Work()).exact(first(text)));
  }

  @Test
  void decimalsKeepHowManyDigitsTheyShow() throws UnreadableException {
    // 0.0250: the digits 2, 5, 0 count; the last is ten-thousandths.
    assertEquals(Optional.of(new Decimals(3, -4)), ((Number) first("0.0250")).decimals());
    // 1.60 times 10^-19: three digits, the last at 10^-21.
    Number charge = (Number) first("1.60\\times 10^{-19}");
    assertEquals(Optional.of(new Decimals(3, -21)), charge.decimals());
    assertEquals(Optional.empty(), ((Number) first("25")).decimals());
  }

  @Test
  void bracketsKeepTheirKind() throws UnreadableException {
    Group interval = (Group) first("[0, 1)");
    assertEquals('[', interval.open());
    assertEquals(')', interval.close());
    assertTrue(((Group) first("\\{1, 2\\}")).isSet());
    assertEquals(Expression.number(5), first("(5)"));
  }

  @Test
  void commasBetweenDigitsHaveTwoReadings() throws UnreadableException {
    List<Expression> readings = AnswerReader.readings("1,234");
    assertEquals(Expression.number(1234), readings.get(0));
    assertEquals(
        new Several(List.of(Expression.number(1), Expression.number(234))), readings.get(1));
  }

  @Test
  void severalAnswersAreOne() throws UnreadableException {
    Several expected = new Several(List.of(Expression.number(5), Expression.number(6)));
    assertEquals(expected, first("5, 6"));
    assertEquals(expected, first("5 and 6"));
    assertEquals(expected, first("5 \\text{ or } 6"));
  }

  @Test
  void relationsKeepSidesAndSigns() throws UnreadableException {
    Relation relation = (Relation) first("-1 < x \\le 2");
    assertEquals(List.of(Sign.LESS, Sign.AT_MOST), relation.signs());
    assertEquals(new Symbol("x"), relation.sides().get(1));
  }

  @Test
  void unitsAreToldFromVariables() throws UnreadableException {
    assertTrue(first("5 \\text{ cm}^2") instanceof Quantity);
    assertTrue(first("30^\\circ") instanceof Quantity);
    assertTrue(first("\\$18.90") instanceof Quantity);
    assertEquals(Expression.number(10), first("10 \\text{ students}"));
    assertEquals(new BasedNumeral("204", 5), first("204_{5}"));
  }

  @Test
  void functionsTakeWhatBelongsToThem() throws UnreadableException {
    Expression x = new Symbol("x");
    assertEquals(
        new Expression.Power(new Call("sin", List.of(x)), Expression.number(2)),
        first("\\sin^2 x"));
    assertEquals(new Call("arcsin", List.of(x)), first("\\sin^{-1}(x)"));
    assertEquals(
        new Call("log", List.of(Expression.number(8), Expression.number(2))), first("\\log_2 8"));
    assertEquals(new Expression.Power(Constant.E, x), first("np.exp(x)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "(", "\\frac{1}", "1 +", "\\begin{pmatrix} 1", "[1)", "^2", "}{"})
  void whatIsNoAnswerIsRefused(String text) {
    assertThrows(UnreadableException.class, () -> AnswerReader.readings(text));
  }

  @Test
  void hugeTextsAreRefusedAtOnce() {
    assertThrows(UnreadableException.class, () -> AnswerReader.readings("(".repeat(4000)));
    assertThrows(UnreadableException.class, () -> AnswerReader.readings("x^".repeat(1900) + "x"));
    assertThrows(UnreadableException.class, () -> AnswerReader.readings("1".repeat(3999)));
    assertThrows(UnreadableException.class, () -> AnswerReader.readings("a/".repeat(1900) + "a"));
  }
}
