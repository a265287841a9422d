package org.srl4j.models.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srl4j.models.chat.jinja.builtin.Filters;
import org.srl4j.models.chat.jinja.builtin.Members;
import org.srl4j.models.chat.jinja.builtin.Tests;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.token.Token;
import org.srl4j.models.chat.jinja.token.Token.Kind;
import org.srl4j.models.chat.jinja.token.TokenStream;
import org.srl4j.models.chat.jinja.value.Callable;
import org.srl4j.models.chat.jinja.value.Keys;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Values;

/** Reads operands: values with what is attached to them. */
final class OperandParser {
  /** What follows a test without arguments; Jinja takes any other name for its argument. */
  private static final Set<String> AFTER_TEST = Set.of("else", "or", "and");

  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final TopNames names;

  OperandParser(TokenStream tokens, ExpressionParser expressions, TopNames names) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.names = names;
  }

  /** A value with what is attached to it: fields, elements, calls. */
  Expression unfiltered() {
    return attached(primary());
  }

  /** What is attached to a value. */
  Expression attached(Expression start) {
    Expression value = start;
    while (true) {
      int line = tokens.peek().line();
      if (tokens.skipOperator(".")) {
        tokens.deeper();
        value = Operands.placed(line, field(value));
      } else if (tokens.skipOperator("[")) {
        tokens.deeper();
        value = Operands.placed(line, element(value));
      } else if (tokens.isOperator("(")) {
        tokens.deeper();
        value = Operands.placed(line, new Call(value, arguments()));
      } else {
        return value;
      }
    }
  }

  private Expression field(Expression target) {
    Token name = tokens.next();
    if (name.kind() == Kind.INTEGER) {
      Long index = Operands.number(name);
      return f -> Members.item(target.value(f), index, f.budget());
    }
    if (name.kind() != Kind.NAME) {
      throw tokens.fault("a field's name must follow the point");
    }
    return f -> Members.attribute(target.value(f), name.text());
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
      return f -> Members.item(target.value(f), bounds[0].value(f), f.budget());
    }
    return f -> {
      Object[] values = new Object[bounds.length];
      for (int i = 0; i < bounds.length; i++) {
        values[i] = bounds[i] == null ? null : bounds[i].value(f);
      }
      return Values.slice(target.value(f), values, f.budget());
    };
  }

  /** A call. */
  record Call(Expression target, ParsedArguments arguments) implements Expression {
    @Override
    public Object value(Frame f) {
      Object called = target.value(f);
      if (called instanceof Callable callable) {
        return callable.call(arguments.of(f), f.budget());
      }
      throw new TemplateException("cannot call " + PythonText.shown(called));
    }
  }

  /** A call, which must be next. */
  Call requireCall() {
    Expression value = primary();
    while (!tokens.isOperator("(")) {
      tokens.expectOperator(".");
      value = field(value);
    }
    return new Call(value, arguments());
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
    if (!Filters.isKnown(name.text())) {
      throw new TemplateException(name.line(), "the filter '" + name.text() + "' is not known");
    }
    return Operands.placed(
        name.line(), f -> Filters.apply(name.text(), value.value(f), arguments.of(f), f.budget()));
  }

  private Expression test(Expression value) {
    boolean negated = tokens.skipName("not");
    Token name = tokens.expect(Kind.NAME);
    ParsedArguments arguments = testArguments();
    if (!Tests.isKnown(name.text())) {
      throw new TemplateException(name.line(), "the test '" + name.text() + "' is not known");
    }
    return Operands.placed(
        name.line(),
        f -> negated != Tests.holds(name.text(), value.value(f), arguments.of(f), f.budget()));
  }

  /** In brackets, or one operand without. */
  private ParsedArguments testArguments() {
    if (tokens.isOperator("(")) {
      return arguments();
    }
    if (tokens.isName("is")) {
      throw tokens.fault("tests cannot be put in a row; use brackets and 'and'");
    }
    Token next = tokens.peek();
    boolean bare =
        next.kind() == Kind.NAME && !AFTER_TEST.contains(next.text())
            || next.kind() == Kind.STRING
            || next.kind() == Kind.INTEGER
            || next.kind() == Kind.FLOAT
            || next.is(Kind.OPERATOR, "[")
            || next.is(Kind.OPERATOR, "{");
    return bare ? ParsedArguments.of(List.of(unfiltered())) : ParsedArguments.NONE;
  }

  private Expression primary() {
    Token token = tokens.next();
    return switch (token.kind()) {
      case NAME -> {
        names.read(token.text());
        yield Operands.name(token.text());
      }
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
      Expression inner = tokens.isOperator(")") ? Operands.tupleOf(List.of()) : expressions.list();
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
      Map<Object, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        Keys.put(map, keys.get(i).value(f), values.get(i).value(f));
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
    Expression spread = null;
    Expression spreadNames = null;
    while (!tokens.skipOperator(")")) {
      if (spreadNames == null && tokens.skipOperator("**")) {
        spreadNames = expressions.expression();
      } else if (spread == null && tokens.skipOperator("*")) {
        spread = expressions.expression();
      } else if (tokens.peek().kind() == Kind.NAME && tokens.second().is(Kind.OPERATOR, "=")) {
        String name = tokens.next().text();
        tokens.next();
        if (named.put(name, expressions.expression()) != null) {
          throw tokens.fault("'" + name + "' is given twice");
        }
      } else if (named.isEmpty() && spread == null && spreadNames == null) {
        positional.add(expressions.expression());
      } else {
        throw tokens.fault("an argument by place must stand before those by name");
      }
      separator(")");
    }
    return new ParsedArguments(positional, named, spread, spreadNames);
  }
}
