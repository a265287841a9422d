package org.srl4j.eval.grade.sympy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;

/** A number: digits, groups of three after commas, decimals. */
final class LatexNumber {
  private static final int GROUP = 3;
  private static final Pattern LEADING_ZERO = Pattern.compile("0+[1-9][0-9]*");

  private LatexNumber() {}

  /**
   * Reads the number that starts here.
   *
   * @param mostDigits of the whole part; when there are as many, nothing after them is read
   * @return empty if no digit follows a decimal point
   * @throws UnreadableException for an integer with a zero before it, which is no Python number
   */
  static Optional<Expr> read(LatexTokens tokens, int mostDigits) {
    StringBuilder digits = new StringBuilder();
    while (digits.length() < mostDigits && LatexGrammar.isDigit(tokens.peek())) {
      digits.append(tokens.next());
    }
    boolean decimal = false;
    if (digits.length() < mostDigits) {
      groups(tokens, digits);
      decimal = tokens.take(".");
      if (decimal && !decimals(tokens, digits)) {
        return Optional.empty();
      }
    }
    if (!decimal && LEADING_ZERO.matcher(digits).matches()) {
      throw new UnreadableException("an integer starts with 0: " + digits);
    }
    BigDecimal value = new BigDecimal(digits.toString());
    BigInteger denominator = BigInteger.TEN.pow(value.scale());
    return Optional.of(
        new Expr.Rational(new BigFraction(value.unscaledValue(), denominator), decimal));
  }

  private static void groups(LatexTokens tokens, StringBuilder digits) {
    while (tokens.peek().equals(",") && isGroup(tokens)) {
      tokens.next();
      for (int i = 0; i < GROUP; i++) {
        digits.append(tokens.next());
      }
    }
  }

  private static boolean isGroup(LatexTokens tokens) {
    for (int i = 1; i <= GROUP; i++) {
      if (!LatexGrammar.isDigit(tokens.ahead(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean decimals(LatexTokens tokens, StringBuilder digits) {
    digits.append('.');
    int before = digits.length();
    while (LatexGrammar.isDigit(tokens.peek())) {
      digits.append(tokens.next());
    }
    return digits.length() > before;
  }

  /**
   * How many digits stand right after a {@code _} or {@code ^}: {@code \log_28} is the logarithm of
   * 8, so some of them may have to be the argument.
   */
  static int scriptDigits(LatexTokens tokens) {
    boolean script = tokens.peek().equals("_") || tokens.peek().equals("^");
    int digits = 0;
    while (script && LatexGrammar.isDigit(tokens.ahead(1 + digits))) {
      digits++;
    }
    return digits;
  }
}
