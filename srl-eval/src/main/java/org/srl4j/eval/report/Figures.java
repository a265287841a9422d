package org.srl4j.eval.report;

import java.util.Locale;
import org.srl4j.eval.metric.Interval;

/** How numbers look on the pages: shares as percent with one digit, a dash for NaN. */
final class Figures {
  /** Shown for what was not measured. */
  static final String NONE = "–";

  private Figures() {}

  static String percent(double share) {
    return Double.isNaN(share) ? NONE : fixed(100 * share, 1);
  }

  static String percent(Interval interval) {
    return interval == null
        ? ""
        : " [" + percent(interval.low()) + ", " + percent(interval.high()) + "]";
  }

  static String points(double difference) {
    return (difference > 0 ? "+" : "") + percent(difference);
  }

  static String plusMinus(double share) {
    return Double.isNaN(share) ? "" : " ± " + percent(share);
  }

  static String pValue(double p) {
    if (Double.isNaN(p)) {
      return NONE;
    }
    return p < 0.001 ? String.format(Locale.ROOT, "%.1e", p) : fixed(p, 3);
  }

  static String fixed(double value, int digits) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** A learning rate as people write it: 3e-4, not 3.0E-4. */
  static String rate(double rate) {
    if (Double.isNaN(rate)) {
      return NONE;
    }
    return String.format(Locale.ROOT, "%.2e", rate)
        .replaceFirst("\\.?0+e", "e")
        .replaceFirst("e[+]?(-?)0?", "e$1")
        .replaceFirst("e0$", "");
  }

  static String count(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%,.0f", value);
  }

  /** A decoding mode for people; unknown modes are shown as they are. */
  static String decoding(String mode) {
    return switch (mode) {
      case DecodingResult.STEP_LOOP -> "step loop";
      case DecodingResult.ONE_PASS -> "one pass";
      default -> mode;
    };
  }
}
