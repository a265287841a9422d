package org.srl4j.eval.grade.strict;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Group;
import org.srl4j.eval.grade.algebra.Expression.PlusMinus;
import org.srl4j.eval.grade.algebra.Expression.Relation;
import org.srl4j.eval.grade.algebra.Expression.Several;
import org.srl4j.eval.grade.algebra.identity.Rebuild;

/** Takes apart what stands for several values: lists, sets and plus-minus. */
final class Signs {
  private Signs() {}

  /** Whether it is more than one value, or a set. */
  static boolean isPlural(Expression expression) {
    return expression instanceof Several
        || (expression instanceof Group group && group.isSet())
        || (!(expression instanceof Group) && hasPlusMinus(expression));
  }

  static boolean hasPlusMinus(Expression expression) {
    return expression.contains(PlusMinus.class::isInstance);
  }

  /** All values, in order. */
  static List<Expression> values(Expression expression) {
    if (expression instanceof Several several) {
      return several.values().stream().flatMap(item -> values(item).stream()).toList();
    }
    if (expression instanceof Group group && group.isSet()) {
      return group.items().stream()
          .flatMap(item -> item instanceof Group ? Stream.of(item) : values(item).stream())
          .toList();
    }
    if (hasPlusMinus(expression)) {
      return Stream.of(chosen(expression, true), chosen(expression, false)).toList();
    }
    return List.of(expression);
  }

  /** With the upper or the lower signs. */
  private static Expression chosen(Expression expression, boolean upper) {
    UnaryOperator<Expression> image = part -> chosen(part, upper);
    if (expression instanceof PlusMinus both) {
      Expression term = image.apply(both.term());
      return both.plusFirst() == upper ? term : Expression.negated(term);
    }
    return Rebuild.withParts(expression, image);
  }

  /** Whether it is a relation with at least one sign of order. */
  static boolean isInequality(Expression expression) {
    return expression instanceof Relation relation
        && relation.signs().stream()
            .anyMatch(
                sign ->
                    switch (sign) {
                      case LESS, AT_MOST, GREATER, AT_LEAST, NOT_EQUAL -> true;
                      default -> false;
                    });
  }
}
