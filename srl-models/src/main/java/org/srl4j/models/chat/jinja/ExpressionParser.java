package org.srl4j.models.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.srl4j.models.chat.jinja.builtin.PercentFormat;
import org.srl4j.models.chat.jinja.token.Token;
import org.srl4j.models.chat.jinja.token.Token.Kind;
import org.srl4j.models.chat.jinja.token.TokenStream;
import org.srl4j.models.chat.jinja.value.Numbers;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Undefined;
import org.srl4j.models.chat.jinja.value.Values;

/** Reads expressions, from the weakest operator to the strongest. */
final class ExpressionParser {
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> PRODUCTS = Set.of("*", "/", "//", "%");

  private final TokenStream tokens;
  private final OperandParser operands;

  ExpressionParser(TokenStream tokens, TopNames names) {
    this.tokens = tokens;
    this.operands = new OperandParser(tokens, this, names);
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
      Expression otherwise =
          tokens.skipName("else")
              ? expression()
              : Operands.constant(new Undefined("the value of a condition that is false"));
      value = f -> (Values.truth(condition.value(f)) ? then : otherwise).value(f);
    }
    tokens.backTo(depth);
    return value;
  }

  /** What a loop goes through: expressions without a condition. */
  Expression loopElements() {
    int depth = tokens.depth();
    Expression value = severalOf(this::or);
    tokens.backTo(depth);
    return value;
  }

  /** An expression, or several with commas: a tuple. */
  Expression list() {
    return severalOf(this::expression);
  }

  private Expression severalOf(Supplier<Expression> one) {
    Expression first = one.get();
    if (!tokens.isOperator(",")) {
      return first;
    }
    List<Expression> all = new ArrayList<>(List.of(first));
    while (tokens.skipOperator(",") && !isEnd()) {
      all.add(one.get());
    }
    return Operands.tupleOf(all);
  }

  private boolean isEnd() {
    return tokens.isOperator(")")
        || tokens.isName("recursive")
        || tokens.peek().kind() == Kind.BLOCK_END
        || tokens.peek().kind() == Kind.PRINT_END;
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
    List<String> operators = new ArrayList<>();
    List<Expression> operands = new ArrayList<>(List.of(left));
    for (String operator = comparator(); operator != null; operator = comparator()) {
      tokens.deeper();
      operators.add(operator);
      operands.add(sum());
    }
    return operators.isEmpty() ? left : f -> holds(operators, operands, f);
  }

  /** Takes the next comparing operator; null if there is none. */
  private String comparator() {
    Token next = tokens.peek();
    boolean negated = tokens.isName("not") && tokens.second().is(Kind.NAME, "in");
    if (negated) {
      tokens.next();
    }
    if (tokens.skipName("in")) {
      return negated ? "not in" : "in";
    }
    return next.kind() == Kind.OPERATOR && COMPARISONS.contains(next.text())
        ? tokens.next().text()
        : null;
  }

  /** {@code a < b < c} holds if both do. */
  private static boolean holds(List<String> operators, List<Expression> operands, Frame frame) {
    Object left = operands.get(0).value(frame);
    for (int i = 0; i < operators.size(); i++) {
      Object right = operands.get(i + 1).value(frame);
      if (!Operands.compare(operators.get(i), left, right, frame)) {
        return false;
      }
      left = right;
    }
    return true;
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
              : f -> Numbers.arithmetic("-", a.value(f), b.value(f));
    }
    return left;
  }

  private Expression concatenation() {
    Expression left = product();
    while (tokens.skipOperator("~")) {
      tokens.deeper();
      Expression a = left;
      Expression b = product();
      left = f -> Values.add(joined(a.value(f), f), joined(b.value(f), f), f.budget());
    }
    return left;
  }

  private static Object joined(Object value, Frame frame) {
    return PythonText.str(value, frame.budget());
  }

  private Expression product() {
    Expression left = power();
    while (tokens.peek().kind() == Kind.OPERATOR && PRODUCTS.contains(tokens.peek().text())) {
      tokens.deeper();
      String operator = tokens.next().text();
      Expression a = left;
      Expression b = power();
      left = f -> product(operator, a.value(f), b.value(f), f);
    }
    return left;
  }

  private static Object product(String operator, Object left, Object right, Frame frame) {
    if (operator.equals("*")) {
      return Values.multiply(left, right, frame.budget());
    }
    return operator.equals("%") && Values.isText(left)
        ? PercentFormat.format(left, right, frame.budget())
        : Numbers.arithmetic(operator, left, right);
  }

  private Expression power() {
    Expression left = signed(true);
    while (tokens.skipOperator("**")) {
      tokens.deeper();
      Expression a = left;
      Expression b = signed(true);
      left = f -> Numbers.arithmetic("**", a.value(f), b.value(f));
    }
    return left;
  }

  private Expression signed(boolean withFilters) {
    boolean minus = tokens.isOperator("-");
    Expression value;
    if (minus || tokens.isOperator("+")) {
      tokens.next();
      tokens.deeper();
      Expression inner = signed(false);
      value = operands.attached(f -> Numbers.arithmetic(minus ? "-" : "+", 0L, inner.value(f)));
    } else {
      value = operands.unfiltered();
    }
    return withFilters ? operands.filtered(value) : value;
  }

  /** The filters that follow, applied to a value. */
  Expression filters(Expression value) {
    Expression filtered = value;
    boolean first = tokens.peek().kind() == Kind.NAME;
    while (first || tokens.skipOperator("|")) {
      tokens.deeper();
      filtered = operands.filter(filtered);
      first = false;
    }
    return filtered;
  }

  /** A call, which must be next. */
  OperandParser.Call call() {
    return operands.requireCall();
  }
}
