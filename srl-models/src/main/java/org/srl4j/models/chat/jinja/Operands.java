package org.srl4j.models.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.token.Token;
import org.srl4j.models.chat.jinja.value.Values;

/** The smallest parts of expressions, and comparisons of two values. */
final class Operands {
  private Operands() {}

  static boolean compare(String operator, Object left, Object right, Frame frame) {
    return switch (operator) {
      case "==" -> Values.equal(left, right, frame.budget());
      case "!=" -> !Values.equal(left, right, frame.budget());
      case "<" -> Values.compare(left, right) < 0;
      case "<=" -> Values.compare(left, right) <= 0;
      case ">" -> Values.compare(left, right) > 0;
      default -> Values.compare(left, right) >= 0;
    };
  }

  static Long number(Token token) {
    if (token.text().length() > 18) {
      throw new TemplateException(token.line(), "a whole number is beyond 64 bits");
    }
    return Long.valueOf(token.text());
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
    return f -> {
      List<Object> values = new ArrayList<>();
      elements.forEach(element -> values.add(element.value(f)));
      return values;
    };
  }
}
