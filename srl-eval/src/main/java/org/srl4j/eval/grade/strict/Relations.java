package org.srl4j.eval.grade.strict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Call;
import org.srl4j.eval.grade.algebra.Expression.Constant;
import org.srl4j.eval.grade.algebra.Expression.Group;
import org.srl4j.eval.grade.algebra.Expression.Relation;
import org.srl4j.eval.grade.algebra.Expression.SetOperation;
import org.srl4j.eval.grade.algebra.Expression.SetOperator;
import org.srl4j.eval.grade.algebra.Expression.Several;
import org.srl4j.eval.grade.algebra.Expression.Sign;
import org.srl4j.eval.grade.algebra.Expression.Sum;
import org.srl4j.eval.grade.algebra.Expression.Symbol;
import org.srl4j.eval.grade.algebra.identity.Identity;
import org.srl4j.eval.grade.algebra.identity.Rebuild;
import org.srl4j.eval.grade.strict.Labels.Labelled;

/** Compares equations, inequalities and values with a name. */
final class Relations {
  static final Expression ALL = new Symbol("mathbb_R");
  private static final Expression BELOW_ALL = Expression.negated(Constant.INFINITY);

  private final Identity identity;
  private final Comparison values;

  Relations(Identity identity, Comparison values) {
    this.identity = identity;
    this.values = values;
  }

  /** At least one of the two is a relation. */
  Verdict compare(Expression gold, Expression answer) {
    Expression left = gold instanceof Relation relation ? Labels.shortened(relation) : gold;
    Expression right = answer instanceof Relation relation ? Labels.shortened(relation) : answer;
    if (!(left instanceof Relation) && !(right instanceof Relation)) {
      return values.compare(left, right);
    }
    if (Signs.isInequality(left) || Signs.isInequality(right)) {
      return inequality(left, right);
    }
    Optional<Labelled> leftLabel = Labels.of(left);
    Optional<Labelled> rightLabel = Labels.of(right);
    if (leftLabel.isPresent() && rightLabel.isPresent()) {
      if (Labels.agree(leftLabel.get().label(), rightLabel.get().label())) {
        Verdict verdict = values.compare(leftLabel.get().value(), rightLabel.get().value());
        boolean measured =
            Labels.isMeasured(leftLabel.get().value())
                || Labels.isMeasured(rightLabel.get().value());
        if (verdict.equal() || measured) {
          return verdict;
        }
      }
      return equation(left, right);
    }
    if (leftLabel.isPresent() && !(right instanceof Relation)) {
      return values.compare(leftLabel.get().value(), right);
    }
    if (rightLabel.isPresent() && !(left instanceof Relation)) {
      return values.compare(left, rightLabel.get().value());
    }
    return equation(left, right);
  }

  private Verdict equation(Expression left, Expression right) {
    if (left instanceof Relation first
        && right instanceof Relation second
        && isEquation(first)
        && isEquation(second)) {
      boolean equal =
          identity.proportion(residual(first), residual(second)) != 0
              || solves(first, second)
              || solves(second, first);
      return Verdict.of(equal, "equation");
    }
    return Verdict.of(left.equals(right), "equation");
  }

  /**
   * Whether the first gives a variable by the others, y = f(x), and the second is linear in it and
   * holds with f(x) in its place: y = 1/x and xy = 1.
   */
  private boolean solves(Relation first, Relation second) {
    Optional<Labelled> solved = Labels.of(first);
    if (solved.isEmpty() || !(solved.get().label() instanceof Symbol variable)) {
      return false;
    }
    Expression value = solved.get().value();
    Expression other = residual(second);
    if (value.contains(variable::equals) || !other.contains(variable::equals)) {
      return false;
    }
    Expression at0 = replaced(other, variable, Expression.number(0));
    Expression at1 = replaced(other, variable, Expression.number(1));
    Expression at2 = replaced(other, variable, Expression.number(2));
    boolean linear =
        identity.equal(new Sum(List.of(at0, at2)), new Sum(List.of(at1, at1)))
            && !identity.equal(at0, at1);
    return linear && identity.equal(replaced(other, variable, value), Expression.number(0));
  }

  private static Expression replaced(Expression in, Symbol variable, Expression value) {
    return in.equals(variable)
        ? value
        : Rebuild.withParts(in, part -> replaced(part, variable, value));
  }

  private static boolean isEquation(Relation relation) {
    return relation.signs().equals(List.of(Sign.EQUAL));
  }

  private static Expression residual(Relation relation) {
    return new Sum(List.of(relation.sides().get(0), Expression.negated(relation.sides().get(1))));
  }

  private Verdict inequality(Expression left, Expression right) {
    if (left instanceof Relation first && right instanceof Relation second) {
      boolean equal = sideBySide(first, second) || scaled(first, second) || sameSet(first, second);
      return Verdict.of(equal, "inequality");
    }
    return Verdict.of(sameSet(left, right), "inequality");
  }

  private boolean sameSet(Expression first, Expression second) {
    Optional<Expression> left = setOf(first);
    Optional<Expression> right = setOf(second);
    boolean sameVariable =
        !(first instanceof Relation one && second instanceof Relation other)
            || variable(one).equals(variable(other));
    return left.isPresent()
        && right.isPresent()
        && sameVariable
        && values.compare(left.get(), right.get()).equal();
  }

  private static Optional<Expression> setOf(Expression expression) {
    if (!(expression instanceof Relation relation)) {
      return Optional.of(expression);
    }
    return Signs.isInequality(relation) ? set(relation) : Labels.of(relation).map(Labelled::value);
  }

