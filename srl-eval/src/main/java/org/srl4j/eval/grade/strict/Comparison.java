package org.srl4j.eval.grade.strict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.BasedNumeral;
import org.srl4j.eval.grade.algebra.Expression.Call;
import org.srl4j.eval.grade.algebra.Expression.Colon;
import org.srl4j.eval.grade.algebra.Expression.Group;
import org.srl4j.eval.grade.algebra.Expression.Matrix;
import org.srl4j.eval.grade.algebra.Expression.Number;
import org.srl4j.eval.grade.algebra.Expression.Quantity;
import org.srl4j.eval.grade.algebra.Expression.Ratio;
import org.srl4j.eval.grade.algebra.Expression.Relation;
import org.srl4j.eval.grade.algebra.Expression.SetOperation;
import org.srl4j.eval.grade.algebra.Expression.Several;
import org.srl4j.eval.grade.algebra.Expression.Text;
import org.srl4j.eval.grade.algebra.identity.Identity;
import org.srl4j.eval.grade.algebra.identity.Work;
import org.srl4j.eval.grade.strict.RealSet.End;
import org.srl4j.eval.grade.strict.RealSet.Interval;

/** Compares two answers by what they are; gold first. One object for one pair. */
final class Comparison {
  /** Longer lists are compared in order only. */
  private static final int MAX_UNORDERED = 40;

  private static final int MAX_COMPARISONS = 4000;

  /** Minutes. */
  private static final int HALF_DAY = 720;

  private final Identity identity;
  private final Scalars scalars;
  private final Relations relations;
  private int comparisons;

  Comparison(Work work) {
    this.identity = new Identity(work);
    this.scalars = new Scalars(identity);
    this.relations = new Relations(identity, this);
  }

  Verdict compare(Expression gold, Expression answer) {
    if (++comparisons > MAX_COMPARISONS) {
      return Verdict.of(false, "work");
    }
    if (gold.equals(answer)) {
      return Verdict.of(true, "same");
    }
    if (gold instanceof Text || answer instanceof Text) {
      return Verdict.of(false, "text");
    }
    if (isListOfInequalities(gold) || isListOfInequalities(answer)) {
      Expression left = Relations.union(gold);
      Expression right = Relations.union(answer);
      return left instanceof Several || right instanceof Several
          ? Verdict.of(inAnyOrder(Signs.values(gold), Signs.values(answer)), "inequality")
          : sets(left, right);
    }
    boolean plural = Signs.isPlural(gold) || Signs.isPlural(answer);
    if (plural && !isRealSet(gold) && !isRealSet(answer)) {
      return lists(gold, answer);
    }
    if (gold instanceof Relation || answer instanceof Relation) {
      return relations.compare(gold, answer);
    }
    if (isRealSet(gold) || isRealSet(answer)) {
      return sets(gold, answer);
    }
    return composed(gold, answer);
  }

  private Verdict composed(Expression gold, Expression answer) {
    Expression left = Matrices.folded(gold);
    Expression right = Matrices.folded(answer);
    if (left instanceof Matrix || right instanceof Matrix) {
      return matrices(left, right);
    }
    if (left instanceof Group || right instanceof Group) {
      return groups(left, right);
    }
    if (left instanceof BasedNumeral || right instanceof BasedNumeral) {
      return numerals(left, right);
    }
    if (left instanceof Ratio first && right instanceof Ratio second) {
      return ratios(first, second);
    }
    if (isTime(left) && right instanceof Ratio ratio) {
      return time((Quantity) left, ratio);
    }
    if (left instanceof Ratio ratio && isTime(right)) {
      return time((Quantity) right, ratio);
    }
    if (isScore(left) || isScore(right)) {
      return Verdict.of(false, "score");
    }
    if (left instanceof Call first
        && right instanceof Call second
        && first.function().equals("cases")
        && second.function().equals("cases")) {
      return Verdict.of(inOrder(first.arguments(), second.arguments()), "cases");
    }
    return scalars.compare(left, right);
  }

  private static boolean isTime(Expression expression) {
    return expression instanceof Quantity quantity && quantity.unit().is(AnswerText.TIME_OF_DAY);
  }

