package org.srl4j.models.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frequencies against the formulas as papers and transformers write them. */
class RotaryScalingTest {
  /** Relative; the same numbers in another order of operations. */
  private static final double TOLERANCE = 1e-13;

  private static final int DRAWS = 200;

  private static void assertNear(double expected, double actual) {
    assertEquals(expected, actual, TOLERANCE * Math.abs(expected));
  }

  /** Wavelengths as in Llama 3.1's published code. */
  private static double llama3(double frequency, RotaryScaling.Llama3 s) {
    double wavelength = 2 * Math.PI / frequency;
    if (wavelength > s.originalLength() / s.lowFactor()) {
      return frequency / s.factor();
    }
    if (wavelength < s.originalLength() / s.highFactor()) {
      return frequency;
    }
    double smooth =
        (s.originalLength() / wavelength - s.lowFactor()) / (s.highFactor() - s.lowFactor());
    return (1 - smooth) * frequency / s.factor() + smooth * frequency;
  }

  /** Equations 17 to 23 of YaRN with the ramp over pairs, by dimensions as in its code. */
  private static double yarn(int pair, int dimensions, double base, RotaryScaling.Yarn s) {
    double[] ends = new double[2];
    double[] turns = {s.betaFast(), s.betaSlow()};
    for (int i = 0; i < 2; i++) {
      ends[i] =
          dimensions
              * Math.log(s.originalLength() / (turns[i] * 2 * Math.PI))
              / (2 * Math.log(base));
    }
    double low = Math.max(s.truncated() ? Math.floor(ends[0]) : ends[0], 0);
    double high = Math.min(s.truncated() ? Math.ceil(ends[1]) : ends[1], dimensions - 1);
    double ramp = (pair - low) / (low == high ? 0.001 : high - low);
    double extrapolated = 1 - Math.min(1, Math.max(0, ramp));
    double period = Math.pow(base, 2.0 * pair / dimensions);
    return (1 - extrapolated) / (s.factor() * period) + extrapolated / period;
  }

  @Test
  void randomScalingsHaveTheFrequenciesOfTheFormulas() {
    Random random = new Random(1);
    for (int draw = 0; draw < DRAWS; draw++) {
      int pairs = 1 + random.nextInt(64);
      double base = 2 + Math.pow(10, 6 * random.nextDouble());
      double factor = 1 + 31 * random.nextDouble();
      int original = 1 + random.nextInt(1 << random.nextInt(17));
      double slow = 0.1 + 3 * random.nextDouble();
      double fast = slow + 0.1 + 40 * random.nextDouble();
      var llama = new RotaryScaling.Llama3(factor, slow, fast, original);
      var yarn = new RotaryScaling.Yarn(factor, original, fast, slow, 1, random.nextBoolean());
      for (int i = 0; i < pairs; i++) {
        double plain = Math.pow(base, -(double) i / pairs);
        assertNear(plain, RotaryScaling.NONE.frequency(i, pairs, base));
        assertNear(plain / factor, new RotaryScaling.Linear(factor).frequency(i, pairs, base));
        assertNear(llama3(plain, llama), llama.frequency(i, pairs, base));
        assertNear(yarn(i, 2 * pairs, base, yarn), yarn.frequency(i, pairs, base));
      }
    }
  }

  /**
   * Llama 3.1: base 500,000, heads of 128. Pair 0 has a wavelength of 6.3, below 8192 / 4: kept.
   * Pair 63 has one of 2 pi 500,000^(63/64) = 2.56 million, above 8192: divided by 8.
   */
  @Test
  void llamaKeepsShortWavelengthsAndStretchesLongOnes() {
    var scaling = new RotaryScaling.Llama3(8, 1, 4, 8192);
    assertEquals(1, scaling.frequency(0, 64, 5e5));
    assertNear(Math.pow(5e5, -63 / 64.0) / 8, scaling.frequency(63, 64, 5e5));
  }

  /** 0.1 ln 4 + 1, as YaRN proposes. */
  @Test
  void yarnSharpensAttention() {
    assertEquals(1.1386294361, RotaryScaling.Yarn.proposedAmplitude(4, 1), 1e-10);
    assertEquals(1, RotaryScaling.Yarn.proposedAmplitude(1, 1));
    assertEquals(1, new RotaryScaling.Linear(4).amplitude());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5 | 1 | 4 | 8 | factor: must be at least 1, got 0.5",
        "Infinity | 1 | 4 | 8 | factor: must be at least 1",
        "8 | 4 | 4 | 8 | must be above 0 and rise, got 4.0, 4.0",
        "8 | 0 | 4 | 8 | must be above 0 and rise",
        "8 | 1 | 4 | 0 | originalLength: must be at least 1, got 0"
      })
  void wrongNumbersAreRefused(double factor, double low, double high, int original, String said) {
    for (boolean llama : new boolean[] {true, false}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> {
                    if (llama) {
                      new RotaryScaling.Llama3(factor, low, high, original);
                    } else {
                      new RotaryScaling.Yarn(factor, original, high, low, 1, true);
                    }
                  })
              .getMessage();
      assertTrue(message.contains(said) || message.contains("must be above 0 and rise"), message);
    }
  }
}
