package org.srl4j.eval.config;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Single values by the type of their record component. */
final class ValueParser {
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private static final Set<Class<?>> SINGLE =
      Set.of(
          int.class,
          Integer.class,
          long.class,
          Long.class,
          double.class,
          Double.class,
          boolean.class,
          Boolean.class,
          String.class);

  private ValueParser() {}

  /** Whether components of this type are single values. */
  static boolean isSingle(Class<?> type) {
    return SINGLE.contains(type) || type.isEnum();
  }

  /** The value; {@code key} is its dotted key. */
  static Object parse(Class<?> type, ConfigNode node, String key) {
    if (!(node instanceof ConfigNode.Scalar scalar) || scalar.text() == null) {
      throw wrong(node, key, describe(type));
    }
    Object value = value(type, scalar.text());
    if (value == null) {
      throw wrong(node, key, describe(type));
    }
    return value;
  }

  /** An exception for a value of the wrong kind. */
  static ConfigException wrong(ConfigNode node, String key, String allowed) {
    return new ConfigException(
        node.place(), key + ": must be " + allowed + ", got " + node.shown());
  }

  /** Null if the text is no such value. */
  private static Object value(Class<?> type, String text) {
    if (type == int.class || type == Integer.class) {
      return whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE) ? Integer.valueOf(text) : null;
    }
    if (type == long.class || type == Long.class) {
      return whole(text, Long.MIN_VALUE, Long.MAX_VALUE) ? Long.valueOf(text) : null;
    }
    if (type == double.class || type == Double.class) {
      boolean decimal = DECIMAL.matcher(text).matches();
      return decimal && Double.isFinite(Double.parseDouble(text)) ? Double.valueOf(text) : null;
    }
    if (type == boolean.class || type == Boolean.class) {
      return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
    }
    if (type == String.class) {
      return text;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> KeyNames.of((Enum<?>) constant).equals(text))
        .findFirst()
        .orElse(null);
  }

  private static boolean whole(String text, long least, long most) {
    if (!WHOLE.matcher(text).matches() || text.length() > 21) {
      return false;
    }
    BigInteger value = new BigInteger(text);
    return value.bitLength() < 64 && value.longValue() >= least && value.longValue() <= most;
  }

  private static String describe(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
    }
    if (type == long.class || type == Long.class) {
      return "a whole number of 64 bits";
    }
    if (type == double.class || type == Double.class) {
      return "a finite number such as 0.02 or 1e-6";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "a text";
    }
    return "one of "
        + Arrays.stream(type.getEnumConstants())
            .map(constant -> KeyNames.of((Enum<?>) constant))
            .collect(Collectors.joining(", "));
  }
}
