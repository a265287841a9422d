package org.srl4j.core.prepare;

import java.util.regex.Pattern;

/** The calculator marks {@code <<48/2=24>>} of GSM8K and of sets made from it. */
final class CalculatorMarks {
  private static final Pattern MARK = Pattern.compile("<<[^<>]*>>");

  private CalculatorMarks() {}

  static String strip(String text) {
    return MARK.matcher(text).replaceAll("");
  }
}
