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
import org.srl4j.models.chat.jinja.value.Callable;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Values;

/** Reads operands: values with what is attached to them. */
final class OperandParser {
  private static final Set<String> AFTER_TEST =
      Set.of("else", "or", "and", "is", "not", "in", "if");

  private final TokenStream tokens;
  private final ExpressionParser expressions;

  OperandParser(TokenStream tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  /** A value with what is attached to it: fields, elements, calls. */
  Expression unfiltered() {
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
        bounds[parts] = expressions.expression();
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

  /** With the filters and tests that follow. */
  Expression filtered(Expression start) {
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
      Expression inner = tokens.isOperator(")") ? Operands.listOf(List.of()) : expressions.list();
      tokens.expectOperator(")");
      return inner;
    }
    if (open.is(Kind.OPERATOR, "[")) {
      List<Expression> elements = new ArrayList<>();
      while (!tokens.skipOperator("]")) {
        elements.add(expressions.expression());
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
      keys.add(expressions.expression());
      tokens.expectOperator(":");
      values.add(expressions.expression());
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
  private ParsedArguments arguments() {
    tokens.expectOperator("(");
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    while (!tokens.skipOperator(")")) {
      if (tokens.peek().kind() == Kind.NAME && tokens.second().is(Kind.OPERATOR, "=")) {
        String name = tokens.next().text();
        tokens.next();
        named.put(name, expressions.expression());
      } else {
        positional.add(expressions.expression());
      }
      separator(")");
    }
    return new ParsedArguments(positional, named);
  }
}
