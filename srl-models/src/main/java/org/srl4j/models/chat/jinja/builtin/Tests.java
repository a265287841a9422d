package org.srl4j.models.chat.jinja.builtin;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.Callable;
import org.srl4j.models.chat.jinja.value.Characters;
import org.srl4j.models.chat.jinja.value.Markup;
import org.srl4j.models.chat.jinja.value.Numbers;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Undefined;
import org.srl4j.models.chat.jinja.value.Values;

/** What stands after {@code is}. */
public final class Tests {
  private static final Map<String, Test> ALL = all();

  private Tests() {}

  private record Test(String parameters, Body body) {}

  @FunctionalInterface
  private interface Body {
    boolean of(Object value, Arguments arguments, Budget budget);
  }

  private static Map<String, Test> all() {
    Map<String, Test> all = new HashMap<>();
    unary(all, "defined", v -> !(v instanceof Undefined));
    unary(all, "undefined", v -> v instanceof Undefined);
    unary(all, "none", v -> v == null);
    unary(all, "boolean", v -> v instanceof Boolean);
    unary(all, "true", v -> Boolean.TRUE.equals(v));
    unary(all, "false", v -> Boolean.FALSE.equals(v));
    unary(all, "integer", v -> v instanceof Number && !(v instanceof Double));
    unary(all, "float", v -> v instanceof Double);
    unary(all, "number", Numbers::isNumber);
    unary(all, "string", Values::isText);
    unary(all, "mapping", v -> v instanceof Map);
    unary(all, "sequence", Values::isSequence);
    unary(all, "iterable", Values::isIterable);
    unary(all, "callable", v -> v instanceof Callable || v instanceof Undefined);
    unary(all, "escaped", v -> v instanceof Markup);
    unary(all, "filter", v -> v instanceof String name && Filters.isKnown(name));
    unary(all, "test", v -> v instanceof String name && isKnown(name));
    unary(all, "lower", v -> isCased(v, false));
    unary(all, "upper", v -> isCased(v, true));
    unary(all, "odd", v -> Numbers.arithmetic("%", v, 2L).equals(1L));
    unary(all, "even", v -> Numbers.arithmetic("%", v, 2L).equals(0L));
    comparisons(all);
    return Map.copyOf(all);
  }

  private static void comparisons(Map<String, Test> all) {
    Test equal = new Test("b! /", (v, a, b) -> Values.equal(v, a.get("b", null), b));
    Test unequal = new Test("b! /", (v, a, b) -> !Values.equal(v, a.get("b", null), b));
    for (String name : new String[] {"eq", "equalto", "=="}) {
      all.put(name, equal);
    }
    all.put("ne", unequal);
    all.put("!=", unequal);
    binary(all, "gt greaterthan >", (v, w) -> Values.compare(v, w) > 0);
    binary(all, "ge >=", (v, w) -> Values.compare(v, w) >= 0);
    binary(all, "lt lessthan <", (v, w) -> Values.compare(v, w) < 0);
    binary(all, "le <=", (v, w) -> Values.compare(v, w) <= 0);
    all.put("in", new Test("seq!", (v, a, b) -> Values.contains(a.get("seq", null), v, b)));
    all.put("sameas", new Test("other!", (v, a, b) -> same(v, a.get("other", null))));
    all.put("divisibleby", new Test("num!", (v, a, b) -> divides(v, a.get("num", null))));
  }

  private static void unary(Map<String, Test> all, String name, Predicate<Object> holds) {
    all.put(name, new Test("", (value, arguments, budget) -> holds.test(value)));
  }

  private static void binary(Map<String, Test> all, String names, BiPredicate<Object, Object> of) {
    for (String name : names.split(" ")) {
      all.put(name, new Test("b! /", (v, a, budget) -> of.test(v, a.get("b", null))));
    }
  }

  private static boolean same(Object value, Object other) {
    boolean single = value == null || value instanceof Boolean;
    return single ? Objects.equals(value, other) : value == other;
  }

  private static boolean divides(Object value, Object by) {
    return Numbers.real(Numbers.arithmetic("%", value, by)) == 0;
  }

  private static boolean isCased(Object value, boolean upper) {
    String text = PythonText.str(value, new Budget());
    boolean any = text.codePoints().anyMatch(Characters::isCased);
    return any
        && text.codePoints()
            .filter(Characters::isCased)
            .allMatch(c -> upper ? Character.isUpperCase(c) : Character.isLowerCase(c));
  }

  /** Whether a template may name this test. */
  public static boolean isKnown(String name) {
    return ALL.containsKey(name);
  }

  /**
   * Whether a test holds of a value.
   *
   * @throws TemplateException if the test is not known, or does not take value or arguments
   */
  public static boolean holds(String name, Object value, Arguments arguments, Budget budget) {
    Test test = ALL.get(name);
    if (test == null) {
      throw new TemplateException("the test '" + name + "' is not known");
    }
    return test.body.of(value, arguments.bind("test '" + name + "'", test.parameters), budget);
  }
}
