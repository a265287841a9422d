package org.srl4j.eval.grade.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonTest {
  @ParameterizedTest
  @CsvSource({
    "'1e3', 1000",
    "' 5 ', 5",
    "1_000, 1000",
    "inf, Infinity",
    "-Infinity, -Infinity",
    "nan, NaN",
    "5., 5",
    ".5, 0.5",
    "+7, 7",
    "٣, 3",
    "1__0, ",
    "0x1, ",
    "1 2, ",
    "'', ",
    "e5, ",
    "1f, ",
    "., "
  })
  void readsFloatsAsPython(String text, Double value) {
    assertEquals(
        value == null ? OptionalDouble.empty() : OptionalDouble.of(value), PythonFloat.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1000.05, true", "0, 0, true", "0, 1e-300, false", "Infinity, Infinity, true",
    "Infinity, 1e308, false", "NaN, NaN, false", "1, 1.0001, true", "1, 1.00011, false"
  })
  void closenessIsRelative(double a, double b, boolean close) {
    assertEquals(close, PythonFloat.isClose(a, b, 1e-4));
  }

  @Test
  void shortestDigitsReadBack() {
    assertEquals("2.3", PythonFloat.shortest(2 + 0.3));
    assertEquals("2.0", PythonFloat.shortest(2));
    assertEquals("0.30000000000000004", PythonFloat.shortest(0.1 + 0.2));
  }

  @Test
  void splittingKeepsEmptyPieces() {
    assertEquals(List.of("", "a", ""), PythonText.split(",a,", ","));
    assertEquals(List.of(""), PythonText.split("", ","));
    assertEquals("b", PythonText.afterLast("a=b", "="));
  }

  @Test
  void strippingKnowsItsCharacters() {
    assertEquals("a", PythonText.strip("\u3000 a\u00a0\n"));
    assertEquals("1,2", PythonText.strip("[(1,2)", "[]()"));
    assertEquals("", PythonText.stripRight("...", "."));
  }

  @Test
  void slicesCountCodePoints() {
    assertEquals("x", PythonText.inner("𝟙x𝟙"));
    assertEquals("", PythonText.inner("a"));
    assertEquals("𝟙b", PythonText.tail("a𝟙b", 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\frac12 | \\frac{1}{2}",
        "\\frac1{72} | \\frac{1}{72}",
        "\\frac{72}1 | \\frac{72}1",
        "\\frac1 | \\frac1",
        "a\\frac123 | a\\frac{1}{2}3"
      })
  void fractionsGetBraces(String text, String braced) {
    assertEquals(Optional.of(braced), LatexFractions.braced(text));
  }

  @Test
  void aFractionOfNothingIsAnError() {
    assertEquals(Optional.empty(), LatexFractions.braced("1+\\frac"));
  }
}
