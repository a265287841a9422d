package org.srl4j.eval.grade.sympy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.math3.complex.Complex;
import org.srl4j.eval.grade.python.PythonFloat;

/**
 * The Qwen2.5-Math harness's {@code symbolic_equal}: each text is read as LaTeX, else as a Python
 * expression, else stays a text. Equal are the same texts and collections, expressions whose
 * difference vanishes, relations whose differences of sides have the same modulus (their signs are
 * not looked at), and numbers within a relative tolerance.
 */
public final class SymbolicEquality {
  private static final long SEED = 20240918;
  private static final int COMPLEX_POINTS = 4;
  private static final int REAL_POINTS = 2;
  private static final int FEWEST_POINTS = 2;

  private SymbolicEquality() {}

  /**
   * Compares two answers.
   *
   * @param tolerance relative, for two expressions that are numbers
   */
  public static boolean equal(String answer, String wanted, double tolerance) {
    Optional<Expr> left = read(answer);
    Optional<Expr> right = read(wanted);
    if (left.isEmpty() || right.isEmpty()) {
      return left.isEmpty() && right.isEmpty() && answer.equals(wanted);
    }
    return equal(left.get(), right.get(), tolerance);
  }

  /** Read with and without doubled backslashes, as the harness tries it. */
  private static Optional<Expr> read(String text) {
    String single = text.replace("\\\\", "\\");
    for (String variant : single.equals(text) ? List.of(text) : List.of(single, text)) {
      try {
        return Optional.of(LatexReader.read(variant));
      } catch (UnreadableException e) {
        continue;
      }
    }
    try {
      return Optional.of(PythonReader.read(text, PythonReader.Products.WRITTEN));
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  private static boolean equal(Expr left, Expr right, double tolerance) {
    if (left.equals(right)) {
      return true;
    }
    if (left instanceof Expr.Collection a && right instanceof Expr.Collection b) {
      return collectionsEqual(a, b);
    }
    if (left instanceof Expr.Relation a && right instanceof Expr.Relation b) {
      return relationsEqual(a, b);
    }
    if (!isExpression(left) || !isExpression(right)) {
      return false;
    }
    if (!left.isNumeric() || !right.isNumeric()) {
      return vanishes(left, right);
    }
    Evaluation numbers = new Evaluation(Map.of());
    Value a = numbers.of(left);
    Value b = numbers.of(right);
    return a.isSame(b)
        || a.isReal() && b.isReal() && PythonFloat.isClose(a.real(), b.real(), tolerance);
  }

  /**
   * Whether sympy simplifies the difference of two Python expressions, products without a sign
   * included, to 0. A float is never equal to an irrational number there.
   */
  public static boolean differenceVanishes(String gold, String answer) {
    Expr left;
    Expr right;
    try {
      left = PythonReader.read(gold, PythonReader.Products.IMPLICIT);
      right = PythonReader.read(answer, PythonReader.Products.IMPLICIT);
    } catch (UnreadableException e) {
      return false;
    }
    if (!isExpression(left) || !isExpression(right)) {
      return false;
    }
    if (!left.isNumeric() || !right.isNumeric()) {
      return vanishes(left, right);
    }
    Evaluation numbers = new Evaluation(Map.of());
    Value a = numbers.of(left);
    Value b = numbers.of(right);
    boolean rational = a.exact() != null && b.exact() != null;
    return a.isSame(b) && (rational || hasDecimals(left) == hasDecimals(right));
  }

  private static boolean isExpression(Expr expr) {
    return !(expr instanceof Expr.Collection)
        && !(expr instanceof Expr.Relation)
        && expr.parts().allMatch(SymbolicEquality::isExpression);
  }

  /** Two collections of one kind; only a set has no order. */
  private static boolean collectionsEqual(Expr.Collection a, Expr.Collection b) {
    if (a.open() != b.open()) {
      return false;
    }
    if (a.open() == '{') {
      return contains(a, b) && contains(b, a);
    }
    if (a.items().size() != b.items().size()) {
      return false;
    }
    for (int i = 0; i < a.items().size(); i++) {
      if (!sameItem(a.items().get(i), b.items().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(Expr.Collection all, Expr.Collection items) {
    return items.items().stream()
        .allMatch(item -> all.items().stream().anyMatch(other -> sameItem(item, other)));
  }

  /** Items must be the same to Python, where 0.5 is not one half. */
  private static boolean sameItem(Expr a, Expr b) {
    return hasDecimals(a) == hasDecimals(b) && equal(a, b, 0);
  }

  private static boolean hasDecimals(Expr expr) {
    return expr instanceof Expr.Rational number && number.decimal()
        || expr.parts().anyMatch(SymbolicEquality::hasDecimals);
  }

  private static boolean relationsEqual(Expr.Relation a, Expr.Relation b) {
    Optional<Boolean> left = truth(a);
    Optional<Boolean> right = truth(b);
    if (left.isPresent() || right.isPresent()) {
      return left.equals(right);
    }
    if (!isExpression(a.left())
        || !isExpression(a.right())
        || !isExpression(b.left())
        || !isExpression(b.right())) {
      return false;
    }
    return vanishes(modulus(a), modulus(b));
  }

  private static Expr modulus(Expr.Relation relation) {
    Expr difference = new Expr.Sum(List.of(relation.left(), relation.right().negated()));
    return new Expr.Call("Abs", List.of(difference));
  }

  /** A relation of two numbers is true or false at once. */
  private static Optional<Boolean> truth(Expr.Relation relation) {
    if (!isExpression(relation.left())
        || !isExpression(relation.right())
        || !relation.left().isNumeric()
        || !relation.right().isNumeric()) {
      return Optional.empty();
    }
    Evaluation numbers = new Evaluation(Map.of());
    Value a = numbers.of(relation.left());
    Value b = numbers.of(relation.right());
    boolean same = a.isSame(b);
    int order = Double.compare(a.real(), b.real());
    return Optional.of(
        switch (relation.operator()) {
          case "=" -> same;
          case "!=" -> !same;
          case "<" -> !same && order < 0;
          case "<=" -> same || order < 0;
          case ">" -> !same && order > 0;
          default -> same || order > 0;
        });
  }

  /**
   * Whether two expressions agree at random points wherever both have values.
   *
   * <p>The points are complex, since sympy's unknowns are: {@code \sqrt{x^2}} is not x there.
   */
  static boolean vanishes(Expr left, Expr right) {
    Set<String> names = new TreeSet<>();
    collectUnknowns(left, names);
    collectUnknowns(right, names);
    int compared = 0;
    for (Map<String, Complex> point : points(names)) {
      Evaluation evaluation = new Evaluation(point);
      Value a = evaluation.of(left);
      Value b = evaluation.of(right);
      if (a.isNaN() || b.isNaN()) {
        continue;
      }
      if (!a.isSame(b)) {
        return false;
      }
      compared++;
    }
    return compared >= FEWEST_POINTS;
  }

  private static void collectUnknowns(Expr expr, Set<String> names) {
    if (expr instanceof Expr.Unknown unknown) {
      names.add(unknown.name());
    }
    expr.parts().forEach(part -> collectUnknowns(part, names));
  }

  private static List<Map<String, Complex>> points(Set<String> names) {
    Random random = new Random(SEED);
    List<Map<String, Complex>> points = new ArrayList<>();
    for (int i = 0; i < COMPLEX_POINTS + REAL_POINTS; i++) {
      Map<String, Complex> point = new HashMap<>();
      for (String name : names) {
        double real = 3 * random.nextDouble() - 1.5;
        point.put(name, new Complex(real, i < COMPLEX_POINTS ? random.nextDouble() - 0.5 : 0));
      }
      points.add(point);
    }
    return points;
  }
}
