package org.srl4j.eval.grade.sympy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;

/** An expression as read, nothing simplified. */
sealed interface Expr {

  /**
   * A rational number.
   *
   * @param decimal whether it was written with a decimal point, a float in sympy
   */
  record Rational(BigFraction value, boolean decimal) implements Expr {
    static Rational of(long value) {
      return new Rational(new BigFraction(value), false);
    }
  }

  /** A named number. */
  enum Constant implements Expr {
    /** Circle constant; only the Python reader knows it. */
    PI,
    /** Base of the natural logarithm. */
    E,
    /** Imaginary unit; only the Python reader knows it. */
    I,
    /** Positive infinity. */
    INFINITY
  }

  /** An unknown. */
  record Unknown(String name) implements Expr {}

  /** What a LaTeX name stands for: infinity, or an unknown. */
  static Expr named(String name) {
    return name.equals("infty") ? Constant.INFINITY : new Unknown(name);
  }

  /** A sum of one term or more. */
  record Sum(List<Expr> terms) implements Expr {}

  /** A product of one factor or more. */
  record Product(List<Expr> factors) implements Expr {}

  /** A power. */
  record Power(Expr base, Expr exponent) implements Expr {}

  /** A function's value; a name that Functions does not know is an undefined function. */
  record Call(String function, List<Expr> arguments) implements Expr {}

  /**
   * A relation of two expressions.
   *
   * @param operator {@code =}, {@code <}, {@code <=}, {@code >}, {@code >=} or {@code !=}
   */
  record Relation(String operator, Expr left, Expr right) implements Expr {}

  /**
   * A Python list, tuple or set.
   *
   * @param open its opening bracket
   */
  record Collection(char open, List<Expr> items) implements Expr {}

  /** The expressions that this one is made of. */
  default Stream<Expr> parts() {
    if (this instanceof Sum sum) {
      return sum.terms.stream();
    }
    if (this instanceof Product product) {
      return product.factors.stream();
    }
    if (this instanceof Power power) {
      return Stream.of(power.base, power.exponent);
    }
    if (this instanceof Call call) {
      return call.arguments.stream();
    }
    if (this instanceof Relation relation) {
      return Stream.of(relation.left, relation.right);
    }
    return this instanceof Collection collection ? collection.items.stream() : Stream.empty();
  }

  /** This expression negated. */
  default Expr negated() {
    return new Product(List.of(Rational.of(-1), this));
  }

  /** One divided by this expression. */
  default Expr inverted() {
    return new Power(this, Rational.of(-1));
  }

  /** Whether it has a value: no unknown, no undefined function. */
  default boolean isNumeric() {
    return !(this instanceof Unknown)
        && !(this instanceof Call call && !Functions.isKnown(call.function))
        && parts().allMatch(Expr::isNumeric);
  }
}