  /**
   * A time with a.m. or p.m. and one without. The latter can be in either half of the day, unless
   * its hour is 0 or beyond 12.
   */
  private Verdict time(Quantity time, Ratio clock) {
    if (clock.colon() != Colon.TIME || clock.terms().size() != 2) {
      return Verdict.of(false, "time");
    }
    int hour = ((Number) clock.terms().get(0)).value().intValue();
    int minute = ((Number) clock.terms().get(1)).value().intValue();
    int apart = ((Number) time.value()).value().intValue() - 60 * hour - minute;
    boolean eitherHalf = hour >= 1 && hour <= 12;
    return Verdict.of(apart == 0 || (eitherHalf && Math.abs(apart) % HALF_DAY == 0), "time");
  }

  private static boolean isScore(Expression expression) {
    return expression instanceof Ratio ratio
        && (ratio.colon() == Colon.SCORE
            || ratio.terms().stream().anyMatch(term -> term.equals(Expression.number(0))));
  }

  private static boolean isListOfInequalities(Expression expression) {
    return expression instanceof Several several
        && several.values().stream().allMatch(Signs::isInequality);
  }

  private static boolean isRealSet(Expression expression) {
    return expression instanceof SetOperation || expression.equals(Relations.ALL);
  }

  private boolean inOrder(List<Expression> gold, List<Expression> answer) {
    if (gold.size() != answer.size()) {
      return false;
    }
    for (int i = 0; i < gold.size(); i++) {
      if (!compare(gold.get(i), answer.get(i)).equal()) {
        return false;
      }
    }
    return true;
  }

  private Verdict lists(Expression named, Expression alsoNamed) {
    Expression gold = withoutName(named);
    Expression answer = withoutName(alsoNamed);
    if (isTuple(gold) || isTuple(answer)) {
      // A bare list may lack the brackets of a point; a set may not, nor an interval.
      boolean bare =
          (gold instanceof Several || answer instanceof Several)
              && (((isTuple(gold) ? gold : answer) instanceof Group group) && group.isTuple());
      return Verdict.of(bare && inOrder(items(gold), items(answer)), "tuple");
    }
    if (!Signs.isPlural(gold) && !Signs.isPlural(answer)) {
      return compare(gold, answer);
    }
    List<Expression> left = Signs.values(gold);
    List<Expression> right = Signs.values(answer);
    if (namesOrder(left) != namesOrder(right)) {
      return Verdict.of(inOrder(left, right), "named values");
    }
    return Verdict.of(inAnyOrder(left, right), "values");
  }

  /** The value of a single equation or membership, without conditions like k in Z. */
  private static Expression withoutName(Expression expression) {
    if (expression instanceof Relation relation && !Signs.hasPlusMinus(relation)) {
      return Labels.of(relation).map(labelled -> labelled.value()).orElse(expression);
    }
    if (expression instanceof Several several) {
      List<Expression> answers =
          several.values().stream().filter(value -> !Labels.isCondition(value)).toList();
      return answers.size() == 1
          ? answers.get(0)
          : answers.isEmpty() ? expression : new Several(answers);
    }
    return expression;
  }

  private static boolean isTuple(Expression expression) {
    return expression instanceof Group group && !group.isSet();
  }

  private static List<Expression> items(Expression expression) {
    return isTuple(expression) ? expression.parts() : Signs.values(expression);
  }

  /** Whether each value has a name of its own, so that their order is known. */
  private static boolean namesOrder(List<Expression> values) {
    List<Expression> labels =
        values.stream().flatMap(value -> Labels.of(value).stream()).map(l -> l.label()).toList();
    return values.size() > 1
        && labels.size() == values.size()
        && labels.stream().distinct().count() == values.size();
  }

  private boolean inAnyOrder(List<Expression> gold, List<Expression> answer) {
    if (gold.size() > MAX_UNORDERED || answer.size() > MAX_UNORDERED) {
      return inOrder(gold, answer);
    }
    List<Expression> wanted = distinct(gold);
    List<Expression> left = distinct(answer);
    if (wanted.size() != left.size()) {
      return false;
    }
    for (Expression value : wanted) {
      Optional<Expression> partner =
          left.stream()
              .filter(other -> isSet(value) == isSet(other) && compare(value, other).equal())
              .findFirst();
      if (partner.isEmpty()) {
        return false;
      }
      left.remove(partner.get());
    }
    return true;
  }

  private static boolean isSet(Expression expression) {
    return expression instanceof Group group && group.isSet();
  }

