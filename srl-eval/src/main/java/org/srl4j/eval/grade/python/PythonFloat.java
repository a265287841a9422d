package org.srl4j.eval.grade.python;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Python's {@code float}: what it reads, how it prints, and when two are close. */
public final class PythonFloat {
  private static final String DIGITS = "\\p{Nd}++(?:_\\p{Nd}++)*+";
  private static final Pattern NUMBER =
      PythonText.pattern("[+-]?(?:DD(?:\\.(?:DD)?)?|\\.DD)(?:[eE][+-]?DD)?".replace("DD", DIGITS));
  private static final Pattern NAMED =
      Pattern.compile("([+-]?)(inf|infinity|nan)", Pattern.CASE_INSENSITIVE);
  private static final int MOST_DIGITS = 17;

  private PythonFloat() {}

  /**
   * {@code float(text)}: blanks around it, underscores between digits, {@code inf}, {@code nan} and
   * exponents count.
   *
   * @return empty where Python raises ValueError
   */
  public static OptionalDouble parse(String text) {
    String bare = PythonText.strip(text);
    if (NUMBER.matcher(bare).matches()) {
      return OptionalDouble.of(Double.parseDouble(PythonText.asciiDigits(bare.replace("_", ""))));
    }
    var named = NAMED.matcher(bare);
    if (!named.matches()) {
      return OptionalDouble.empty();
    }
    boolean nan = named.group(2).toLowerCase(Locale.ROOT).equals("nan");
    double size = nan ? Double.NaN : Double.POSITIVE_INFINITY;
    return OptionalDouble.of(named.group(1).equals("-") ? -size : size);
  }

  /**
   * {@code math.isclose(a, b, rel_tol=relative)} with its {@code abs_tol} of 0: only 0 is close to
   * 0, and an infinity only to itself.
   */
  public static boolean isClose(double a, double b, double relative) {
    if (a == b) {
      return true;
    }
    double difference = Math.abs(b - a);
    return !Double.isInfinite(a)
        && !Double.isInfinite(b)
        && (difference <= Math.abs(relative * b) || difference <= Math.abs(relative * a));
  }

  /** {@code str(value)} of a finite number in [1e-4, 1e16): the fewest digits that read back. */
  public static String shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal best = exact;
    for (int digits = MOST_DIGITS; digits > 0; digits--) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.doubleValue() != value) {
        break;
      }
      best = rounded;
    }
    String plain = best.stripTrailingZeros().toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }
}
