package org.srl4j.eval.grade.strict;

import java.util.List;
import java.util.Optional;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Call;
import org.srl4j.eval.grade.algebra.Expression.Group;
import org.srl4j.eval.grade.algebra.Expression.Number;
import org.srl4j.eval.grade.algebra.Expression.Product;
import org.srl4j.eval.grade.algebra.Expression.Quantity;
import org.srl4j.eval.grade.algebra.Expression.Quotient;
import org.srl4j.eval.grade.algebra.Expression.Ratio;
import org.srl4j.eval.grade.algebra.Expression.Relation;
import org.srl4j.eval.grade.algebra.Expression.Sign;
import org.srl4j.eval.grade.algebra.Expression.Symbol;

/** Tells the name of a value from the value: x = 5, f(x) = 2x, (p, q) = (3, 2), x in [0, 1). */
final class Labels {
  private Labels() {}

  /**
   * A value and what it is called.
   *
   * @param label the name
   * @param value the value
   */
  record Labelled(Expression label, Expression value) {}

  /**
   * A chain with its steps left out: a = b = c says a = c, 1 + 1 = 2 says 2, and what is only about
   * equal is dropped.
   */
  static Expression shortened(Relation relation) {
    List<Sign> signs = relation.signs();
    int about = signs.indexOf(Sign.ABOUT);
    boolean exactBefore = about > 0 || (about == 0 && !isLabel(relation.sides().get(0)));
    if (about >= 0 && exactBefore) {
      List<Expression> sides = relation.sides().subList(0, about + 1);
      return sides.size() == 1
          ? sides.get(0)
          : shortened(new Relation(List.copyOf(sides), List.copyOf(signs.subList(0, about))));
    }
    boolean equations = signs.stream().allMatch(s -> s == Sign.EQUAL || s == Sign.ABOUT);
    if (!equations) {
      return relation;
    }
    List<Expression> sides = relation.sides();
    if (!relation.contains(Symbol.class::isInstance)) {
      return sides.get(sides.size() - 1);
    }
    return new Relation(List.of(sides.get(0), sides.get(sides.size() - 1)), List.of(Sign.EQUAL));
  }

  /** The label and the value of an equation or membership; empty if no side is a name. */
  static Optional<Labelled> of(Expression expression) {
    if (!(expression instanceof Relation relation) || relation.sides().size() != 2) {
      return Optional.empty();
    }
    Expression left = relation.sides().get(0);
    Expression right = relation.sides().get(1);
    Sign sign = relation.signs().get(0);
    if (sign != Sign.EQUAL && sign != Sign.MEMBER) {
      return Optional.empty();
    }
    if (isLabel(left)) {
      return Optional.of(new Labelled(left, right));
    }
    return sign == Sign.EQUAL && isLabel(right)
        ? Optional.of(new Labelled(right, left))
        : Optional.empty();
  }

  /** Whether it can be the name of a value: letters without numbers or sums. */
  static boolean isLabel(Expression expression) {
    if (expression instanceof Symbol) {
      return true;
    }
    if (expression instanceof Call call) {
      return call.contains(Symbol.class::isInstance) || !isKnown(call);
    }
    if (expression instanceof Group group) {
      return group.isTuple() && group.items().stream().allMatch(Labels::isLabel);
    }
    boolean compound =
        expression instanceof Product
            || expression instanceof Quotient
            || expression instanceof Ratio;
    return compound
        && expression.parts().stream().allMatch(Labels::isLabel)
        && !expression.contains(Number.class::isInstance);
  }

  private static boolean isKnown(Call call) {
    return call.function().length() > 1;
  }

  /** Whether it only says of which kind a letter is: k in Z, n a natural number. */
  static boolean isCondition(Expression expression) {
    return expression instanceof Relation relation
        && relation.signs().equals(List.of(Sign.MEMBER))
        && relation.sides().get(1) instanceof Symbol set
        && set.name().startsWith("mathbb");
  }

  /** Whether it says more than a number: a unit, a time of the day, a score. */
  static boolean isMeasured(Expression expression) {
    return expression.contains(part -> part instanceof Quantity || part instanceof Ratio);
  }

  /** Whether two names can be of one thing: the same, or y and a function. */
  static boolean agree(Expression left, Expression right) {
    return left.equals(right) || isFunctionAndY(left, right) || isFunctionAndY(right, left);
  }

  private static boolean isFunctionAndY(Expression function, Expression y) {
    return function instanceof Call call && !isKnown(call) && y.equals(new Symbol("y"));
  }
}
