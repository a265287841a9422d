package org.srl4j.models.chat.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.token.Token;
import org.srl4j.models.chat.jinja.value.Numbers;
import org.srl4j.models.chat.jinja.value.Sequence;
import org.srl4j.models.chat.jinja.value.Values;

/** The smallest parts of expressions, and comparisons of two values. */
final class Operands {
  private Operands() {}

  static boolean compare(String operator, Object left, Object right, Frame frame) {
    return switch (operator) {
      case "==" -> Values.equal(left, right, frame.budget());
      case "!=" -> !Values.equal(left, right, frame.budget());
      case "in" -> Values.contains(right, left, frame.budget());
      case "not in" -> !Values.contains(right, left, frame.budget());
      case "<" -> Values.compare(left, right) < 0;
      case "<=" -> Values.compare(left, right) <= 0;
      case ">" -> Values.compare(left, right) > 0;
      default -> Values.compare(left, right) >= 0;
    };
  }

  /** Digits, with 0x, 0o or 0b before if they are not decimal. */
  static Long number(Token token) {
    String text = token.text().toLowerCase(Locale.ROOT);
    int base = text.startsWith("0x") ? 16 : text.startsWith("0o") ? 8 : 10;
    base = text.startsWith("0b") ? 2 : base;
    try {
      return Numbers.requireLong(new BigInteger(base == 10 ? text : text.substring(2), base));
    } catch (TemplateException e) {
      throw e.at(token.line());
    }
  }

  static Expression name(String name) {
    return switch (name) {
      case "true", "True" -> constant(true);
      case "false", "False" -> constant(false);
      case "none", "None" -> constant(null);
      default ->
          f -> {
            f.budget().pay(1);
            return f.get(name);
          };
    };
  }

  static Expression constant(Object value) {
    return f -> {
      f.budget().pay(1);
      return value;
    };
  }

  static Expression listOf(List<Expression> elements) {
    return f -> values(elements, f);
  }

  static Expression tupleOf(List<Expression> elements) {
    return f -> Sequence.of(Sequence.Kind.TUPLE, values(elements, f));
  }

  private static List<Object> values(List<Expression> elements, Frame frame) {
    List<Object> values = new ArrayList<>();
    elements.forEach(element -> values.add(element.value(frame)));
    return values;
  }

  /** An expression whose faults name a line of the template. */
  static Expression placed(int line, Expression expression) {
    return f -> {
      try {
        return expression.value(f);
      } catch (TemplateException e) {
        throw e.at(line);
      }
    };
  }
}
