package org.srl4j.eval.grade.algebra;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;

/** What an answer says: an immutable tree, not simplified. */
public sealed interface Expression {

  /** The parts directly below, in reading order; empty for leaves. */
  List<Expression> parts();

  /** Whether this tree has a node that satisfies the condition, itself included. */
  default boolean contains(Predicate<Expression> condition) {
    return condition.test(this) || parts().stream().anyMatch(part -> part.contains(condition));
  }

  /** A number without the decimal point's claim to have been rounded. */
  static Expression number(long value) {
    return new Number(new BigFraction(value), Optional.empty());
  }

  /** The expression with its sign turned. */
  static Expression negated(Expression expression) {
    return expression instanceof Number number
        ? new Number(number.value().negate(), number.decimals())
        : new Product(List.of(number(-1), expression));
  }

  /** A leaf: no parts. */
  sealed interface Leaf extends Expression permits Number, Constant, Symbol, BasedNumeral, Text {
    @Override
    default List<Expression> parts() {
      return List.of();
    }
  }

  /**
   * How many digits a decimal number was written with.
   *
   * @param significant number of digits from the first that is not zero, at least 1
   * @param place power of ten of the last digit, e.g. -2 for 0.25
   */
  record Decimals(int significant, int place) {}

  /**
   * A rational number, exact.
   *
   * @param value the value
   * @param decimals present if it was written with a decimal point or a power of ten, so that it
   *     may be a rounded one
   */
  record Number(BigFraction value, Optional<Decimals> decimals) implements Leaf {}

  /** A number with a name. */
  enum Constant implements Leaf {
    /** Circumference over diameter. */
    PI,
    /** Base of the natural logarithm. */
    E,
    /** Square root of minus one. */
    I,
    /** Positive infinity. */
    INFINITY
  }

  /**
   * A variable or a named object.
   *
   * @param name the letter or command without backslash, with its subscript, e.g. {@code x_1}
   */
  record Symbol(String name) implements Leaf {}

  /**
   * A numeral with its base.
   *
   * @param digits as written
   * @param base 2 to 36
   */
  record BasedNumeral(String digits, int base) implements Leaf {}

  /**
   * Words.
   *
   * @param words lower case, single spaces, no punctuation around
   */
  record Text(String words) implements Leaf {}

  /**
   * A sum.
   *
   * @param terms at least two
   */
  record Sum(List<Expression> terms) implements Expression {
    @Override
    public List<Expression> parts() {
      return terms;
    }
  }

  /**
   * A product.
   *
   * @param factors at least two
   */
  record Product(List<Expression> factors) implements Expression {
    @Override
    public List<Expression> parts() {
      return factors;
    }
  }

  /**
   * A fraction.
   *
   * @param numerator above the line
   * @param denominator below the line
   */
  record Quotient(Expression numerator, Expression denominator) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(numerator, denominator);
    }
  }

  /**
   * A power.
   *
   * @param base below
   * @param exponent above
   */
  record Power(Expression base, Expression exponent) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(base, exponent);
    }
  }

  /**
   * A function applied to arguments, e.g. {@code sin}, {@code root} (radicand, index), {@code log}
   * (argument, base), {@code factorial}; other names are unknown functions.
   *
   * @param function name
   * @param arguments at least one
   */
  record Call(String function, List<Expression> arguments) implements Expression {
    @Override
    public List<Expression> parts() {
      return arguments;
    }
  }

  /**
   * Two values at once.
   *
   * @param term what is added and subtracted
   * @param plusFirst true for plus-minus, false for minus-plus
   */
  record PlusMinus(Expression term, boolean plusFirst) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(term);
    }
  }

  /**
   * Items in brackets: a point, an interval, a set, a vector. The pair (a, b) may be a point or an
   * open interval; only the comparison can tell.
   *
   * @param open one of ( [ &#123; &lt;
   * @param close one of ) ] &#125; &gt;
   * @param items empty only for the empty set
   */
  record Group(char open, char close, List<Expression> items) implements Expression {
    @Override
    public List<Expression> parts() {
      return items;
    }

    /** Whether it is in braces. */
    public boolean isSet() {
      return open == '{';
    }

    /** Whether it may be a point or a vector: round or angle brackets. */
    public boolean isTuple() {
      return (open == '(' && close == ')') || open == '<';
    }
  }

  /**
   * A matrix, or a column vector.
   *
   * @param rows rows of cells
   */
  record Matrix(List<List<Expression>> rows) implements Expression {
    @Override
    public List<Expression> parts() {
      return rows.stream().flatMap(List::stream).toList();
    }
  }

  /** How two sets are combined. */
  enum SetOperator {
    /** In at least one. */
    UNION,
    /** In both. */
    INTERSECTION,
    /** In the first and not in the second. */
    DIFFERENCE
  }

  /**
   * Two sets combined.
   *
   * @param operator how
   * @param left first set
   * @param right second set
   */
  record SetOperation(SetOperator operator, Expression left, Expression right)
      implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  /** How two sides of a relation stand to each other. */
  enum Sign {
    /** Equal. */
    EQUAL,
    /** Not equal. */
    NOT_EQUAL,
    /** Smaller. */
    LESS,
    /** Smaller or equal. */
    AT_MOST,
    /** Greater. */
    GREATER,
    /** Greater or equal. */
    AT_LEAST,
    /** Roughly equal. */
    ABOUT,
    /** Element of. */
    MEMBER;

    /** The sign that stands there when the sides change places; itself if it has no direction. */
    public Sign flipped() {
      return switch (this) {
        case LESS -> GREATER;
        case AT_MOST -> AT_LEAST;
        case GREATER -> LESS;
        case AT_LEAST -> AT_MOST;
        default -> this;
      };
    }
  }

  /**
   * Sides with signs between them, e.g. 0 &lt; x &lt; 2.
   *
   * @param sides at least two
   * @param signs one fewer than sides
   */
  record Relation(List<Expression> sides, List<Sign> signs) implements Expression {
    @Override
    public List<Expression> parts() {
      return sides;
    }
  }

  /**
   * Several answers in a row: "3, 5" or "3 and 5".
   *
   * @param values at least two
   */
  record Several(List<Expression> values) implements Expression {
    @Override
    public List<Expression> parts() {
      return values;
    }
  }

  /** What a colon between numbers means. */
  enum Colon {
    /** A proportion: 3:4 is 6:8. */
    RATIO,
    /** A time of the day or a duration: 10:30. */
    TIME,
    /** Goals of two sides: 4:2 is not 2:1. */
    SCORE
  }

  /**
   * Numbers with colons between them, e.g. 3:4.
   *
   * @param terms at least two
   * @param colon what the colons mean
   */
  record Ratio(List<Expression> terms, Colon colon) implements Expression {
    @Override
    public List<Expression> parts() {
      return terms;
    }
  }

  /**
   * A value with a unit.
   *
   * @param value how much
   * @param unit of what; empty units are not kept
   */
  record Quantity(Expression value, Unit unit) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(value);
    }

    /** How many of the base unit that is. */
    public Expression inBase() {
      return new Product(List.of(value, new Number(unit.factor(), Optional.empty())));
    }
  }

  /** Number of nodes of the tree. */
  default int size() {
    return 1 + parts().stream().mapToInt(Expression::size).sum();
  }

  /** The names of all variables, in reading order, with repeats. */
  default Stream<String> symbolNames() {
    return this instanceof Symbol symbol
        ? Stream.of(symbol.name())
        : parts().stream().flatMap(Expression::symbolNames);
  }
}
