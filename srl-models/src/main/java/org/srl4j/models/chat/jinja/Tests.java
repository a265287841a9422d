package org.srl4j.models.chat.jinja;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.token.Token;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.Callable;
import org.srl4j.models.chat.jinja.value.Undefined;
import org.srl4j.models.chat.jinja.value.Values;

/** What stands after {@code is}. */
final class Tests {
  private static final Set<String> UNARY =
      Set.of(
          "defined",
          "undefined",
          "none",
          "string",
          "number",
          "integer",
          "float",
          "boolean",
          "mapping",
          "sequence",
          "iterable",
          "callable",
          "true",
          "false",
          "odd",
          "even");

  private static final Set<String> BINARY =
      Set.of(
          "equalto",
          "eq",
          "ne",
          "gt",
          "greaterthan",
          "ge",
          "lt",
          "lessthan",
          "le",
          "in",
          "divisibleby");

  private Tests() {}

  static void requireKnown(Token name) {
    if (!UNARY.contains(name.text()) && !BINARY.contains(name.text())) {
      throw new TemplateException(name.line(), "the test '" + name.text() + "' is not known");
    }
  }

  static boolean holds(String name, Object value, Arguments arguments, Budget budget) {
    if (BINARY.contains(name)) {
      return compares(name, value, arguments, budget);
    }
    boolean list = value instanceof List;
    boolean sequence = list || value instanceof String || value instanceof Map;
    return switch (name) {
      case "defined" -> !(value instanceof Undefined);
      case "undefined" -> value instanceof Undefined;
      case "none" -> value == null;
      case "string" -> value instanceof String;
      case "number" -> value instanceof Number || value instanceof Boolean;
      case "integer" -> value instanceof Long;
      case "float" -> value instanceof Double;
      case "boolean" -> value instanceof Boolean;
      case "mapping" -> value instanceof Map;
      case "sequence", "iterable" -> sequence || value instanceof Undefined;
      case "callable" -> value instanceof Callable;
      case "true", "false" -> Boolean.valueOf(name).equals(value);
      default -> Math.floorMod(Values.requireWhole(value), 2) == (name.equals("odd") ? 1 : 0);
    };
  }

  private static boolean compares(String name, Object value, Arguments arguments, Budget budget) {
    if (arguments.positional().size() != 1) {
      throw new TemplateException("test '" + name + "': takes one argument");
    }
    Object other = arguments.positional().get(0);
    return switch (name) {
      case "equalto", "eq" -> Values.equal(value, other, budget);
      case "ne" -> !Values.equal(value, other, budget);
      case "gt", "greaterthan" -> Values.compare(value, other) > 0;
      case "ge" -> Values.compare(value, other) >= 0;
      case "lt", "lessthan" -> Values.compare(value, other) < 0;
      case "le" -> Values.compare(value, other) <= 0;
      case "in" -> Values.contains(other, value, budget);
      default -> Values.arithmetic("%", value, other).equals(0L);
    };
  }
}
