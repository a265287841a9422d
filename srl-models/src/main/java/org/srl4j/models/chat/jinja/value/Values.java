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

  /** Whether it is a string. */
  public static boolean isText(Object value) {
    return value instanceof String || value instanceof Markup;
  }

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
    if (Sequence.isGenerator(value)) {
      return true;
    }
    return !sized(value) || size(value) > 0;
  }

  private static boolean sized(Object value) {
    return isText(value) || value instanceof List || value instanceof Map;
  }

  /** {@code len(value)}, in code points of a string; 0 of an undefined variable. */
  public static long size(Object value) {
    if (isText(value)) {
      String text = PythonText.plain(value);
      return text.codePointCount(0, text.length());
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    if (Sequence.isGenerator(value)) {
      throw new TemplateException("a generator has no length; put '| list' after it");
    }
    if (value instanceof List<?> list) {
      return list.size();
    }
    if (value instanceof Undefined) {
      return 0;
    }
    throw new TemplateException(PythonText.shown(value) + " has no length");
  }

  /** Whether a loop can go through it. */
  public static boolean isIterable(Object value) {
    return sized(value) || value instanceof Undefined;
  }

  /** Whether it has a length and places or keys. */
  public static boolean isSequence(Object value) {
    return isIterable(value) && (!(value instanceof Sequence) || Sequence.isIndexed(value));
  }

  /** What a loop goes through: elements, characters or keys; a generator then has no more. */
  public static List<Object> elements(Object value, Budget budget) {
    budget.pay(value instanceof List ? 1 : Budget.ELEMENT * cost(value));
    if (value instanceof Sequence sequence) {
      return Collections.unmodifiableList(sequence.taken());
    }
    if (value instanceof List<?> list) {
      return Collections.unmodifiableList(list);
    }
    if (value instanceof Map<?, ?> map) {
      return new ArrayList<>(map.keySet());
    }
    if (isText(value)) {
      String text = PythonText.plain(value);
      return new ArrayList<>(text.codePoints().mapToObj(Character::toString).toList());
    }
    if (value instanceof Undefined) {
      return List.of();
    }
    throw new TemplateException(PythonText.shown(value) + " cannot be looped over");
  }

  /** About what it takes to read a value once, without what is inside its elements. */
  static long cost(Object value) {
    if (isText(value)) {
      return PythonText.plain(value).length();
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
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return Numbers.compare(left, right) == 0;
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return sameKind(a, b) && equalLists(a, b, depth, budget);
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      boolean same = a.keySet().equals(b.keySet());
      for (Object key : same ? a.keySet() : List.of()) {
        same &= equal(a.get(key), b.get(key), depth + 1, budget);
      }
      return same;
    }
    if (left instanceof Undefined || right instanceof Undefined) {
      return left instanceof Undefined && right instanceof Undefined;
    }
    if (isText(left) && isText(right)) {
      return PythonText.plain(left).equals(PythonText.plain(right));
    }
    return left == right;
  }

  /** Views and generators equal themselves alone, lists no tuples. */
  private static boolean sameKind(List<?> a, List<?> b) {
    boolean tuples = isTuple(a) && isTuple(b);
    boolean ranges = Sequence.isIndexed(a) && Sequence.isIndexed(b) && !isTuple(a) && !isTuple(b);
    return a == b || tuples || ranges && a instanceof Sequence == b instanceof Sequence;
  }

  private static boolean isTuple(Object value) {
    return value instanceof Sequence sequence && sequence.isTuple();
  }

  private static boolean equalLists(List<?> a, List<?> b, int depth, Budget budget) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = equal(a.get(i), b.get(i), depth + 1, budget);
    }
    return same;
  }

  /** Less than 0, 0 or greater, of two numbers, two strings, two lists or two tuples. */
  public static int compare(Object left, Object right) {
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return Numbers.compare(left, right);
    }
    if (isText(left) && isText(right)) {
      return Characters.compare(PythonText.plain(left), PythonText.plain(right));
    }
    boolean lists = left instanceof List && right instanceof List;
    if (lists && Sequence.isIndexed(left) && isTuple(left) == isTuple(right)) {
      List<?> a = (List<?>) left;
      List<?> b = (List<?>) right;
      for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
        if (!equal(a.get(i), b.get(i), new Budget())) {
          return compare(a.get(i), b.get(i));
        }
      }
      return Integer.compare(a.size(), b.size());
    }
    throw cannot("compare", left, right);
  }

  /** {@code left in right}. */
  public static boolean contains(Object right, Object left, Budget budget) {
    budget.pay(cost(right));
    if (isText(right)) {
      if (isText(left)) {
        return PythonText.plain(right).contains(PythonText.plain(left));
      }
      throw cannot("look with 'in' for", left, right);
    }
    if (right instanceof Map<?, ?> map) {
      return Keys.has(map, left);
    }
    return elements(right, budget).stream().anyMatch(element -> equal(element, left, budget));
  }

  /** {@code +} of numbers, strings, lists or tuples. */
  public static Object add(Object left, Object right, Budget budget) {
    if (left instanceof String a && right instanceof String b) {
      budget.pay((long) a.length() + b.length());
      return a + b;
    }
    if (isText(left) && isText(right)) {
      return new Markup(Markup.escape(left).text() + Markup.escape(right).text());
    }
    boolean lists = left instanceof List && right instanceof List;
    if (lists && isTuple(left) == isTuple(right) && isJoinable(left) && isJoinable(right)) {
      List<?> a = (List<?>) left;
      List<?> b = (List<?>) right;
      budget.pay(Budget.ELEMENT * ((long) a.size() + b.size()));
      List<Object> all = new ArrayList<>(a);
      all.addAll(b);
      return isTuple(left) ? Sequence.of(Sequence.Kind.TUPLE, all) : all;
    }
    return Numbers.arithmetic("+", left, right);
  }

  private static boolean isJoinable(Object value) {
    return isTuple(value) || !(value instanceof Sequence);
  }

  /** {@code *} of numbers, or of a string or list and a whole number. */
  public static Object multiply(Object left, Object right, Budget budget) {
    if (Numbers.isWhole(left) && !Numbers.isNumber(right)) {
      return multiply(right, left, budget);
    }
    if (!Numbers.isWhole(right) || !(left instanceof String || left instanceof List)) {
      return Numbers.arithmetic("*", left, right);
    }
    long times = Math.max(0, Numbers.whole(right));
    long cost = Math.max(1, cost(left)) * (left instanceof String ? 1 : Budget.ELEMENT);
    budget.pay(times > Budget.UNITS ? times : times * cost);
    if (left instanceof String text) {
      return text.repeat((int) times);
    }
    if (!isJoinable(left)) {
      throw cannot("do '*' with", left, right);
    }
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      all.addAll((List<?>) left);
    }
    return isTuple(left) ? Sequence.of(Sequence.Kind.TUPLE, all) : all;
  }

  /** An operator that these values do not have. */
  public static TemplateException cannot(String what, Object left, Object right) {
    return new TemplateException(
        "cannot " + what + " " + PythonText.shown(left) + " and " + PythonText.shown(right));
  }

  /** {@code target[key]}: an element, a character, an entry or a field; undefined if not there. */
  public static Object item(Object target, Object key, Budget budget) {
    if (target instanceof Undefined undefined) {
      throw new TemplateException("'" + undefined.name() + "' is not defined");
    }
    if (target instanceof Map<?, ?> map && Keys.has(map, key)) {
      return Keys.get(map, key);
    }
    if (target instanceof Attributes space && isText(key)) {
      return space.field(PythonText.plain(key));
    }
    if (Numbers.isWhole(key) && (Sequence.isIndexed(target) || isText(target))) {
      budget.pay(target instanceof List ? 1 : cost(target));
      long size = size(target);
      long index = Numbers.whole(key) < 0 ? Numbers.whole(key) + size : Numbers.whole(key);
      if (index >= 0 && index < size) {
        return target instanceof List<?> list
            ? list.get((int) index)
            : character(PythonText.plain(target), (int) index);
      }
    }
    return new Undefined(isText(key) ? PythonText.plain(key) : PythonText.shown(key));
  }

  private static String character(String text, int index) {
    return Character.toString(text.codePointAt(text.offsetByCodePoints(0, index)));
  }

  /** {@code target[from:to:step]}; null stands for a bound that is left out. */
  public static Object slice(Object target, Object[] bounds, Budget budget) {
    if (!isText(target) && !Sequence.isIndexed(target)) {
      throw new TemplateException("cannot take a part of " + PythonText.shown(target));
    }
    List<Object> all = elements(target, budget);
    Object from = bounds[0];
    Object to = bounds[1];
    long by = bounds[2] == null ? 1 : Numbers.requireWhole("step", bounds[2]);
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
    if (isText(target)) {
      StringBuilder text = new StringBuilder();
      part.forEach(text::append);
      return target instanceof Markup ? new Markup(text.toString()) : text.toString();
    }
    return target instanceof Sequence sequence ? Sequence.of(sequence.kind(), part) : part;
  }

  private static long bound(Object value, int size, long low, long high) {
    long index = Numbers.requireWhole("bound", value);
    return Math.max(low, Math.min(high, index < 0 ? index + size : index));
  }
}
