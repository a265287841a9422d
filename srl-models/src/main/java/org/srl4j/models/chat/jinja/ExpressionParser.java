package org.srl4j.models.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.srl4j.models.chat.jinja.token.Token;
import org.srl4j.models.chat.jinja.token.Token.Kind;
import org.srl4j.models.chat.jinja.token.TokenStream;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Values;

/** Reads expressions, from the weakest operator to the strongest. */
final class ExpressionParser {
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

  private final TokenStream tokens;
  private final OperandParser operands;

  ExpressionParser(TokenStream tokens) {
    this.tokens = tokens;
    this.operands = new OperandParser(tokens, this);
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
      Expression inner = operands.unfiltered();
      return operands.filtered(f -> Values.arithmetic("-", 0L, inner.value(f)));
    }
    return operands.filtered(operands.unfiltered());
  }

  /** A filter's name and arguments, applied to a value. */
  Expression filter(Expression value) {
    return operands.filter(value);
  }
}
