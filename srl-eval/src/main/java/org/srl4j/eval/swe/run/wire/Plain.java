package org.srl4j.eval.swe.run.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Values of the JDK that never change and are what their text says: copied. */
public final class Plain {
  private static final Set<String> TIMES =
      Set.of(
          "java.time.LocalDate",
          "java.time.LocalTime",
          "java.time.LocalDateTime",
          "java.time.Instant",
          "java.time.Duration",
          "java.time.Period",
          "java.time.Year",
          "java.time.YearMonth",
          "java.time.MonthDay");

  private Plain() {}

  /** Whether an object is one, or null. */
  public static boolean is(Object o) {
    return o == null
        || o instanceof Boolean
        || o instanceof Character
        || o instanceof String
        || o instanceof Byte
        || o instanceof Short
        || o instanceof Integer
        || o instanceof Long
        || o instanceof Float
        || o instanceof Double
        || o.getClass() == BigInteger.class
        || o.getClass() == BigDecimal.class
        || o instanceof OptionalInt
        || o instanceof OptionalLong
        || o instanceof OptionalDouble
        || TIMES.contains(o.getClass().getName())
        || isEnum(o);
  }

  private static boolean isEnum(Object o) {
    return o instanceof Enum<?> constant && constant.getDeclaringClass().getClassLoader() == null;
  }

  static boolean isOptional(Object o) {
    return o instanceof Optional;
  }

  /** What class and value are, as a text; two plain values are equal if these texts are. */
  public static String text(Object o) {
    return o == null ? "null" : o.getClass().getName() + " " + o;
  }

  static void write(DataOutputStream out, Object o) throws IOException {
    Text.write(out, o == null ? "" : name(o));
    if (o instanceof Double number) {
      out.writeLong(Double.doubleToRawLongBits(number));
    } else if (o instanceof Float number) {
      out.writeInt(Float.floatToRawIntBits(number));
    } else if (o instanceof OptionalInt number) {
      Text.write(out, number.isPresent() ? "" + number.getAsInt() : "");
    } else if (o instanceof OptionalLong number) {
      Text.write(out, number.isPresent() ? "" + number.getAsLong() : "");
    } else if (o instanceof OptionalDouble number) {
      Text.write(out, number.isPresent() ? "" + number.getAsDouble() : "");
    } else if (o instanceof Enum<?> constant) {
      Text.write(out, constant.name());
    } else if (o != null) {
      Text.write(out, o.toString());
    }
  }

  private static String name(Object o) {
    return o instanceof Enum<?> constant
        ? constant.getDeclaringClass().getName()
        : o.getClass().getName();
  }

  static Object read(DataInputStream in) throws IOException {
    String type = Text.read(in);
    try {
      return switch (type) {
        case "" -> null;
        case "java.lang.Double" -> Double.longBitsToDouble(in.readLong());
        case "java.lang.Float" -> Float.intBitsToFloat(in.readInt());
        default -> parse(type, Text.read(in));
      };
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new BrokenFrameException("no value of " + type + ": " + e);
    }
  }

  private static Object parse(String type, String text) throws ReflectiveOperationException {
    return switch (type) {
      case "java.lang.String" -> text;
      case "java.lang.Integer" -> Integer.valueOf(text);
      case "java.lang.Boolean" -> Boolean.valueOf(text);
      case "java.lang.Character" -> text.charAt(0);
      case "java.lang.Byte" -> Byte.valueOf(text);
      case "java.lang.Short" -> Short.valueOf(text);
      case "java.lang.Long" -> Long.valueOf(text);
      case "java.math.BigInteger" -> new BigInteger(text);
      case "java.math.BigDecimal" -> new BigDecimal(text);
      case "java.util.OptionalInt" ->
          text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
      case "java.util.OptionalLong" ->
          text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
      case "java.util.OptionalDouble" ->
          text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
      default -> TIMES.contains(type) ? time(type, text) : constant(type, text);
    };
  }

  private static Object time(String type, String text) throws ReflectiveOperationException {
    Class<?> found = Class.forName(type);
    try {
      return found.getMethod("parse", CharSequence.class).invoke(null, text);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static Object constant(String type, String name) throws ReflectiveOperationException {
    Class<?> found = Class.forName(type, false, ClassLoader.getPlatformClassLoader());
    Object[] constants = found.isEnum() ? found.getEnumConstants() : new Object[0];
    for (Object constant : constants) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new ClassNotFoundException(type + "." + name);
  }
}
