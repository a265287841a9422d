package org.srl4j.eval.grade.strict;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Constant;
import org.srl4j.eval.grade.algebra.Expression.Group;
import org.srl4j.eval.grade.algebra.Expression.SetOperation;
import org.srl4j.eval.grade.algebra.identity.Identity;

/**
 * A set of real numbers as disjoint intervals in order, none touching the next.
 *
 * @param intervals from left to right
 */
record RealSet(List<Interval> intervals) {
  private static final BigDecimal END = new BigDecimal("1e5000");

  /**
   * An end of an interval.
   *
   * @param exact as written
   * @param value its value to 30 digits; beyond every number for infinity
   * @param closed whether the end belongs to the interval
   */
  record End(Expression exact, BigDecimal value, boolean closed) {}

  /**
   * Numbers between two ends; a single number if both are the same and closed.
   *
   * @param left lower end
   * @param right upper end
   */
  record Interval(End left, End right) {
    boolean isEmpty() {
      int order = left.value().compareTo(right.value());
      return order > 0 || (order == 0 && !(left.closed() && right.closed()));
    }
  }

  /** The set that an expression means; empty if an end has no real value or it means no set. */
  static Optional<RealSet> of(Expression expression, Identity identity) {
    if (expression.equals(Relations.ALL)) {
      return Optional.of(everything());
    }
    if (expression instanceof SetOperation operation) {
      Optional<RealSet> left = of(operation.left(), identity);
      Optional<RealSet> right = of(operation.right(), identity);
      if (left.isEmpty() || right.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          switch (operation.operator()) {
            case UNION -> left.get().union(right.get());
            case INTERSECTION -> left.get().intersection(right.get());
            case DIFFERENCE -> left.get().intersection(right.get().complement());
          });
    }
    return expression instanceof Group group ? of(group, identity) : Optional.empty();
  }

  private static Optional<RealSet> of(Group group, Identity identity) {
    List<Interval> intervals = new ArrayList<>();
    if (group.isSet()) {
      for (Expression value : Signs.values(group)) {
        Optional<BigDecimal> real = value(value, identity);
        if (real.isEmpty()) {
          return Optional.empty();
        }
        End end = new End(value, real.get(), true);
        intervals.add(new Interval(end, end));
      }
      return Optional.of(merged(intervals));
    }
    if (group.items().size() != 2 || group.open() == '<') {
      return Optional.empty();
    }
    Optional<BigDecimal> left = value(group.items().get(0), identity);
    Optional<BigDecimal> right = value(group.items().get(1), identity);
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    Interval interval =
        new Interval(
            new End(group.items().get(0), left.get(), group.open() == '['),
            new End(group.items().get(1), right.get(), group.close() == ']'));
    return Optional.of(merged(List.of(interval)));
  }

  private static Optional<BigDecimal> value(Expression expression, Identity identity) {
    if (expression == Constant.INFINITY) {
      return Optional.of(END);
    }
    return expression.equals(Expression.negated(Constant.INFINITY))
        ? Optional.of(END.negate())
        : identity.real(expression);
  }

  private static RealSet everything() {
    return new RealSet(
        List.of(
            new Interval(
                new End(Expression.negated(Constant.INFINITY), END.negate(), false),
                new End(Constant.INFINITY, END, false))));
  }

  private static RealSet merged(List<Interval> intervals) {
    List<Interval> sorted = new ArrayList<>(intervals);
    sorted.removeIf(Interval::isEmpty);
    sorted.sort(
        Comparator.comparing((Interval i) -> i.left().value())
            .thenComparing(i -> !i.left().closed()));
    List<Interval> merged = new ArrayList<>();
    for (Interval next : sorted) {
      Interval last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && touches(last.right(), next.left())) {
        End right = larger(last.right(), next.right());
        merged.set(merged.size() - 1, new Interval(last.left(), right));
      } else {
        merged.add(next);
      }
    }
    return new RealSet(List.copyOf(merged));
  }

  private static boolean touches(End right, End left) {
    int order = right.value().compareTo(left.value());
    return order > 0 || (order == 0 && (right.closed() || left.closed()));
  }

  private static End larger(End first, End second) {
    int order = first.value().compareTo(second.value());
    return order > 0 || (order == 0 && first.closed()) ? first : second;
  }

  private RealSet union(RealSet other) {
    List<Interval> all = new ArrayList<>(intervals);
    all.addAll(other.intervals);
    return merged(all);
  }

  private RealSet complement() {
    List<Interval> gaps = new ArrayList<>();
    Interval all = everything().intervals.get(0);
    End left = all.left();
    for (Interval interval : intervals) {
      gaps.add(new Interval(left, turned(interval.left())));
      left = turned(interval.right());
    }
    gaps.add(new Interval(left, all.right()));
    return merged(gaps);
  }

  private static End turned(End end) {
    return new End(end.exact(), end.value(), !end.closed());
  }

  private RealSet intersection(RealSet other) {
    return complement().union(other.complement()).complement();
  }
}
