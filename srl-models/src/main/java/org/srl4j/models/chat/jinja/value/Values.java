package org.srl4j.models.chat.jinja.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.srl4j.models.chat.jinja.token.TemplateException;

/** Python's operators on the values of templates. */
public final class Values {
  private static final int MAX_DEPTH = 50;

  private Values() {}

  /** Whether Python takes a value for true. */
  public static boolean truth(Object value) {
    if (value == null || value instanceof Undefined) {
      return false;
    }
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    return !sized(value) || size(value) > 0;
  }

  private static boolean sized(Object value) {
    return value instanceof String || value instanceof List || value instanceof Map;
  }

  /** {@code len(value)}, in code points of a string; 0 of an undefined variable. */
  public static long size(Object value) {
    if (value instanceof String text) {
      return text.codePointCount(0, text.length());
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    if (value instanceof List<?> list) {
      return list.size();
    }
    if (value instanceof Undefined) {
      return 0;
    }
    throw new TemplateException(PythonText.shown(value) + " has no length");
  }

  /** What a loop goes through: elements, characters or keys. */
  public static List<Object> elements(Object value, Budget budget) {
    budget.pay(value instanceof List ? 1 : Budget.ELEMENT * cost(value));
    if (value instanceof List<?> list) {
      return Collections.unmodifiableList(list);
    }
    if (value instanceof Map<?, ?> map) {
      return new ArrayList<>(map.keySet());
    }
    if (value instanceof String text) {
      return new ArrayList<>(text.codePoints().mapToObj(Character::toString).toList());
    }
    if (value instanceof Undefined) {
      return List.of();
    }
    throw new TemplateException(PythonText.shown(value) + " cannot be looped over");
  }

  /** About what it takes to read a value once, without what is inside its elements. */
  static long cost(Object value) {
    if (value instanceof String text) {
      return text.length();
    }
    return value instanceof List<?> list
        ? list.size()
        : value instanceof Map<?, ?> map ? map.size() : 1;
  }

  /** {@code ==}. */
  public static boolean equal(Object left, Object right, Budget budget) {
    return equal(left, right, 0, budget);
  }

  private static boolean equal(Object left, Object right, int depth, Budget budget) {
    budget.pay(Math.min(cost(left), cost(right)));
    if (depth > MAX_DEPTH) {
      throw new TemplateException("more than " + MAX_DEPTH + " lists inside each other");
    }
    if (isNumber(left) && isNumber(right)) {
      return number(left) == number(right);
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      boolean same = a.size() == b.size();
      for (int i = 0; same && i < a.size(); i++) {
        same = equal(a.get(i), b.get(i), depth + 1, budget);
      }
      return same;
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      boolean same = a.keySet().equals(b.keySet());
      for (Object key : same ? a.keySet() : List.of()) {
        same &= equal(a.get(key), b.get(key), depth + 1, budget);
      }
      return same;
    }
    if (left instanceof Undefined || left instanceof Namespace) {
      return left.getClass().isInstance(right) && (left instanceof Undefined || left == right);
    }
    return left == null ? right == null : left.equals(right);
  }

  /** Less than 0, 0 or greater, of two numbers or two strings. */
  public static int compare(Object left, Object right) {
    if (isNumber(left) && isNumber(right)) {
      return Double.compare(number(left), number(right));
    }
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b);
    }
    throw cannot("compare", left, right);
  }

  /** {@code left in right}. */
  public static boolean contains(Object right, Object left, Budget budget) {
    budget.pay(cost(right));
    if (right instanceof String text) {
      if (left instanceof String part) {
        return text.contains(part);
      }
      throw cannot("look with 'in' for", left, right);
    }
    if (right instanceof Map<?, ?> map) {
      return left instanceof String && map.containsKey(left);
    }
    return elements(right, budget).stream().anyMatch(element -> equal(element, left, budget));
  }

  private static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  private static double number(Object value) {
    return value instanceof Boolean truth ? truth ? 1 : 0 : ((Number) value).doubleValue();
  }

  private static boolean isWhole(Object value) {
    return value instanceof Long || value instanceof Boolean;
  }

  private static long whole(Object value) {
    return value instanceof Boolean truth ? truth ? 1 : 0 : (Long) value;
  }

  /** A whole number, e.g. an index. */
  public static long requireWhole(Object value) {
    if (!isWhole(value)) {
      throw new TemplateException("must be a whole number, got " + PythonText.shown(value));
    }
    return whole(value);
  }

  /** {@code +} of numbers, strings or lists. */
  public static Object add(Object left, Object right, Budget budget) {
    if (left instanceof String a && right instanceof String b) {
      budget.pay((long) a.length() + b.length());
      return a + b;
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      budget.pay(Budget.ELEMENT * ((long) a.size() + b.size()));
      List<Object> all = new ArrayList<>(a);
      all.addAll(b);
      return all;
    }
    return arithmetic("+", left, right);
  }

  /** {@code *} of numbers, or of a string and a whole number. */
  public static Object multiply(Object left, Object right, Budget budget) {
    if (left instanceof String text && isWhole(right)) {
      long times = Math.max(0, whole(right));
      budget.pay(times > Budget.UNITS ? times : times * text.length());
      return text.repeat((int) times);
    }
    return left instanceof Long && right instanceof String
        ? multiply(right, left, budget)
        : arithmetic("*", left, right);
  }

  /** {@code - / // %} and, of numbers, {@code + *}. */
  public static Object arithmetic(String operator, Object left, Object right) {
    if (!isNumber(left) || !isNumber(right)) {
      throw cannot("do '" + operator + "' with", left, right);
    }
    boolean division = operator.equals("/") || operator.equals("//") || operator.equals("%");
    if (division && number(right) == 0) {
      throw new TemplateException("division by zero");
    }
    if (isWhole(left) && isWhole(right) && !operator.equals("/")) {
      return wholes(operator, whole(left), whole(right));
    }
    double a = number(left);
    double b = number(right);
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "//" -> Math.floor(a / b);
      default -> a - b * Math.floor(a / b);
    };
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
      throw new TemplateException("a whole number is beyond 64 bits");
    }
  }

  private static TemplateException cannot(String what, Object left, Object right) {
    return new TemplateException(
        "cannot " + what + " " + PythonText.shown(left) + " and " + PythonText.shown(right));
  }

  /** {@code target[key]}: an element, a character, an entry or a field; undefined if not there. */
  public static Object item(Object target, Object key, Budget budget) {
    if (target instanceof Undefined undefined) {
      throw new TemplateException("'" + undefined.name() + "' is not defined");
    }
    if (target instanceof Map<?, ?> map && key instanceof String && map.containsKey(key)) {
      return map.get(key);
    }
    if (target instanceof Namespace space && key instanceof String) {
      return space.fields().getOrDefault(key, new Undefined(key.toString()));
    }
    if (isWhole(key) && (target instanceof List || target instanceof String)) {
      budget.pay(target instanceof List ? 1 : cost(target));
      long index = whole(key) < 0 ? whole(key) + size(target) : whole(key);
      if (index >= 0 && index < size(target)) {
        return target instanceof List<?> list
            ? list.get((int) index)
            : character((String) target, (int) index);
      }
    }
    return new Undefined(key instanceof String name ? name : PythonText.shown(key));
  }

  private static String character(String text, int index) {
    return Character.toString(text.codePointAt(text.offsetByCodePoints(0, index)));
  }

  /** {@code target[from:to:step]}; null stands for a bound that is left out. */
  public static Object slice(Object target, Object[] bounds, Budget budget) {
    List<Object> all = elements(target, budget);
    Object from = bounds[0];
    Object to = bounds[1];
    long by = bounds[2] == null ? 1 : requireWhole(bounds[2]);
    by = Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, by));
    if (by == 0) {
      throw new TemplateException("a slice's step must not be 0");
    }
    int size = all.size();
    long low = by > 0 ? 0 : -1;
    long high = by > 0 ? size : size - 1L;
    long start = from == null ? (by > 0 ? low : high) : bound(from, size, low, high);
    long end = to == null ? (by > 0 ? high : low) : bound(to, size, low, high);
    budget.pay(Budget.ELEMENT * size);
    List<Object> part = new ArrayList<>();
    for (long i = start; by > 0 ? i < end : i > end; i += by) {
      part.add(all.get((int) i));
    }
    if (target instanceof String) {
      StringBuilder text = new StringBuilder();
      part.forEach(text::append);
      return text.toString();
    }
    return part;
  }

  private static long bound(Object value, int size, long low, long high) {
    long index = requireWhole(value);
    return Math.max(low, Math.min(high, index < 0 ? index + size : index));
  }
}
