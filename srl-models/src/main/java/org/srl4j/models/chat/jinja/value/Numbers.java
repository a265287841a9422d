package org.srl4j.models.chat.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.srl4j.models.chat.jinja.token.TemplateException;

/**
 * Python's numbers: whole ones (Long, Boolean) up to 64 bits, and Double. A larger whole number of
 * the conversation (BigInteger) can be printed and compared, not computed with.
 */
public final class Numbers {
  private static final String TOO_LARGE = "a whole number is beyond 64 bits";
  private static final int MOST_DIGITS = 17;

  /** Python writes an exponent from here, and below 10^-4. */
  private static final int PLAIN_DIGITS = 16;

  private Numbers() {}

  /** Whether it is a number for Python; true and false are. */
  public static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  /** Whether it can be computed with as a whole number. */
  public static boolean isWhole(Object value) {
    return value instanceof Long || value instanceof Boolean;
  }

  /** A whole number. */
  static long whole(Object value) {
    return value instanceof Boolean truth ? truth ? 1 : 0 : (Long) value;
  }

  /** A whole number, or an error that names it. */
  public static long requireWhole(String name, Object value) {
    if (!isWhole(value)) {
      throw new TemplateException(
          name + ": must be a whole number, got " + PythonText.shown(value));
    }
    return whole(value);
  }

  /** As a double. */
  public static double real(Object value) {
    return isWhole(value) ? whole(value) : ((Number) value).doubleValue();
  }

  /** Less than 0, 0 or greater; exact for whole numbers too. */
  static int compare(Object left, Object right) {
    if (isWhole(left) && isWhole(right)) {
      return Long.compare(whole(left), whole(right));
    }
    double a = real(left);
    double b = real(right);
    boolean finite = Double.isFinite(a) && Double.isFinite(b);
    return finite ? exact(left).compareTo(exact(right)) : a < b ? -1 : a > b ? 1 : a == b ? 0 : 1;
  }

  private static BigDecimal exact(Object value) {
    if (value instanceof BigInteger large) {
      return new BigDecimal(large);
    }
    return isWhole(value) ? BigDecimal.valueOf(whole(value)) : new BigDecimal((Double) value);
  }

  /** {@code + - * / // % **} of two numbers. */
  public static Object arithmetic(String operator, Object left, Object right) {
    if (!isNumber(left) || !isNumber(right)) {
      throw Values.cannot("do '" + operator + "' with", left, right);
    }
    if (left instanceof BigInteger || right instanceof BigInteger) {
      throw new TemplateException(TOO_LARGE);
    }
    boolean division = operator.equals("/") || operator.equals("//") || operator.equals("%");
    if (division && real(right) == 0) {
      throw new TemplateException("division by zero");
    }
    boolean whole = isWhole(left) && isWhole(right) && !operator.equals("/");
    if (operator.equals("**")) {
      return power(left, right);
    }
    return whole
        ? (Object) wholes(operator, whole(left), whole(right))
        : (Object) reals(operator, real(left), real(right));
  }

  private static double reals(String operator, double a, double b) {
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "//" -> floorDivided(a, b);
      default -> remainder(a, b);
    };
  }

  /** With the sign of the divisor, as Python has it. */
  private static double remainder(double a, double b) {
    double rest = a % b;
    return rest == 0 ? Math.copySign(0, b) : (rest < 0) != (b < 0) ? rest + b : rest;
  }

  private static double floorDivided(double a, double b) {
    double quotient = (a - remainder(a, b)) / b;
    double floor = quotient == 0 ? Math.copySign(0, a / b) : Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  private static long wholes(String operator, long a, long b) {
    try {
      return switch (operator) {
        case "+" -> Math.addExact(a, b);
        case "-" -> Math.subtractExact(a, b);
        case "*" -> Math.multiplyExact(a, b);
        case "//" -> Math.floorDiv(a, b);
        default -> Math.floorMod(a, b);
      };
    } catch (ArithmeticException e) {
      throw new TemplateException(TOO_LARGE);
    }
  }

  private static Object power(Object left, Object right) {
    if (!isWhole(left) || !isWhole(right) || whole(right) < 0) {
      double result = Math.pow(real(left), real(right));
      if (!Double.isFinite(result)) {
        throw Values.cannot("do '**' with", left, right);
      }
      return result;
    }
    long base = whole(left);
    if (Math.abs(base) > 1 && whole(right) >= Long.SIZE) {
      throw new TemplateException(TOO_LARGE);
    }
    // A base of -1, 0 or 1 to a power is that to a small power of the same parity.
    long small = whole(right) < Long.SIZE ? whole(right) : Long.SIZE + whole(right) % 2;
    return requireLong(BigInteger.valueOf(base).pow((int) small));
  }

  /** A whole number of at most 64 bits. */
  public static Long requireLong(BigInteger value) {
    if (value.bitLength() >= Long.SIZE) {
      throw new TemplateException(TOO_LARGE);
    }
    return value.longValue();
  }

  /** A double as {@code repr} has it: the fewest digits that give it back. */
  public static String text(double value) {
    if (!Double.isFinite(value)) {
      return value != value ? "nan" : value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal shortest = exact;
    for (int digits = 1; digits <= MOST_DIGITS; digits++) {
      shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (shortest.doubleValue() == value) {
        break;
      }
    }
    shortest = shortest.stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent < -4 || exponent >= PLAIN_DIGITS) {
      return scientific(shortest.unscaledValue().toString(), exponent);
    }
    String plain = shortest.toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  private static String scientific(String unscaled, int exponent) {
    int first = unscaled.startsWith("-") ? 2 : 1;
    String rest = unscaled.substring(first);
    String digits = unscaled.substring(0, first) + (rest.isEmpty() ? "" : "." + rest);
    int size = Math.abs(exponent);
    return digits + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
  }
}
