package org.srl4j.eval.grade.algebra.identity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Call;
import org.srl4j.eval.grade.algebra.Expression.Constant;
import org.srl4j.eval.grade.algebra.Expression.Power;
import org.srl4j.eval.grade.algebra.Expression.Symbol;

/** Whether two expressions have the same value wherever both have one. */
public final class Identity {
  private static final int MODULAR_POINTS = 2;

  /** How many points must agree before an identity with variables is believed. */
  private static final int POINTS_NEEDED = 5;

  /** How many make more of them pointless. */
  private static final int POINTS_ENOUGH = 12;

  /** A point where less than this many digits are sure decides nothing. */
  private static final BigDecimal SHARP = new BigDecimal("1e-18");

  /** Bounds are estimates; agreement may be this much wider. */
  private static final BigDecimal SLACK = BigDecimal.valueOf(1000);

  private final Work work;

  /** Decides with what is left of the work. */
  public Identity(Work work) {
    this.work = work;
  }

  /** The exact value; empty if it is not a rational constant of at most 60,000 bits. */
  public Optional<BigFraction> exact(Expression expression) {
    return Evaluation.exact(expression, work);
  }

  /** The value to 30 digits; empty if it is no real constant or fewer digits are sure. */
  public Optional<BigDecimal> real(Expression expression) {
    if (expression.contains(Symbol.class::isInstance)) {
      return Optional.empty();
    }
    try {
      Approximation value = at(expression, name -> BigDecimal.ZERO, complexNumbersIn(expression));
      BigDecimal allowed = value.magnitude().scaleByPowerOfTen(-30);
      boolean real = value.value().im.abs().compareTo(value.error().multiply(SLACK)) <= 0;
      return real && value.error().compareTo(allowed) <= 0
          ? Optional.of(value.value().re.round(new MathContext(30)))
          : Optional.empty();
    } catch (UndefinedException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** Whether both are equal for all values of their variables. */
  public boolean equal(Expression left, Expression right) {
    if (left.equals(right)) {
      return true;
    }
    Optional<BigFraction> leftValue = exact(left);
    if (leftValue.isPresent()) {
      Optional<BigFraction> rightValue = exact(right);
      if (rightValue.isPresent()) {
        return leftValue.get().equals(rightValue.get());
      }
    }
    Optional<Boolean> modular = modular(left, right);
    if (modular.orElse(false)) {
      return true;
    }
    boolean decided = modular.isPresent() && isRational(left) && isRational(right);
    return !decided && numerically(left, right);
  }

  /**
   * The sign of the constant c with left = c right; 0 if there is none or it is not sure.
   *
   * @return 1, -1, or 2 if c is constant but has no sign that is sure
   */
  public int proportion(Expression left, Expression right) {
    Expression ratio = new Expression.Quotient(left, right);
    List<String> names = Stream.concat(left.symbolNames(), right.symbolNames()).distinct().toList();
    if (names.isEmpty()) {
      return 0;
    }
    Expression moved = renamed(ratio);
    if (!equal(ratio, moved)) {
      return 0;
    }
    for (int point = 0; point < 8; point++) {
      try {
        Approximation value = at(ratio, new Point(PointKind.SIGNED, point), false);
        if (!value.mayBeZero()) {
          return value.value().re.signum();
        }
      } catch (UndefinedException | ArithmeticException e) {
        continue;
      }
    }
    return 2;
  }

  /** The same function of other variables: equal to the first only where both are constant. */
  private static Expression renamed(Expression expression) {
    if (expression instanceof Symbol symbol) {
      return new Symbol(symbol.name() + " moved");
    }
    return Rebuild.withParts(expression, Identity::renamed);
  }

  private static boolean isRational(Expression expression) {
    return !expression.contains(
        part ->
            (part instanceof Call)
                || (part instanceof Power power
                    && !(power.exponent() instanceof Expression.Number number
                        && number.value().getDenominator().bitLength() == 1)));
  }

  private Optional<Boolean> modular(Expression left, Expression right) {
    try {
      for (int point = 0; point < MODULAR_POINTS; point++) {
        ModularArithmetic arithmetic = new ModularArithmetic(point, work);
        Evaluation<java.math.BigInteger> evaluation = new Evaluation<>(arithmetic, work);
        if (!evaluation.of(left).equals(evaluation.of(right))) {
          return Optional.of(false);
        }
      }
      return Optional.of(true);
    } catch (UndefinedException e) {
      return Optional.empty();
    }
  }

  private static boolean complexNumbersIn(Expression expression) {
    return expression.contains(part -> part == Constant.I);
  }

  private Approximation at(
      Expression expression, Function<String, BigDecimal> point, boolean complex) {
    return new Evaluation<>(new NumericArithmetic(point, complex, work), work).of(expression);
  }

  private boolean numerically(Expression left, Expression right) {
    boolean complex = complexNumbersIn(left) || complexNumbersIn(right);
    boolean constant =
        left.symbolNames().findAny().isEmpty() && right.symbolNames().findAny().isEmpty();
    int needed = constant ? 1 : POINTS_NEEDED;
    int agreeing = 0;
    for (boolean mode : complex ? new boolean[] {true} : new boolean[] {false, true}) {
      for (PointKind kind : PointKind.values()) {
        for (int i = 0; i < (constant ? 1 : kind.points); i++) {
          Optional<Boolean> same = agree(left, right, new Point(kind, i), mode);
          if (same.isPresent() && !same.get()) {
            return false;
          }
          agreeing += same.isPresent() ? 1 : 0;
          if (agreeing >= POINTS_ENOUGH) {
            return true;
          }
        }
        if (constant) {
          break;
        }
      }
      if (agreeing >= needed) {
        return true;
      }
    }
    return false;
  }

  /** Whether both agree at a point; empty if one has no value there or too few sure digits. */
  private Optional<Boolean> agree(Expression left, Expression right, Point point, boolean complex) {
    try {
      Approximation first = at(left, point, complex);
      Approximation second = at(right, point, complex);
      BigDecimal distance =
          Approximation.magnitude(first.value().subtract(second.value(), Approximation.DIGITS));
      BigDecimal error = first.error().add(second.error(), Approximation.BOUND);
      if (distance.compareTo(error.multiply(SLACK)) > 0) {
        return Optional.of(false);
      }
      BigDecimal size = first.magnitude().max(second.magnitude());
      boolean sharp =
          error.compareTo(size.multiply(SHARP, Approximation.BOUND)) <= 0
              || (error.compareTo(SHARP) <= 0 && size.compareTo(SHARP) <= 0);
      return sharp ? Optional.of(true) : Optional.empty();
    } catch (UndefinedException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** Where variables are looked for. */
  private enum PointKind {
    /** Between 0.05 and 0.95, where arcsines live. */
    UNIT(3),
    /** Between 0.2 and 3. */
    POSITIVE(4),
    /** Between -3 and 3. */
    SIGNED(12),
    /** Between 3 and 30. */
    LARGE(2),
    /** Natural numbers up to 12. */
    NATURAL(14);

    private final int points;

    PointKind(int points) {
      this.points = points;
    }
  }

  /** A value for every variable, from its name, so that it is the same in both expressions. */
  private record Point(PointKind kind, int index) implements Function<String, BigDecimal> {
    private static final long SCALE = 1_000_000_000_000L;

    @Override
    public BigDecimal apply(String name) {
      long seed = 1_000_003L * name.hashCode() + 7919L * index + kind.ordinal();
      Random random = new Random(seed);
      if (kind == PointKind.NATURAL) {
        return BigDecimal.valueOf(1 + random.nextInt(12));
      }
      long parts = (long) (random.nextDouble() * SCALE);
      BigDecimal share = BigDecimal.valueOf(parts, 12);
      return switch (kind) {
        case UNIT -> range(share, "0.05", "0.9");
        case POSITIVE -> range(share, "0.2", "2.8");
        case SIGNED -> range(share, "-3", "6");
        default -> range(share, "3", "27");
      };
    }

    private static BigDecimal range(BigDecimal share, String from, String width) {
      return share.multiply(new BigDecimal(width)).add(new BigDecimal(from));
    }
  }
}
