package org.srl4j.eval.grade.sympy;

import java.util.ArrayList;
import java.util.List;

/** What sympy's LaTeX converter makes of factors side by side and of a sign before them. */
final class Juxtaposition {
  private static final Expr CROSS = new Expr.Unknown("x");

  private Juxtaposition() {}

  /** Their product; an x between two factors without unknowns is a sign of multiplication. */
  static Expr of(List<Expr> factors) {
    List<Expr> kept = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      boolean between = i > 0 && i < factors.size() - 1;
      boolean cross =
          between
              && factors.get(i).equals(CROSS)
              && !hasUnknowns(factors.get(i - 1))
              && !hasUnknowns(factors.get(i + 1));
      if (!cross) {
        kept.add(factors.get(i));
      }
    }
    return kept.size() == 1 ? kept.get(0) : new Expr.Product(kept);
  }

  private static boolean hasUnknowns(Expr expr) {
    return expr instanceof Expr.Unknown || expr.parts().anyMatch(Juxtaposition::hasUnknowns);
  }

  /** A number stays one. */
  static Expr negative(Expr operand) {
    return operand instanceof Expr.Rational number
        ? new Expr.Rational(number.value().negate(), number.decimal())
        : operand.negated();
  }
}
