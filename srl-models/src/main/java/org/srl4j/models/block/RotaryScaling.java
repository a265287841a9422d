package org.srl4j.models.block;

/**
 * How a decoder's rotary embedding is stretched to sequences longer than those it was first trained
 * on: other frequencies, and for YaRN a factor on what is rotated. Both are the same at every
 * position and length. Formulas are those of transformers' {@code modeling_rope_utils}.
 */
public sealed interface RotaryScaling {

  /** Not at all. */
  RotaryScaling NONE = new None();

  /** Of pair {@code pair} of {@code pairs}, turns of {@code base^(-pair/pairs)} a position. */
  double frequency(int pair, int pairs, double base);

  /** What cosine and sine are multiplied by. */
  default double amplitude() {
    return 1;
  }

  private static double plain(int pair, int pairs, double base) {
    return StrictMath.pow(base, -(double) pair / pairs);
  }

  private static void require(boolean holds, String fault, Object got) {
    if (!holds) {
      throw new IllegalArgumentException(fault + ", got " + got);
    }
  }

  private static boolean isAtLeast(double value, double least) {
    return value >= least && Double.isFinite(value);
  }

  /** Frequencies as they are. */
  record None() implements RotaryScaling {
    @Override
    public double frequency(int pair, int pairs, double base) {
      return plain(pair, pairs, base);
    }
  }

  /**
   * Every frequency divided (Chen et al., arXiv:2306.15595).
   *
   * @param factor at least 1
   */
  record Linear(double factor) implements RotaryScaling {
    /** Checks the range. */
    public Linear {
      require(isAtLeast(factor, 1), "factor: must be at least 1", factor);
    }

    @Override
    public double frequency(int pair, int pairs, double base) {
      return plain(pair, pairs, base) / factor;
    }
  }

  /**
   * Long wavelengths stretched, short ones kept, those between mixed (Llama 3.1).
   *
   * @param factor of long wavelengths, at least 1
   * @param lowFactor the original length over it is the shortest wavelength that is stretched whole
   * @param highFactor above {@code lowFactor}; the original length over it is the longest one kept
   * @param originalLength positions of the first training, at least 1
   */
  record Llama3(double factor, double lowFactor, double highFactor, int originalLength)
      implements RotaryScaling {
    /** Checks ranges. */
    public Llama3 {
      require(isAtLeast(factor, 1), "factor: must be at least 1", factor);
      require(
          lowFactor > 0 && highFactor > lowFactor && Double.isFinite(highFactor),
          "low_freq_factor, high_freq_factor: must be above 0 and rise",
          lowFactor + ", " + highFactor);
      require(originalLength >= 1, "originalLength: must be at least 1", originalLength);
    }

    @Override
    public double frequency(int pair, int pairs, double base) {
      double frequency = plain(pair, pairs, base);
      double turns = originalLength * frequency / (2 * Math.PI); // in the original length
      double kept = Math.min(1, Math.max(0, (turns - lowFactor) / (highFactor - lowFactor)));
      return kept == 1 ? frequency : (1 - kept) * frequency / factor + kept * frequency;
    }
  }

  /**
   * Pairs that turn seldom stretched, those that turn often kept, a ramp between; and sharper
   * attention (Peng et al., arXiv:2309.00071).
   *
   * @param factor of the stretch, at least 1
   * @param originalLength positions of the first training, at least 1
   * @param betaFast turns in the original length from which a pair is kept
   * @param betaSlow turns up to which it is stretched whole; above 0 and below {@code betaFast}
   * @param amplitude on cosine and sine, above 0
   * @param truncated whether the ramp begins and ends at whole pairs
   */
  record Yarn(
      double factor,
      int originalLength,
      double betaFast,
      double betaSlow,
      double amplitude,
      boolean truncated)
      implements RotaryScaling {
    /** Checks ranges. */
    public Yarn {
      require(isAtLeast(factor, 1), "factor: must be at least 1", factor);
      require(originalLength >= 1, "originalLength: must be at least 1", originalLength);
      require(
          betaSlow > 0 && betaFast > betaSlow && Double.isFinite(betaFast),
          "beta_slow, beta_fast: must be above 0 and rise",
          betaSlow + ", " + betaFast);
      require(amplitude > 0 && Double.isFinite(amplitude), "amplitude: must be above 0", amplitude);
    }

    /** The amplitude that the paper proposes (eq. 22), {@code 0.1 mscale ln(factor) + 1}. */
    public static double proposedAmplitude(double factor, double mscale) {
      return factor <= 1 ? 1 : 0.1 * mscale * Math.log(factor) + 1;
    }

    @Override
    public double frequency(int pair, int pairs, double base) {
      double low = turning(betaFast, pairs, base);
      double high = turning(betaSlow, pairs, base);
      low = Math.max(0, truncated ? Math.floor(low) : low);
      high = Math.min(2 * pairs - 1, truncated ? Math.ceil(high) : high);
      double width = low == high ? 0.001 : high - low;
      double stretched = Math.min(1, Math.max(0, (pair - low) / width));
      double frequency = plain(pair, pairs, base);
      return frequency / factor * stretched + frequency * (1 - stretched);
    }

    /** The pair, with a fraction, that turns so often in the original length. */
    private double turning(double turns, int pairs, double base) {
      return pairs * Math.log(originalLength / (turns * 2 * Math.PI)) / Math.log(base);
    }
  }
}
