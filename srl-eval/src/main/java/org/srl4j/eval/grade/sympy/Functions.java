package org.srl4j.eval.grade.sympy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.complex.Complex;

/** The functions that have a value, and how LaTeX writes them. */
final class Functions {
  private static final List<String> TRIGONOMETRIC =
      List.of("sin", "cos", "tan", "csc", "sec", "cot");
  private static final List<String> HYPERBOLIC = List.of("sinh", "cosh", "tanh");
  private static final Set<String> OF_SEVERAL = Set.of("log", "factorial", "binomial");
  private static final Map<String, UnaryOperator<Complex>> VALUES = values();

  /** The commands that are functions in sympy's LaTeX grammar. */
  static final Set<String> LATEX =
      Set.of(
          "\\exp",
          "\\log",
          "\\lg",
          "\\ln",
          "\\sin",
          "\\cos",
          "\\tan",
          "\\csc",
          "\\sec",
          "\\cot",
          "\\arcsin",
          "\\arccos",
          "\\arctan",
          "\\arccsc",
          "\\arcsec",
          "\\arccot",
          "\\sinh",
          "\\cosh",
          "\\tanh",
          "\\arsinh",
          "\\arcosh",
          "\\artanh");

  private Functions() {}

  private static Map<String, UnaryOperator<Complex>> values() {
    Map<String, UnaryOperator<Complex>> values = new HashMap<>();
    values.put("exp", Complex::exp);
    values.put("sqrt", Complex::sqrt);
    values.put("sin", Complex::sin);
    values.put("cos", Complex::cos);
    values.put("tan", Complex::tan);
    values.put("csc", z -> z.sin().reciprocal());
    values.put("sec", z -> z.cos().reciprocal());
    values.put("cot", z -> z.cos().divide(z.sin()));
    values.put("asin", Complex::asin);
    values.put("acos", Complex::acos);
    values.put("atan", Complex::atan);
    values.put("acsc", z -> z.reciprocal().asin());
    values.put("asec", z -> z.reciprocal().acos());
    values.put("acot", z -> z.reciprocal().atan());
    values.put("sinh", Complex::sinh);
    values.put("cosh", Complex::cosh);
    values.put("tanh", Complex::tanh);
    values.put("asinh", z -> z.add(z.multiply(z).add(1).sqrt()).log());
    values.put("acosh", z -> z.add(z.subtract(1).sqrt().multiply(z.add(1).sqrt())).log());
    values.put("atanh", z -> z.add(1).log().subtract(z.negate().add(1).log()).divide(2));
    values.put("Abs", z -> new Complex(z.abs()));
    values.put("conjugate", Complex::conjugate);
    values.put("floor", z -> new Complex(Math.floor(z.getReal()), Math.floor(z.getImaginary())));
    values.put("ceiling", z -> new Complex(Math.ceil(z.getReal()), Math.ceil(z.getImaginary())));
    return Map.copyOf(values);
  }

  /** Whether the name has a value, and is not an undefined function. */
  static boolean isKnown(String name) {
    return VALUES.containsKey(name) || OF_SEVERAL.contains(name);
  }

  /** The value of a function of one argument that {@link #isKnown}. */
  static Optional<UnaryOperator<Complex>> ofOne(String name) {
    return Optional.ofNullable(VALUES.get(name));
  }

  /**
   * What sympy makes of a function in LaTeX: {@code \log} is the natural logarithm, {@code
   * \sin^{-1}} the inverse function, and an exponent of 0 does not count.
   *
   * @param command without its backslash
   */
  static Expr latex(String command, Expr argument, Optional<Expr> base, Optional<Expr> exponent) {
    boolean inverse =
        exponent.equals(Optional.of(Expr.Rational.of(-1)))
            && (TRIGONOMETRIC.contains(command) || HYPERBOLIC.contains(command));
    Expr value =
        switch (command) {
          case "log", "ln" -> logarithm(argument, base.orElse(Expr.Constant.E));
          case "lg" -> logarithm(argument, base.orElse(Expr.Rational.of(10)));
          default -> new Expr.Call((inverse ? "a" : "") + pythonName(command), List.of(argument));
        };
    boolean powered =
        !inverse && exponent.isPresent() && !exponent.get().equals(Expr.Rational.of(0));
    return powered ? new Expr.Power(value, exponent.get()) : value;
  }

  static Expr logarithm(Expr argument, Expr base) {
    return new Expr.Call("log", List.of(argument, base));
  }

  private static String pythonName(String command) {
    if (command.startsWith("arc")) {
      return "a" + command.substring(3);
    }
    return command.startsWith("ar") ? "a" + command.substring(2) : command;
  }
}
