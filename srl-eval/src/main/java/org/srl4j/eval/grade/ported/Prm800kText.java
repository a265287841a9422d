package org.srl4j.eval.grade.ported;

import static org.srl4j.eval.grade.python.PythonText.pattern;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.grade.python.PythonFloat;
import org.srl4j.eval.grade.python.PythonText;

/** The two normalisations of prm800k: the one of its mathd part and its own. */
final class Prm800kText {
  private static final Pattern ENCLOSING_TEXT = pattern("^\\\\text\\{(.+?)\\}$");
  private static final List<Pattern> UNITS =
      List.of(
              "degree",
              "cm",
              "centimeter",
              "meter",
              "mile",
              "second",
              "minute",
              "hour",
              "day",
              "week",
              "month",
              "year",
              "foot",
              "feet",
              "inch",
              "yard")
          .stream()
          .map(unit -> pattern(unit + "(es)?(s)? *(\\^[0-9]+)?"))
          .toList();
  private static final Pattern DEGREE = pattern("\\^ *\\\\circ");
  private static final Pattern THIN_COMMA = pattern(",\\\\! *");
  private static final Pattern MINUS = pattern("- *");
  private static final Pattern MIXED = pattern("([0-9]) +([0-9])");
  private static final Pattern THOUSANDS = pattern("(\\p{Nd}),(\\p{Nd}\\p{Nd}\\p{Nd})($|\\P{Nd})");
  private static final double WHOLE = 1e-7;

  private Prm800kText() {}

  /** The mathd part: like hendrycks, after an enclosing {@code \text} is taken off. */
  static String mathd(String answer) {
    String text = PythonText.strip(answer);
    Matcher enclosed = ENCLOSING_TEXT.matcher(text);
    String bare = enclosed.find() ? PythonText.strip(enclosed.group(1)) : text;
    return HendrycksText.normalised(bare).orElse(bare);
  }

  /** The grader's own {@code _normalize}. */
  static String normalised(String answer) {
    Matcher enclosed = ENCLOSING_TEXT.matcher(answer);
    String text =
        (enclosed.find() ? enclosed.group(1) : answer)
            .replace("\\%", "%")
            .replace("\\$", "$")
            .replace("$", "")
            .replace("%", "")
            .replace(" or ", " , ")
            .replace(" and ", " , ")
            .replace("million", "*10^6")
            .replace("billion", "*10^9")
            .replace("trillion", "*10^12");
    for (Pattern unit : UNITS) {
      text = unit.matcher(text).replaceAll("");
    }
    text = DEGREE.matcher(text).replaceAll("");
    if (text.startsWith("{") && text.endsWith("}")) {
      text = text.length() < 2 ? "" : text.substring(1, text.length() - 1);
    }
    text = wholeNumber(THIN_COMMA.matcher(text).replaceAll(""));
    if (text.contains("\\")) {
      text = LatexText.plain(text);
    }
    text = MINUS.matcher(text).replaceAll("-");
    text = MIXED.matcher(text).replaceAll("$1+$2");
    text = text.replace(" ", "").replace("{", "").replace("}", "").toLowerCase(Locale.ROOT);
    return isInteger(text)
        ? new BigDecimal(PythonFloat.parse(text.replace(",", "")).orElseThrow())
            .toBigInteger()
            .toString()
        : text;
  }

  private static String wholeNumber(String text) {
    OptionalDouble number = PythonFloat.parse(text);
    return number.isPresent() && isWhole(number.getAsDouble())
        ? new BigDecimal(Math.rint(number.getAsDouble())).toBigInteger().toString()
        : text;
  }

  private static boolean isWhole(double number) {
    return Double.isFinite(number) && Math.abs(number - Math.rint(number)) <= WHOLE;
  }

  /** Whether the text is a whole number, with or without thousands commas. */
  static boolean isInteger(String text) {
    OptionalDouble number = PythonFloat.parse(withoutThousandsCommas(text));
    return number.isPresent() && isWhole(number.getAsDouble());
  }

  /** Deletes commas before exactly three digits, again and again. */
  static String withoutThousandsCommas(String text) {
    String before = text;
    while (true) {
      String after = THOUSANDS.matcher(before).replaceAll("$1$2$3");
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
  }
}
