package org.srl4j.eval.grade.sympy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolicEqualityTest {
  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(x+1)^{2} ; x^2+2x+1 ; true",
        "\\frac{1}{\\sqrt{2}} ; \\frac{\\sqrt{2}}{2} ; true",
        "\\sqrt{x^2} ; x ; false",
        "|x| ; x ; false",
        "\\sin^2 x+\\cos^2 x ; 1 ; true",
        "\\sqrt{5+2\\sqrt{6}} ; \\sqrt{2}+\\sqrt{3} ; true",
        "2^{100} ; 2^{100}+1 ; true",
        "\\frac{1}{10^{400}} ; \\frac{2}{10^{400}} ; true",
        "\\frac{10^{400}}{10^{399}} ; 10 ; true",
        "\\frac{10^{400}}{10^{399}} ; 11 ; false",
        "10^{-19} ; 2\\cdot10^{-19} ; false",
        "x-x ; 0 ; true",
        "\\infty ; \\infty ; true",
        "-\\infty ; \\infty ; false",
        "f(x+1) ; f(1+x) ; true",
        "f(x) ; f(y) ; false",
        "\\pi ; 3.14159265 ; false",
        "x \\le 3 ; 3 > x ; true",
        "x \\le 3 ; x \\le 4 ; false",
        "1 < 2 ; 3 < 5 ; true",
        "1 < 2 ; 5 < 3 ; false",
        "{1,2} ; {2,1} ; true",
        "{1,2} ; {1,2,3} ; false",
        "{1,0.5} ; {0.5,1} ; true",
        "{0.5,3} ; {1/2,3} ; false",
        "{f(),1} ; {1,f()} ; true",
        "(1,2) ; (2,1) ; false",
        "\\frac{1}{0} ; \\frac{2}{0} ; false",
        "\\sqrt{-4} ; \\sqrt{-1}\\cdot2 ; true",
        "3\\% ; 3\\% ; true",
        "\\log_2(x^2) ; 2\\log_2 x ; false",
        "\\frac{n!}{n!} ; 1 ; true"
      })
  void verdictsAreSympys(String answer, String wanted, boolean equal) {
    assertEquals(equal, SymbolicEquality.equal(answer, wanted, TOLERANCE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1/2x ; x/2 ; true",
        "x(x+1) ; x**2+x ; true",
        "ab(3) ; 3*b*a ; true",
        "2pi ; pi*2 ; true",
        "0.5x ; x/2 ; true",
        "0.1 ; 1/10 ; true",
        "sqrt(3)/2 ; 0.8660254037844386 ; false",
        "sqrt(8) ; 2sqrt(2) ; true",
        "3! ; 6 ; true",
        "2**-1 ; 1/2 ; true",
        "x=1 ; 1 ; false",
        "1,2 ; 1,2 ; false",
        "beta ; beta ; false",
        "x' ; x' ; false",
        "1/0 ; 1/0 ; false",
        "1e99999999999 ; 1e99999999999 ; false",
        "1e5 ; 100000 ; true"
      })
  void differencesVanishAsInSympy(String gold, String answer, boolean equal) {
    assertEquals(equal, SymbolicEquality.differenceVanishes(gold, answer));
  }
}
