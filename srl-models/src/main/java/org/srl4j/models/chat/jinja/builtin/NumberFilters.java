package org.srl4j.models.chat.jinja.builtin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Characters;
import org.srl4j.models.chat.jinja.value.Numbers;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Undefined;
import org.srl4j.models.chat.jinja.value.Values;

/** Filters that make numbers. */
final class NumberFilters {
  private static final Pattern REAL =
      Pattern.compile(
          "[+-]?(\\d+(_\\d+)*\\.?(\\d+(_\\d+)*)?|\\.\\d+(_\\d+)*)([eE][+-]?\\d+(_\\d+)*)?");

  private static final Pattern SPECIAL =
      Pattern.compile("([+-]?)(inf|infinity|nan)", Pattern.CASE_INSENSITIVE);

  private static final int MAX_DIGITS = 1000;

  private NumberFilters() {}

  static Map<String, Filter> all() {
    Map<String, Filter> all = new HashMap<>();
    all.put("int", new Filter("default base", (v, a, b) -> whole(v, a)));
    all.put("float", new Filter("default", (v, a, b) -> real(v, a)));
    all.put("abs", new Filter("", (v, a, b) -> size(v)));
    all.put("round", new Filter("precision method", (v, a, b) -> round(v, a)));
    return all;
  }

  private static Object size(Object value) {
    if (!Numbers.isNumber(value)) {
      throw new TemplateException("filter 'abs': must be a number, got " + PythonText.shown(value));
    }
    if (value instanceof Double number) {
      return Math.abs(number);
    }
    boolean negative = Values.compare(value, 0L) < 0;
    return Numbers.arithmetic(negative ? "-" : "+", 0L, value);
  }

  private static Object whole(Object value, Arguments arguments) {
    requireDefined("int", value);
    if (Values.isText(value)) {
      long base = arguments.whole("base", 10);
      BigInteger digits = digits(value.toString(), (int) base);
      if (digits != null) {
        return Numbers.requireLong(digits);
      }
    } else if (Numbers.isWhole(value)) {
      return Numbers.requireWhole("value", value);
    }
    Double number = number(value);
    if (number == null || !Double.isFinite(number)) {
      if (value instanceof Double known && Double.isInfinite(known)) {
        throw new TemplateException("filter 'int': infinity is no whole number");
      }
      return arguments.get("default", 0L);
    }
    return Numbers.requireLong(new BigDecimal(number).toBigInteger());
  }

  private static void requireDefined(String name, Object value) {
    if (value instanceof Undefined undefined) {
      throw new TemplateException(
          "filter '" + name + "': '" + undefined.name() + "' is not defined");
    }
  }

  /** What Python's {@code int} reads, or null. */
  private static BigInteger digits(String text, int base) {
    String plain = Characters.strip(text, null, true, true).toLowerCase(Locale.ROOT);
    boolean negative = plain.startsWith("-");
    String rest = negative || plain.startsWith("+") ? plain.substring(1) : plain;
    String prefix = base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : "?";
    rest = rest.startsWith(prefix) ? rest.substring(2) : rest;
    if (base < 2 || base > 36) {
      throw new TemplateException("filter 'int': the base must be from 2 to 36, got " + base);
    }
    boolean formed = rest.matches("[0-9a-z]+(_[0-9a-z]+)*") && rest.length() <= MAX_DIGITS;
    String digits = rest.replace("_", "");
    if (!formed || digits.chars().anyMatch(c -> Character.digit(c, base) < 0)) {
      return null;
    }
    BigInteger value = new BigInteger(digits, base);
    return negative ? value.negate() : value;
  }

  private static Object real(Object value, Arguments arguments) {
    requireDefined("float", value);
    Double number = number(value);
    return number == null ? arguments.get("default", 0.0) : number;
  }

  /** What Python's {@code float} reads, or null. */
  private static Double number(Object value) {
    if (Numbers.isNumber(value)) {
      return Numbers.real(value);
    }
    if (!Values.isText(value)) {
      return null;
    }
    String text = Characters.strip(value.toString(), null, true, true);
    if (SPECIAL.matcher(text).matches()) {
      boolean nan = text.toLowerCase(Locale.ROOT).endsWith("nan");
      double infinity = Double.POSITIVE_INFINITY;
      return nan ? Double.NaN : text.startsWith("-") ? -infinity : infinity;
    }
    boolean formed = text.length() <= MAX_DIGITS && REAL.matcher(text).matches();
    return formed ? Double.valueOf(text.replace("_", "")) : null;
  }

  private static Object round(Object value, Arguments arguments) {
    long precision = arguments.whole("precision", 0);
    String method = arguments.text("method", "common");
    if (!method.equals("common") && !method.equals("ceil") && !method.equals("floor")) {
      throw new TemplateException(
          "filter 'round': the method must be common, ceil or floor, got " + method);
    }
    if (!Numbers.isNumber(value) || Math.abs(precision) > MAX_DIGITS) {
      throw new TemplateException(
          "filter 'round': cannot round " + PythonText.shown(value) + " to " + precision);
    }
    double number = Numbers.real(value);
    if (method.equals("common")) {
      return Numbers.isWhole(value) ? wholeRounded(value, precision) : rounded(number, precision);
    }
    double factor = Math.pow(10, precision);
    double moved = number * factor;
    return (method.equals("ceil") ? Math.ceil(moved) : Math.floor(moved)) / factor + 0.0;
  }

  private static Object wholeRounded(Object value, long precision) {
    BigDecimal exact = BigDecimal.valueOf(Numbers.requireWhole("value", value));
    BigDecimal rounded = exact.setScale((int) Math.min(0, precision), RoundingMode.HALF_EVEN);
    return Numbers.requireLong(rounded.toBigInteger());
  }

  private static Object rounded(double number, long precision) {
    if (!Double.isFinite(number)) {
      return number;
    }
    double result =
        new BigDecimal(number).setScale((int) precision, RoundingMode.HALF_EVEN).doubleValue();
    return result == 0 ? Math.copySign(result, number) : result;
  }
}
