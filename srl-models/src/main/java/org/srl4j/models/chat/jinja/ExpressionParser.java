package org.srl4j.models.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.token.Token;
import org.srl4j.models.chat.jinja.token.Token.Kind;
import org.srl4j.models.chat.jinja.token.TokenStream;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Callable;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Values;

/** Reads expressions, from the weakest operator to the strongest. */
final class ExpressionParser {
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> AFTER_TEST =
      Set.of("else", "or", "and", "is", "not", "in", "if");

  private final TokenStream tokens;

  ExpressionParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** A whole expression. */
  Expression expression() {
    int depth = tokens.depth();
    tokens.deeper();
    Expression value = or();
    while (tokens.skipName("if")) {
      tokens.deeper();
      Expression then = value;
      Expression condition = or();
      Expression otherwise = tokens.skipName("else") ? expression() : Operands.constant("");
      value = f -> (Values.truth(condition.value(f)) ? then : otherwise).value(f);
    }
    tokens.backTo(depth);
    return value;
  }

  /** What a loop goes through: an expression without a condition. */
  Expression loopElements() {
    int depth = tokens.depth();
    Expression value = or();
    tokens.backTo(depth);
    return value;
  }

  /** An expression, or several with commas: a list. */
  Expression list() {
    Expression first = expression();
    if (!tokens.isOperator(",")) {
      return first;
    }
    List<Expression> all = new ArrayList<>(List.of(first));
    while (tokens.skipOperator(",")) {
      all.add(expression());
    }
    return Operands.listOf(all);
  }

  private Expression or() {
    Expression left = and();
    while (tokens.skipName("or")) {
      tokens.deeper();
      Expression a = left;
      Expression b = and();
      left =
          f -> {
            Object value = a.value(f);
            return Values.truth(value) ? value : b.value(f);
          };
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.skipName("and")) {
      tokens.deeper();
      Expression a = left;
      Expression b = not();
      left =
          f -> {
            Object value = a.value(f);
            return Values.truth(value) ? b.value(f) : value;
          };
    }
    return left;
  }

  private Expression not() {
    if (!tokens.skipName("not")) {
      return comparison();
    }
    tokens.deeper();
    Expression inner = not();
    return f -> !Values.truth(inner.value(f));
  }

  private Expression comparison() {
    Expression left = sum();
    boolean negated = tokens.isName("not") && tokens.second().is(Kind.NAME, "in");
    if (negated) {
      tokens.next();
    }
    if (tokens.skipName("in")) {
      Expression a = left;
      Expression b = sum();
      return f -> negated != Values.contains(b.value(f), a.value(f), f.budget());
    }
    Token next = tokens.peek();
    if (next.kind() != Kind.OPERATOR || !COMPARISONS.contains(next.text())) {
      return left;
    }
    String operator = tokens.next().text();
    Expression right = sum();
    return f -> Operands.compare(operator, left.value(f), right.value(f), f);
  }

  private Expression sum() {
    Expression left = concatenation();
    while (tokens.isOperator("+") || tokens.isOperator("-")) {
      tokens.deeper();
      boolean plus = tokens.next().text().equals("+");
      Expression a = left;
      Expression b = concatenation();
      left =
          plus
              ? f -> Values.add(a.value(f), b.value(f), f.budget())
              : f -> Values.arithmetic("-", a.value(f), b.value(f));
    }
    return left;
  }

  private Expression concatenation() {
    Expression left = product();
    while (tokens.skipOperator("~")) {
      tokens.deeper();
      Expression a = left;
      Expression b = product();
      left =
          f -> {
            String start = PythonText.str(a.value(f), f.budget());
            return Values.add(start, PythonText.str(b.value(f), f.budget()), f.budget());
          };
    }
    return left;
  }

  private Expression product() {
    Expression left = signed();
    while (tokens.peek().kind() == Kind.OPERATOR
        && Set.of("*", "/", "//", "%").contains(tokens.peek().text())) {
      tokens.deeper();
      String operator = tokens.next().text();
      Expression a = left;
      Expression b = signed();
      left =
          operator.equals("*")
              ? f -> Values.multiply(a.value(f), b.value(f), f.budget())
              : f -> Values.arithmetic(operator, a.value(f), b.value(f));
    }
    return left;
  }

  private Expression signed() {
    if (tokens.skipOperator("-")) {
      tokens.deeper();
      Expression inner = unfiltered();
      return filtered(f -> Values.arithmetic("-", 0L, inner.value(f)));
    }
    return filtered(unfiltered());
  }

  /** A value with what is attached to it: fields, elements, calls. */
  private Expression unfiltered() {
    Expression value = primary();
    while (true) {
      if (tokens.skipOperator(".")) {
        tokens.deeper();
        value = field(value);
      } else if (tokens.skipOperator("[")) {
        tokens.deeper();
        value = element(value);
      } else if (tokens.isOperator("(")) {
        tokens.deeper();
        value = call(value, tokens.peek().line());
      } else {
        return value;
      }
    }
  }

  private Expression field(Expression target) {
    Token name = tokens.next();
    if (name.kind() == Kind.INTEGER) {
      Long index = Long.valueOf(name.text());
      return f -> Values.item(target.value(f), index, f.budget());
    }
    if (name.kind() != Kind.NAME) {
      throw tokens.fault("a field's name must follow the point");
    }
    if (tokens.isOperator("(")) {
      ParsedArguments arguments = arguments();
      int line = name.line();
      return f -> Methods.call(name, target.value(f), arguments.of(f), f.budget());
    }
    return f -> Values.item(target.value(f), name.text(), f.budget());
  }