  private List<Expression> distinct(List<Expression> values) {
    List<Expression> distinct = new ArrayList<>();
    for (Expression value : values) {
      if (distinct.stream().noneMatch(other -> same(value, other))) {
        distinct.add(value);
      }
    }
    return distinct;
  }

  /** Whether two values of a list are one, said twice. */
  private boolean same(Expression value, Expression other) {
    return Labels.isMeasured(value) || Labels.isMeasured(other)
        ? value.equals(other)
        : identity.equal(value, other);
  }

  private Verdict sets(Expression gold, Expression answer) {
    Optional<RealSet> left = RealSet.of(gold, identity);
    Optional<RealSet> right = RealSet.of(answer, identity);
    if (left.isEmpty() || right.isEmpty()) {
      return Verdict.of(sameUnion(gold, answer), "set");
    }
    List<Interval> first = left.get().intervals();
    List<Interval> second = right.get().intervals();
    boolean equal = first.size() == second.size();
    for (int i = 0; equal && i < first.size(); i++) {
      equal =
          sameEnd(first.get(i).left(), second.get(i).left())
              && sameEnd(first.get(i).right(), second.get(i).right());
    }
    return Verdict.of(equal, "set");
  }

  private boolean sameEnd(End left, End right) {
    return left.closed() == right.closed()
        && (left.exact().equals(right.exact())
            || scalars.compare(left.exact(), right.exact()).equal());
  }

  /** The parts of two unions, where their ends are not numbers. */
  private boolean sameUnion(Expression gold, Expression answer) {
    return gold instanceof SetOperation first
        && answer instanceof SetOperation second
        && first.operator() == second.operator()
        && ((compare(first.left(), second.left()).equal()
                && compare(first.right(), second.right()).equal())
            || (compare(first.left(), second.right()).equal()
                && compare(first.right(), second.left()).equal()));
  }

  private Verdict groups(Expression gold, Expression answer) {
    if (!(gold instanceof Group first) || !(answer instanceof Group second)) {
      return Verdict.of(false, "tuple");
    }
    String rule = first.isTuple() && second.isTuple() ? "tuple" : "interval";
    boolean brackets =
        (first.isTuple() && second.isTuple())
            || (first.open() == second.open() && first.close() == second.close());
    return Verdict.of(brackets && inOrder(first.items(), second.items()), rule);
  }

  private Verdict matrices(Expression gold, Expression answer) {
    if (gold instanceof Matrix first && answer instanceof Matrix second) {
      boolean equal = first.rows().size() == second.rows().size();
      for (int i = 0; equal && i < first.rows().size(); i++) {
        equal = inOrder(first.rows().get(i), second.rows().get(i));
      }
      return Verdict.of(equal, "matrix");
    }
    return Verdict.of(
        isVector(gold) && isVector(answer) && inOrder(gold.parts(), answer.parts()), "vector");
  }

  /** A point, or a matrix of one column or one row. */
  private static boolean isVector(Expression expression) {
    if (expression instanceof Matrix matrix) {
      return matrix.rows().size() == 1 || matrix.rows().stream().allMatch(r -> r.size() == 1);
    }
    return expression instanceof Group group && group.isTuple();
  }

  private static Verdict numerals(Expression gold, Expression answer) {
    boolean equal =
        gold instanceof BasedNumeral first
            && answer instanceof BasedNumeral second
            && first.base() == second.base()
            && withoutZeros(first).equals(withoutZeros(second));
    return Verdict.of(equal, "base");
  }

  private static String withoutZeros(BasedNumeral numeral) {
    String digits = numeral.digits();
    int first = 0;
    while (first < digits.length() - 1 && digits.charAt(first) == '0') {
      first++;
    }
    return digits.substring(first);
  }

  /** Two times, or scores, must be the same as they stand; ratios may be multiples. */
  private Verdict ratios(Ratio gold, Ratio answer) {
    boolean times = gold.colon() == Colon.TIME && answer.colon() == Colon.TIME;
    if (times || isScore(gold) || isScore(answer)) {
      return Verdict.of(gold.terms().equals(answer.terms()), times ? "time" : "score");
    }
    boolean equal = gold.terms().size() == answer.terms().size();
    for (int i = 1; equal && i < gold.terms().size(); i++) {
      equal =
          identity.equal(
              Scalars.fraction(gold.terms().get(i), gold.terms().get(0)),
              Scalars.fraction(answer.terms().get(i), answer.terms().get(0)));
    }
    return Verdict.of(equal, "ratio");
  }
}
