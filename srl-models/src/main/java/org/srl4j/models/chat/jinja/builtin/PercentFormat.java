package org.srl4j.models.chat.jinja.builtin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.Markup;
import org.srl4j.models.chat.jinja.value.Numbers;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Sequence;
import org.srl4j.models.chat.jinja.value.Values;

/** Python's {@code text % values}, with the conversions s, r, d, i, f, x, X, o and the sign %. */
public final class PercentFormat {
  private static final Pattern FIELD =
      Pattern.compile(
          "%(?:\\((\\w*)\\))?([-+ 0#]*)(\\d{0,4})(?:\\.(\\d{1,3}))?(.)", Pattern.DOTALL);

  private final Object values;
  private final Budget budget;
  private int used;

  private PercentFormat(Object values, Budget budget) {
    this.values = values;
    this.budget = budget;
  }

  /**
   * Formats.
   *
   * @param values a tuple of values, a mapping for names, or one value
   */
  public static String format(Object format, Object values, Budget budget) {
    if (format instanceof Markup) {
      throw new TemplateException("text marked with 'safe' or 'escape' cannot be a format here");
    }
    return formatted(PythonText.str(format, budget), values, budget);
  }

  private static String formatted(String text, Object values, Budget budget) {
    PercentFormat format = new PercentFormat(values, budget);
    StringBuilder out = new StringBuilder();
    Matcher field = FIELD.matcher(text);
    int from = 0;
    for (int cut = text.indexOf('%'); cut >= 0; cut = text.indexOf('%', from)) {
      if (!field.find(cut) || field.start() != cut) {
        throw new TemplateException("malformed format after '%': " + PythonText.shown(text));
      }
      String made = field.group(5).equals("%") ? "%" : format.field(field);
      budget.pay(made.length());
      out.append(text, from, cut).append(made);
      from = field.end();
    }
    format.requireAllUsed();
    return out.append(text.substring(from)).toString();
  }

  private List<?> places() {
    return values instanceof Sequence tuple && tuple.isTuple() ? tuple : null;
  }

  private void requireAllUsed() {
    List<?> all = places();
    boolean left = all == null ? used == 0 && !isMapping() : used < all.size();
    if (left) {
      throw new TemplateException("not all values are used by the format");
    }
  }

  /** Python lets mappings and lists be left over. */
  private boolean isMapping() {
    return values instanceof Map || values instanceof List;
  }

  private Object next(String name) {
    if (name != null) {
      if (values instanceof Map<?, ?> map && map.containsKey(name)) {
        return map.get(name);
      }
      throw new TemplateException("the format's name '" + name + "' has no value");
    }
    List<?> all = places();
    if (used >= (all == null ? 1 : all.size())) {
      throw new TemplateException("too few values for the format");
    }
    return all == null ? one() : all.get(used++);
  }

  private Object one() {
    used++;
    return values;
  }

  private String field(Matcher field) {
    Object value = next(field.group(1));
    String flags = field.group(2);
    String precision = field.group(4);
    char kind = field.group(5).charAt(0);
    if (flags.contains("#")) {
      throw new TemplateException("the format's flag '#' is not supported");
    }
    String body =
        switch (kind) {
          case 's' -> cut(PythonText.str(value, budget), precision);
          case 'r' -> cut(PythonText.repr(value, budget), precision);
          case 'd', 'i', 'u', 'x', 'X', 'o' -> whole(kind, value, precision);
          case 'f', 'F' -> real(value, precision);
          default -> throw new TemplateException("the format '%" + kind + "' is not supported");
        };
    boolean number = "diuxXofF".indexOf(kind) >= 0;
    return padded(number ? signed(body, flags) : body, number, field);
  }

  private static String cut(String text, String precision) {
    int most = precision == null ? Integer.MAX_VALUE : Integer.parseInt(precision);
    boolean longer = text.codePointCount(0, text.length()) > most;
    return longer ? text.substring(0, text.offsetByCodePoints(0, most)) : text;
  }

  private static String whole(char kind, Object value, String precision) {
    boolean decimal = "diu".indexOf(kind) >= 0;
    boolean fits = Numbers.isWhole(value) || decimal && value instanceof Double;
    if (!fits || precision != null) {
      throw new TemplateException("%" + kind + ": cannot format " + PythonText.shown(value));
    }
    long number = (long) Numbers.real(value);
    if (Numbers.isWhole(value)) {
      number = Numbers.requireWhole("value", value);
    }
    String digits =
        switch (kind) {
          case 'x' -> Long.toString(number, 16);
          case 'X' -> Long.toString(number, 16).toUpperCase(Locale.ROOT);
          case 'o' -> Long.toString(number, 8);
          default -> Long.toString(number);
        };
    return digits;
  }

  private static String real(Object value, String precision) {
    if (!Numbers.isNumber(value) || !Double.isFinite(Numbers.real(value))) {
      throw new TemplateException("%f: cannot format " + PythonText.shown(value));
    }
    double number = Numbers.real(value);
    int places = precision == null ? 6 : Integer.parseInt(precision);
    String digits = new BigDecimal(number).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
    boolean lostSign = Math.copySign(1, number) < 0 && !digits.startsWith("-");
    return lostSign ? "-" + digits : digits;
  }

  private static String signed(String digits, String flags) {
    String sign = flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
    return digits.startsWith("-") ? digits : sign + digits;
  }

  private static String padded(String body, boolean number, Matcher field) {
    int width = field.group(3).isEmpty() ? 0 : Integer.parseInt(field.group(3));
    String gap = " ".repeat((int) Math.max(0, width - Values.size(body)));
    if (field.group(2).contains("-")) {
      return body + gap;
    }
    if (!number || !field.group(2).contains("0")) {
      return gap + body;
    }
    int sign = "+- ".indexOf(body.charAt(0)) >= 0 ? 1 : 0;
    return body.substring(0, sign) + gap.replace(' ', '0') + body.substring(sign);
  }
}