  private Expression element(Expression target) {
    Expression[] bounds = new Expression[3];
    int parts = 0;
    boolean slice = false;
    while (!tokens.isOperator("]")) {
      if (tokens.skipOperator(":")) {
        slice = true;
        parts++;
      } else if (parts < bounds.length && bounds[parts] == null) {
        bounds[parts] = expression();
      } else {
        throw tokens.fault("malformed index");
      }
    }
    tokens.next();
    if (parts >= bounds.length || !slice && bounds[0] == null) {
      throw tokens.fault("malformed index");
    }
    if (!slice) {
      return f -> Values.item(target.value(f), bounds[0].value(f), f.budget());
    }
    return f -> {
      Object[] values = new Object[bounds.length];
      for (int i = 0; i < bounds.length; i++) {
        values[i] = bounds[i] == null ? null : bounds[i].value(f);
      }
      return Values.slice(target.value(f), values, f.budget());
    };
  }

  private Expression call(Expression target, int line) {
    ParsedArguments arguments = arguments();
    return f -> {
      Object called = target.value(f);
      if (called instanceof Callable callable) {
        return callable.call(arguments.of(f), f.budget());
      }
      throw new TemplateException(line, "cannot call " + PythonText.shown(called));
    };
  }

  private Expression filtered(Expression start) {
    Expression value = start;
    while (true) {
      if (tokens.skipOperator("|")) {
        tokens.deeper();
        value = filter(value);
      } else if (tokens.skipName("is")) {
        tokens.deeper();
        value = test(value);
      } else {
        return value;
      }
    }
  }

  /** A filter's name and arguments, applied to a value. */
  Expression filter(Expression value) {
    Token name = tokens.expect(Kind.NAME);
    ParsedArguments arguments = tokens.isOperator("(") ? arguments() : ParsedArguments.NONE;
    Filters.requireKnown(name);
    return f -> Filters.apply(name.text(), value.value(f), arguments.of(f), f.budget());
  }

  private Expression test(Expression value) {
    boolean negated = tokens.skipName("not");
    Token name = tokens.expect(Kind.NAME);
    Token next = tokens.peek();
    boolean bare =
        next.kind() == Kind.NAME && !AFTER_TEST.contains(next.text())
            || next.kind() == Kind.STRING
            || next.kind() == Kind.INTEGER
            || next.is(Kind.OPERATOR, "[");
    ParsedArguments arguments =
        tokens.isOperator("(")
            ? arguments()
            : bare ? new ParsedArguments(List.of(unfiltered()), Map.of()) : ParsedArguments.NONE;
    Tests.requireKnown(name);
    return f -> negated != Tests.holds(name.text(), value.value(f), arguments.of(f), f.budget());
  }

  private Expression primary() {
    Token token = tokens.next();
    return switch (token.kind()) {
      case NAME -> Operands.name(token.text());
      case STRING -> {
        StringBuilder text = new StringBuilder(token.text());
        while (tokens.peek().kind() == Kind.STRING) {
          text.append(tokens.next().text());
        }
        yield Operands.constant(text.toString());
      }
      case INTEGER -> Operands.constant(Operands.number(token));
      case FLOAT -> Operands.constant(Double.valueOf(token.text()));
      default -> bracketed(token);
    };
  }

  private Expression bracketed(Token open) {
    if (open.is(Kind.OPERATOR, "(")) {
      Expression inner = tokens.isOperator(")") ? Operands.listOf(List.of()) : list();
      tokens.expectOperator(")");
      return inner;
    }
    if (open.is(Kind.OPERATOR, "[")) {
      List<Expression> elements = new ArrayList<>();
      while (!tokens.skipOperator("]")) {
        elements.add(expression());
        separator("]");
      }
      return Operands.listOf(elements);
    }
    if (open.is(Kind.OPERATOR, "{")) {
      return mapping();
    }
    throw new TemplateException(open.line(), "a value must stand before '" + open.text() + "'");
  }

  private Expression mapping() {
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!tokens.skipOperator("}")) {
      keys.add(expression());
      tokens.expectOperator(":");
      values.add(expression());
      separator("}");
    }
    return f -> {
      Map<String, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        if (!(keys.get(i).value(f) instanceof String key)) {
          throw new TemplateException("the keys of a mapping must be strings");
        }
        map.put(key, values.get(i).value(f));
      }
      return map;
    };
  }

  private void separator(String end) {
    if (!tokens.skipOperator(",") && !tokens.isOperator(end)) {
      tokens.expectOperator(end);
    }
  }

  /** Arguments in brackets. */
  ParsedArguments arguments() {
    tokens.expectOperator("(");
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    while (!tokens.skipOperator(")")) {
      if (tokens.peek().kind() == Kind.NAME && tokens.second().is(Kind.OPERATOR, "=")) {
        String name = tokens.next().text();
        tokens.next();
        named.put(name, expression());
      } else {
        positional.add(expression());
      }
      separator(")");
    }
    return new ParsedArguments(positional, named);
  }

  /** Arguments before they are evaluated. */
  record ParsedArguments(List<Expression> positional, Map<String, Expression> named) {
    static final ParsedArguments NONE = new ParsedArguments(List.of(), Map.of());

    Arguments of(Frame frame) {
      List<Object> values = new ArrayList<>();
      positional.forEach(argument -> values.add(argument.value(frame)));
      Map<String, Object> keywords = new LinkedHashMap<>();
      named.forEach((name, argument) -> keywords.put(name, argument.value(frame)));
      return new Arguments(values, keywords);
    }
  }
}
