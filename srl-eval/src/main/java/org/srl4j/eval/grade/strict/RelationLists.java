package org.srl4j.eval.grade.strict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Relation;
import org.srl4j.eval.grade.algebra.Expression.SetOperation;
import org.srl4j.eval.grade.algebra.Expression.SetOperator;
import org.srl4j.eval.grade.algebra.Expression.Several;

/** Several inequalities as one set: x below 1 or x above 2. */
final class RelationLists {
  private RelationLists() {}

  /** The union of what the inequalities allow; anything else, and
   * inequalities about different variables, are left as they are. */
  static Expression set(Expression expression) {
    if (expression instanceof Relation relation) {
      return Relations.set(relation).orElse(expression);
    }
    if (!(expression instanceof Several several)) {
      return expression;
    }
    List<Expression> sets = new ArrayList<>();
    long variables =
        several.values().stream()
            .map(value -> value instanceof Relation relation ? Relations.variable(relation) : value)
            .distinct()
            .count();
    if (variables > 1) {
      return expression;
    }
    for (Expression value : several.values()) {
      Optional<Expression> set =
          value instanceof Relation relation ? Relations.set(relation) : Optional.empty();
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