  /** What an inequality is about; all numbers if no side is a name. */
  static Expression variable(Relation relation) {
    Expression label = relation.sides().stream().filter(Labels::isLabel).findFirst().orElse(ALL);
    return label instanceof Call call && call.function().equals("abs")
        ? call.arguments().get(0)
        : label;
  }

  /** The same sides in the same order, or the other way round with the signs turned. */
  private boolean sideBySide(Relation first, Relation second) {
    int n = first.sides().size();
    if (second.sides().size() != n) {
      return false;
    }
    boolean same = first.signs().equals(second.signs());
    boolean turned = true;
    for (int i = 0; i < n - 1; i++) {
      turned &= first.signs().get(i) == second.signs().get(n - 2 - i).flipped();
    }
    for (int i = 0; i < n && (same || turned); i++) {
      Expression side = first.sides().get(i);
      same = same && values.compare(side, second.sides().get(i)).equal();
      turned = turned && values.compare(side, second.sides().get(n - 1 - i)).equal();
    }
    return same || turned;
  }

  /** Two sides each, one inequality a constant times the other. */
  private boolean scaled(Relation first, Relation second) {
    if (first.sides().size() != 2 || second.sides().size() != 2) {
      return false;
    }
    Sign sign = first.signs().get(0);
    int factor = identity.proportion(residual(first), residual(second));
    return switch (factor) {
      case 1 -> sign == second.signs().get(0);
      case -1 -> sign == second.signs().get(0).flipped();
      default -> factor != 0 && sign == Sign.NOT_EQUAL && second.signs().get(0) == sign;
    };
  }

  /** The numbers that satisfy an inequality whose variable stands alone on one side. */
  static Optional<Expression> set(Relation relation) {
    List<Expression> sides = relation.sides();
    if (sides.size() == 2) {
      Sign sign = relation.signs().get(0);
      if (sides.get(0) instanceof Call call
          && call.function().equals("abs")
          && Labels.isLabel(call.arguments().get(0))
          && isConstant(sides.get(1))) {
        return aroundZero(sign, sides.get(1));
      }
      if (Labels.isLabel(sides.get(0)) && isConstant(sides.get(1))) {
        return ray(sign, sides.get(1));
      }
      return Labels.isLabel(sides.get(1)) && isConstant(sides.get(0))
          ? ray(sign.flipped(), sides.get(0))
          : Optional.empty();
    }
    if (sides.size() != 3
        || !Labels.isLabel(sides.get(1))
        || !isConstant(sides.get(0))
        || !isConstant(sides.get(2))) {
      return Optional.empty();
    }
    Sign first = relation.signs().get(0);
    Sign second = relation.signs().get(1);
    if (isUp(first) && isUp(second)) {
      return Optional.of(interval(sides.get(0), first, sides.get(2), second));
    }
    return isUp(first.flipped()) && isUp(second.flipped())
        ? Optional.of(interval(sides.get(2), second, sides.get(0), first))
        : Optional.empty();
  }

  /** The numbers whose absolute value stands so to the bound, which is not negative. */
  private static Optional<Expression> aroundZero(Sign sign, Expression bound) {
    Expression below = Expression.negated(bound);
    return switch (sign) {
      case LESS, AT_MOST -> Optional.of(interval(below, sign, bound, sign));
      case GREATER, AT_LEAST ->
          Optional.of(
              new SetOperation(
                  SetOperator.UNION,
                  ray(sign.flipped(), below).orElseThrow(),
                  ray(sign, bound).orElseThrow()));
      default -> Optional.empty();
    };
  }

  private static boolean isConstant(Expression expression) {
    return !expression.contains(Symbol.class::isInstance);
  }

  private static boolean isUp(Sign sign) {
    return sign == Sign.LESS || sign == Sign.AT_MOST;
  }

  private static Expression interval(Expression from, Sign left, Expression to, Sign right) {
    return new Group(bracket(left, '(', '['), bracket(right, ')', ']'), List.of(from, to));
  }

  private static char bracket(Sign sign, char open, char closed) {
    return sign == Sign.AT_MOST || sign == Sign.AT_LEAST ? closed : open;
  }

  private static Optional<Expression> ray(Sign sign, Expression bound) {
    return switch (sign) {
      case LESS, AT_MOST ->
          Optional.of(new Group('(', bracket(sign, ')', ']'), List.of(BELOW_ALL, bound)));
      case GREATER, AT_LEAST ->
          Optional.of(new Group(bracket(sign, '(', '['), ')', List.of(bound, Constant.INFINITY)));
      case NOT_EQUAL ->
          Optional.of(
              new SetOperation(
                  SetOperator.DIFFERENCE, ALL, new Group('{', '}', Signs.values(bound))));
      default -> Optional.empty();
    };
  }

  /**
   * The union of what the inequalities allow; anything else, and inequalities about different
   * variables, are left as they are.
   */
  static Expression union(Expression expression) {
    if (expression instanceof Relation relation) {
      return set(relation).orElse(expression);
    }
    if (!(expression instanceof Several several)) {
      return expression;
    }
    List<Expression> sets = new ArrayList<>();
    long variables =
        several.values().stream()
            .map(value -> value instanceof Relation relation ? variable(relation) : value)
            .distinct()
            .count();
    if (variables > 1) {
      return expression;
    }
    for (Expression value : several.values()) {
      Optional<Expression> set =
          value instanceof Relation relation ? set(relation) : Optional.empty();
      if (set.isEmpty()) {
        return expression;
      }
      sets.add(set.get());
    }
    return sets.stream()
        .reduce((left, right) -> new SetOperation(SetOperator.UNION, left, right))
        .orElseThrow();
  }
}
