package org.srl4j.eval.grade.algebra.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.obermuhlner.math.big.BigComplex;
import ch.obermuhlner.math.big.BigComplexMath;
import ch.obermuhlner.math.big.BigDecimalMath;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementaryFunctionsTest {
  /** Four digits are left for roundings of 50. */
  private static final BigDecimal DIGITS_46 = new BigDecimal("1e-46");

  /** A thousand times what one takes. */
  private static final double MOST_SECONDS = 1;

  private static final BigDecimal SOME = new BigDecimal("0.3721984561203984571230498571203948571");

  private static void assertClose(BigComplex expected, BigComplex got) {
    BigDecimal off = Approximation.magnitude(expected.subtract(got));
    BigDecimal allowed = Approximation.magnitude(expected).max(BigDecimal.ONE).multiply(DIGITS_46);
    assertTrue(off.compareTo(allowed) < 0, () -> expected + " and " + got);
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, 0.7",
    "-0.3, 0.7",
    "0.3, -0.7",
    "-0.3, -0.7",
    "2, 0",
    "-2, 0",
    "0, 1.5",
    "0, -1.5",
    "3, 4",
    "-3, 0.001",
    "0.999999, 0",
    "1.000001, 0",
    "-1.000001, 0",
    "25, -3"
  })
  void functionsAgreeWithTheLibraryWhereItIsFast(BigDecimal re, BigDecimal im) {
    MathContext digits = new MathContext(60);
    BigComplex z = BigComplex.valueOf(re, im);
    assertClose(BigComplexMath.exp(z, digits), ElementaryFunctions.exp(z));
    assertClose(BigComplexMath.log(z, digits), ElementaryFunctions.log(z));
    assertClose(BigComplexMath.sin(z, digits), ElementaryFunctions.sin(z));
    assertClose(BigComplexMath.cos(z, digits), ElementaryFunctions.cos(z));
    assertClose(z, ElementaryFunctions.sin(ElementaryFunctions.asin(z)));
    assertClose(BigComplex.valueOf(z.abs(digits)), BigComplex.valueOf(ElementaryFunctions.abs(z)));
    assertClose(
        BigComplex.valueOf(BigDecimalMath.atan(re, digits)),
        BigComplex.valueOf(ElementaryFunctions.arctangent(re)));
  }

  /** sin(ix) = i sinh x, to all digits of x + x^3/6 + x^5/120 + x^7/5040, however small x is. */
  @ParameterizedTest
  @CsvSource({"1e-9", "3e-12", "1e-16", "9.99e-17", "1e-17", "1e-30"})
  void hyperbolicSinesOfSmallNumbersKeepTheirDigits(BigDecimal x) {
    BigDecimal expected = x;
    BigDecimal term = x;
    for (int n = 2; n <= 6; n += 2) {
      term =
          term.multiply(x).multiply(x).divide(BigDecimal.valueOf(n * (n + 1)), new MathContext(80));
      expected = expected.add(term);
    }
    BigDecimal got = ElementaryFunctions.sin(BigComplex.valueOf(BigDecimal.ZERO, x)).im;
    BigDecimal off = got.subtract(expected).abs();
    assertTrue(off.compareTo(x.scaleByPowerOfTen(-50)) < 0, () -> "x " + x + ", off by " + off);
  }

  /**
   * The arctangents of x and 1/x add up to a quarter turn, the same way on both sides of a bound.
   */
  @ParameterizedTest
  @CsvSource({"1.5", "1e16", "9.99e17", "1e24", "9.99e25", "1e26", "1e40", "1e1000", "1e4999"})
  void arctangentsOfLargeNumbers(BigDecimal x) {
    BigDecimal inverse = BigDecimal.ONE.divide(x, new MathContext(60));
    BigDecimal sum = ElementaryFunctions.arctangent(x).add(ElementaryFunctions.arctangent(inverse));
    BigDecimal quarter =
        BigDecimalMath.pi(new MathContext(60)).divide(BigDecimal.valueOf(2), new MathContext(60));
    assertClose(BigComplex.valueOf(quarter), BigComplex.valueOf(sum));
    assertEquals(
        ElementaryFunctions.arctangent(x).negate(), ElementaryFunctions.arctangent(x.negate()));
  }

  @ParameterizedTest
  @CsvSource({
    "8, 3, 2",
    "1, 7, 1",
    "1e300, 3, 1e100",
    "1e-300, 3, 1e-100",
    "1.024e4003, 10, 2e400",
    "1e5, 5, 10",
    "0.00032, 5, 0.2"
  })
  void rootsOfPowersAreExact(BigDecimal x, int index, BigDecimal root) {
    assertEquals(0, root.compareTo(ElementaryFunctions.root(x, index)));
  }

  @Test
  void aSineOfAnImaginaryNumberNearZeroKeepsItsDigits() {
    BigDecimal small = new BigDecimal("1e-30");
    BigComplex sine = ElementaryFunctions.sin(BigComplex.valueOf(BigDecimal.ZERO, small));
    BigDecimal off = sine.im.subtract(small).abs(); // x^3 / 6
    assertTrue(off.compareTo(new BigDecimal("1e-90")) < 0, sine.toString());
  }

  /** What took seconds or did not end in the library. */
  @Test
  void numbersOfAnySizeTakeNoLonger() {
    List<UnaryOperator<BigComplex>> functions =
        List.of(
            ElementaryFunctions::log,
            ElementaryFunctions::asin,
            z -> BigComplex.valueOf(ElementaryFunctions.abs(z)),
            z -> BigComplex.valueOf(ElementaryFunctions.arctangent(z.re)),
            z -> BigComplex.valueOf(ElementaryFunctions.log(z.re.abs())),
            z -> BigComplex.valueOf(ElementaryFunctions.root(z.re.abs(), 3)),
            z -> BigComplex.valueOf(ElementaryFunctions.root(z.re.abs(), 1023)));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int tens : new int[] {-4900, -1000, -200, -20, 0, 20, 100, 200, 1000, 4900}) {
      BigDecimal x = SOME.scaleByPowerOfTen(tens);
      for (BigComplex z :
          List.of(
              BigComplex.valueOf(x),
              BigComplex.valueOf(x.negate(), x),
              BigComplex.valueOf(BigDecimal.ONE, x),
              BigComplex.valueOf(x, BigDecimal.ONE))) {
        for (UnaryOperator<BigComplex> function : functions) {
          long start = threads.getCurrentThreadCpuTime();
          function.apply(z);
          double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
          assertTrue(seconds < MOST_SECONDS, () -> z + ": " + seconds + " s");
        }
      }
    }
    BigComplex near =
        BigComplex.valueOf(SOME.scaleByPowerOfTen(-4900), SOME.scaleByPowerOfTen(-4900));
    for (UnaryOperator<BigComplex> function :
        List.<UnaryOperator<BigComplex>>of(
            ElementaryFunctions::exp, ElementaryFunctions::sin, ElementaryFunctions::cos)) {
      long begun = threads.getCurrentThreadCpuTime();
      function.apply(near);
      assertTrue((threads.getCurrentThreadCpuTime() - begun) / 1e9 < MOST_SECONDS);
    }
    BigComplex far = BigComplex.valueOf(new BigDecimal("260.5"), new BigDecimal("180.3"));
    long start = threads.getCurrentThreadCpuTime();
    ElementaryFunctions.sin(far);
    ElementaryFunctions.exp(BigComplex.valueOf(new BigDecimal("4999"), new BigDecimal("4999")));
    assertTrue((threads.getCurrentThreadCpuTime() - start) / 1e9 < MOST_SECONDS);
  }
}
