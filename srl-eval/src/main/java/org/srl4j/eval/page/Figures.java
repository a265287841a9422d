package org.srl4j.eval.page;

import java.util.Locale;
import org.srl4j.eval.metric.Interval;

/** How numbers look on the pages: shares as percent with one digit, a dash for NaN. */
public final class Figures {
  /** Shown for what was not measured. */
  public static final String NONE = "–";

  private Figures() {}

  /** A share as percent with one digit. */
  public static String percent(double share) {
    return Double.isNaN(share) ? NONE : fixed(100 * share, 1);
  }

  /** An interval of shares in brackets after a blank; nothing for null. */
  public static String percent(Interval interval) {
    return interval == null
        ? ""
        : " [" + percent(interval.low()) + ", " + percent(interval.high()) + "]";
  }

  /** A difference of shares in points, with its sign. */
  public static String points(double difference) {
    return (difference > 0 ? "+" : "") + percent(difference);
  }

  /** A standard error behind a sign; nothing for NaN. */
  public static String plusMinus(double share) {
    return Double.isNaN(share) ? "" : " ± " + percent(share);
  }

  /** A p-value: three decimals, below 0.001 two digits. */
  public static String pValue(double p) {
    if (Double.isNaN(p)) {
      return NONE;
    }
    return p < 0.001 ? String.format(Locale.ROOT, "%.1e", p) : fixed(p, 3);
  }

  /** A number with so many decimals. */
  public static String fixed(double value, int digits) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** A learning rate as people write it: 3e-4, not 3.0E-4. */
  public static String rate(double rate) {
    if (Double.isNaN(rate)) {
      return NONE;
    }
    return String.format(Locale.ROOT, "%.2e", rate)
        .replaceFirst("\\.?0+e", "e")
        .replaceFirst("e[+]?(-?)0?", "e$1")
        .replaceFirst("e0$", "");
  }

  /** A whole number with thousands separators. */
  public static String count(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%,.0f", value);
  }
}
