package org.srl4j.eval.grade.sympy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;
import org.srl4j.eval.grade.python.PythonText;

/**
 * Reads what sympy's {@code parse_expr} reads of a Python expression: numbers, names, arithmetic,
 * calls, one comparison, and collections. Nothing is ever run; anything else is unreadable.
 */
final class PythonReader {
  /** Which products count. */
  enum Products {
    /** Those with a sign. */
    WRITTEN,
    /** Also factors side by side; a name of several letters is a product of its letters. */
    IMPLICIT
  }

  private static final int DEEPEST = 100;
  private static final int LONGEST = 3000;
  private static final Pattern TOKEN =
      PythonText.pattern(
          "[ \\t]*+(?:((?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?)"
              + "|([\\p{L}_][\\p{L}\\p{Nd}_]*+)"
              + "|(\\*\\*|//|<=|>=|==|!=|[-+*/%^&|(){}\\[\\],<>!]))");
  private static final Pattern LARGE_EXPONENT = Pattern.compile("[eE][+-]?[0-9]{5}");
  private static final Map<String, Expr> CONSTANTS =
      Map.of(
          "pi",
          Expr.Constant.PI,
          "E",
          Expr.Constant.E,
          "I",
          Expr.Constant.I,
          "oo",
          Expr.Constant.INFINITY);
  private static final Map<String, String> RENAMED =
      Map.of("ln", "log", "abs", "Abs", "floor", "floor", "ceiling", "ceiling");

  /** Names that are something else than an unknown in Python or sympy. */
  private static final Set<String> TAKEN =
      Set.of(
          "and", "or", "not", "if", "else", "in", "is", "for", "lambda", "None", "True", "False",
          "S", "N", "O", "Q", "beta", "gamma", "zeta", "zoo", "nan", "as", "with", "del", "def");

  private static final Set<String> COMPARISONS = Set.of("<", ">", "<=", ">=");

  private final List<String> tokens;
  private final Products products;
  private int position;
  private int depth;

  private PythonReader(List<String> tokens, Products products) {
    this.tokens = tokens;
    this.products = products;
  }

  /**
   * Reads a whole text.
   *
   * @throws UnreadableException where Python or sympy would raise
   */
  static Expr read(String text, Products products) {
    if (text.length() > LONGEST) {
      throw new UnreadableException("longer than " + LONGEST + " characters");
    }
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(text.strip());
    int end = 0;
    while (token.lookingAt()) {
      tokens.add(token.group().strip());
      end = token.end();
      token.region(end, text.strip().length());
    }
    PythonReader reader = new PythonReader(tokens, products);
    if (end < text.strip().length() || tokens.isEmpty()) {
      throw new UnreadableException("no Python at character " + end);
    }
    Expr expr = reader.tuple("");
    if (reader.position < tokens.size()) {
      throw new UnreadableException("unexpected " + reader.peek());
    }
    return expr;
  }

  private String peek() {
    return position < tokens.size() ? tokens.get(position) : "";
  }

  private boolean take(String token) {
    boolean there = peek().equals(token);
    position += there ? 1 : 0;
    return there;
  }

  private void expect(String token) {
    if (!take(token)) {
      throw new UnreadableException("expected " + token + ", got " + peek());
    }
  }

  /** Items up to a closing bracket: one without a comma after it is no tuple. */
  private Expr tuple(String close) {
    List<Expr> items = items(close);
    boolean comma = position > 0 && tokens.get(position - 1).equals(",");
    return items.size() == 1 && !comma ? items.get(0) : new Expr.Collection('(', items);
  }

  private List<Expr> items(String close) {
    List<Expr> items = new ArrayList<>();
    boolean more = true;
    while (more && !peek().equals(close)) {
      items.add(comparison());
      more = take(",");
    }
    return items;
  }

  private Expr comparison() {
    Expr left = bits();
    if (!COMPARISONS.contains(peek())) {
      return left;
    }
    String sign = tokens.get(position++);
    Expr relation = new Expr.Relation(sign, left, bits());
    if (COMPARISONS.contains(peek())) {
      throw new UnreadableException("a chain of comparisons has no truth value");
    }
    return relation;
  }

  /** The operators on bits, of integers only. */
  private Expr bits() {
    Expr left = sum();
    while (Set.of("^", "&", "|").contains(peek())) {
      String sign = tokens.get(position++);
      BigInteger a = integer(left);
      BigInteger b = integer(sum());
      BigInteger result =
          switch (sign) {
            case "^" -> a.xor(b);
            case "&" -> a.and(b);
            default -> a.or(b);
          };
      left = new Expr.Rational(new BigFraction(result, BigInteger.ONE), false);
    }
    return left;
  }

