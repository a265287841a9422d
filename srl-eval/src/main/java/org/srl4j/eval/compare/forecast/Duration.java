package org.srl4j.eval.compare.forecast;

import java.util.Locale;

/** Seconds in words. */
final class Duration {
  private static final double MINUTE = 60;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;

  private Duration() {}

  /** Two digits and the unit that suits: {@code 0.35 s}, {@code 42 s}, {@code 5.8 min}. */
  static String text(double seconds) {
    if (seconds < 2 * MINUTE) {
      return number(seconds) + " s";
    }
    if (seconds < 2 * HOUR) {
      return number(seconds / MINUTE) + " min";
    }
    return seconds < 2 * DAY ? number(seconds / HOUR) + " h" : number(seconds / DAY) + " days";
  }

  private static String number(double value) {
    int digits = value >= 10 ? 0 : value >= 1 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
