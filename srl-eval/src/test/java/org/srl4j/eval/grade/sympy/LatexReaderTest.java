package org.srl4j.eval.grade.sympy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Readings of sympy 1.14's parse_latex, observed one by one. */
class LatexReaderTest {
  /** Each text must mean the same as a plainer one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1,2,3 ; 1",
        "1,234 ; 1234",
        "1,23 ; 1",
        "12,345,678 ; 12345678",
        "1,2345 ; 1234*5",
        "5(1,2) ; 5",
        "1+(2,3) ; 1",
        "2(3 ; 2",
        "1- ; 1",
        "10^-3 ; 10",
        "x^23 ; x^{23}",
        "x^-1 ; x",
        "2^3^2 ; 64",
        "1/2x ; 1/(2*x)",
        "6/2(1+2) ; 1",
        "12:30 ; 12/30",
        "2x3 ; 6",
        "1\\frac{8}{91} ; 8/91",
        "\\frac12 ; 1/2",
        "\\frac34x ; 3*x/4",
        "3!! ; 6!",
        "5\\!4 ; 54",
        "1\\,000 ; 1000",
        "\\log_28 ; 3",
        "\\log_{10}100 ; 2",
        "\\lg100 ; 2",
        "\\ln x ; \\log x",
        "\\log^28 ; (\\log8)*(\\log8)",
        "\\sin^{-1}(1) ; \\arcsin1",
        "\\sin(x,y) ; \\sin x",
        "\\sqrt[3]{8} ; 2",
        "\\binom{5}{2} ; 10",
        "\\lfloor3.5\\rfloor ; 3",
        "\\lceil2.5\\rceil ; 3",
        "|x||y| ; |y|*|x|",
        "--3 ; 3",
        "x\\in[0,1) ; x*\\in",
        "6'' ; 6",
        "x_1' ; x'_1",
        "\\left(3\\right) ; 3",
        "\\{3\\} ; 3",
        "f(x ; f",
        "dx ; d x",
        "\\mathit{ab} ; \\ab"
      })
  void readsTheLongestBeginning(String text, String plain) {
    assertTrue(
        SymbolicEquality.equal(text, plain, 0),
        () -> LatexReader.read(text) + " against " + LatexReader.read(plain));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\{1,2\\}",
        "{1,2}",
        "(1,2)",
        "\\sqrt2",
        "3\\%",
        "1.",
        "2..3",
        ".5",
        "-",
        "",
        "x=(1,2)",
        "x_{1,2}",
        "5+x_{1,2}",
        "3+2.",
        "007",
        "-1<x<2",
        "\\frac{1}x",
        "a\\\\b",
        "5$",
        "|x",
        "(1",
        "\\int xdx",
        "\\sum_{i=1}^3i",
        "\\frac{d}{dx}x",
        "x|_{2}"
      })
  void failsWhereTheOriginalFailsOrDerives(String text) {
    assertThrows(UnreadableException.class, () -> LatexReader.read(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "{", "f(", "-", "^", "x^", "x!", "|", "\\frac{", "\\sin ", "1+"})
  void longTextsEndWithoutOverflow(String part) {
    String text = "x" + part.repeat(5000);
    try {
      assertEquals(LatexReader.read(text), LatexReader.read(text));
    } catch (UnreadableException e) {
      assertTrue(e.getMessage().length() > 5);
    }
  }
}