  private static BigInteger integer(Expr expr) {
    if (expr.isNumeric()) {
      Value value = new Evaluation(Map.of()).of(expr);
      if (value.isInteger()) {
        return value.exact().getNumerator();
      }
    }
    throw new UnreadableException("operators on bits need integers");
  }

  private Expr sum() {
    List<Expr> terms = new ArrayList<>(List.of(product()));
    while (peek().equals("+") || peek().equals("-")) {
      boolean minus = tokens.get(position++).equals("-");
      Expr term = product();
      terms.add(minus ? term.negated() : term);
    }
    return terms.size() == 1 ? terms.get(0) : new Expr.Sum(terms);
  }

  private Expr product() {
    List<Expr> factors = new ArrayList<>(List.of(factor()));
    while (true) {
      if (take("*")) {
        factors.add(factor());
      } else if (take("/")) {
        factors.add(factor().inverted());
      } else if (products == Products.IMPLICIT && startsFactor()) {
        factors.add(factor());
      } else {
        return factors.size() == 1 ? factors.get(0) : new Expr.Product(factors);
      }
    }
  }

  private boolean startsFactor() {
    String token = peek();
    return !token.isEmpty()
        && (token.equals("(")
            || Character.isLetterOrDigit(token.codePointAt(0))
            || token.charAt(0) == '.');
  }

  private Expr factor() {
    if (++depth > DEEPEST) {
      throw new UnreadableException("nested deeper than " + DEEPEST);
    }
    try {
      if (take("+")) {
        return factor();
      }
      if (take("-")) {
        return factor().negated();
      }
      Expr base = atom();
      while (take("!")) {
        base = new Expr.Call("factorial", List.of(base));
      }
      return take("**") ? new Expr.Power(base, factor()) : base;
    } finally {
      depth--;
    }
  }

  private Expr atom() {
    String token = peek();
    position++;
    if (token.equals("(")) {
      Expr inside = tuple(")");
      expect(")");
      return inside;
    }
    if (token.equals("[") || token.equals("{")) {
      String close = token.equals("[") ? "]" : "}";
      List<Expr> items = items(close);
      expect(close);
      return new Expr.Collection(token.charAt(0), items);
    }
    if (token.isEmpty()) {
      throw new UnreadableException("the expression ends too early");
    }
    int first = token.codePointAt(0);
    if (first >= '0' && first <= '9' || token.length() > 1 && first == '.') {
      return number(token);
    }
    if (Character.isLetter(first) || first == '_') {
      return named(token);
    }
    throw new UnreadableException("unexpected " + token);
  }

  private static Expr number(String token) {
    if (LARGE_EXPONENT.matcher(token).find()) {
      throw new UnreadableException("an exponent of more than four digits: " + token);
    }
    boolean decimal = !token.chars().allMatch(c -> c >= '0' && c <= '9');
    BigDecimal value = new BigDecimal(token.endsWith(".") ? token + "0" : token.replace(".e", "e"));
    if (Math.abs((long) value.scale()) > LONGEST || !decimal && token.matches("0+[1-9].*")) {
      throw new UnreadableException("no Python number: " + token);
    }
    int scale = value.scale();
    BigInteger scaled = value.unscaledValue();
    BigInteger power = BigInteger.TEN.pow(Math.abs(scale));
    return new Expr.Rational(
        scale >= 0
            ? new BigFraction(scaled, power)
            : new BigFraction(scaled.multiply(power), BigInteger.ONE),
        decimal);
  }

  private Expr named(String name) {
    if (TAKEN.contains(name)) {
      throw new UnreadableException(name + " is no unknown");
    }
    if (CONSTANTS.containsKey(name)) {
      return CONSTANTS.get(name);
    }
    String function = RENAMED.getOrDefault(name, name);
    if (Functions.isKnown(function)) {
      expect("(");
      List<Expr> arguments = items(")");
      expect(")");
      if (arguments.isEmpty()) {
        throw new UnreadableException(name + " needs an argument");
      }
      return new Expr.Call(function, arguments);
    }
    if (peek().equals("(") && products == Products.WRITTEN) {
      position++;
      List<Expr> arguments = items(")");
      expect(")");
      return new Expr.Call(name, arguments);
    }
    return products == Products.IMPLICIT && name.length() > 1 && !name.contains("_")
        ? letters(name)
        : new Expr.Unknown(name);
  }

  private static Expr letters(String name) {
    List<Expr> letters = new ArrayList<>();
    Matcher part = Pattern.compile("[0-9]+|.").matcher(name);
    while (part.find()) {
      boolean digits = Character.isDigit(part.group().charAt(0));
      letters.add(digits ? number(part.group()) : new Expr.Unknown(part.group()));
    }
    return new Expr.Product(letters);
  }
}
