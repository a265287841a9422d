package org.srl4j.eval.grade.sympy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the longest beginning of a text that sympy's {@code parse_latex} (ANTLR grammar) reads, and
 * fails where it fails. A repetition that cannot be completed is given up and what was read before
 * it stands, so {@code 5(1,2)} is 5; inside brackets, after a relation sign and in a subscript
 * there is no giving up.
 */
final class LatexReader {
  private static final int DEEPEST = 150;
  private static final int MOST_STEPS = 20_000;
  private static final int LONGEST_CHAIN = 50;

  private final LatexTokens tokens;
  private int depth;
  private int scripts;
  private int steps;

  /** Where a bracket stands that no list of arguments can start at, so no group either. */
  private int noGroupAt = -1;

  private LatexReader(LatexTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Reads a text.
   *
   * @throws UnreadableException where sympy raises, and for sums, products, limits, integrals,
   *     derivatives, bras and kets, which it would read
   */
  static Expr read(String text) {
    LatexReader reader = new LatexReader(new LatexTokens(text));
    Expr left = reader.needed(reader.sum(true));
    for (String sign = LatexGrammar.RELATIONS.get(reader.tokens.peek()); sign != null; ) {
      reader.tokens.next();
      Expr right = reader.needed(reader.sum(true));
      if (left instanceof Expr.Relation && !"=".equals(sign) && !"!=".equals(sign)) {
        throw new UnreadableException("a relation is compared with an expression");
      }
      left = new Expr.Relation(sign, left, right);
      sign = LatexGrammar.RELATIONS.get(reader.tokens.peek());
    }
    return left;
  }

  private Expr needed(Optional<Expr> part) {
    return part.orElseThrow(
        () -> new UnreadableException("no expression at word " + tokens.position()));
  }

  /** Goes back to where a repetition started if its part could not be read. */
  private boolean given(Optional<Expr> part, int start) {
    if (part.isEmpty()) {
      tokens.moveTo(start);
    }
    return part.isPresent();
  }

  /** After a sign, a number or name that cannot be completed fails the text; a bracket does not. */
  private boolean operand(Optional<Expr> part, int sign) {
    if (given(part, sign)) {
      return true;
    }
    String first = tokens.ahead(1);
    if (LatexGrammar.isDigit(first) || LatexGrammar.isName(first)) {
      throw new UnreadableException("an operand cannot be completed");
    }
    return false;
  }

  private Optional<Expr> sum(boolean calls) {
    Optional<Expr> first = product(calls);
    if (first.isEmpty()) {
      return first;
    }
    List<Expr> terms = new ArrayList<>(List.of(first.get()));
    while (tokens.peek().equals("+") || tokens.peek().equals("-")) {
      int start = tokens.position();
      boolean minus = tokens.next().equals("-");
      Optional<Expr> term = product(calls);
      if (!operand(term, start)) {
        break;
      }
      terms.add(minus ? term.get().negated() : term.get());
    }
    return Optional.of(terms.size() == 1 ? terms.get(0) : new Expr.Sum(terms));
  }

  private Optional<Expr> product(boolean calls) {
    Optional<Expr> first = unary(calls);
    if (first.isEmpty()) {
      return first;
    }
    List<Expr> factors = new ArrayList<>(List.of(first.get()));
    while (LatexGrammar.TIMES.contains(tokens.peek())
        || LatexGrammar.OVER.contains(tokens.peek())) {
      int start = tokens.position();
      boolean over = LatexGrammar.OVER.contains(tokens.next());
      Optional<Expr> factor = unary(calls);
      if (!operand(factor, start)) {
        break;
      }
      factors.add(over ? factor.get().inverted() : factor.get());
    }
    return Optional.of(factors.size() == 1 ? factors.get(0) : new Expr.Product(factors));
  }

  private Optional<Expr> unary(boolean calls) {
    if (++depth > DEEPEST || ++steps > MOST_STEPS) {
      throw new UnreadableException("nested too deeply or too long");
    }
    try {
      if (tokens.take("+")) {
        return unary(calls);
      }
      return tokens.take("-") ? unary(calls).map(Juxtaposition::negative) : juxtaposed(calls);
    } finally {
      depth--;
    }
  }

  /** Factors side by side, which bind more tightly than signs of multiplication. */
  private Optional<Expr> juxtaposed(boolean calls) {
    Optional<Expr> first = postfix(true);
    if (first.isEmpty()) {
      return first;
    }
    List<Expr> factors = new ArrayList<>(List.of(first.get()));
    while (true) {
      int start = tokens.position();
      Optional<Expr> factor = postfix(calls);
      if (!given(factor, start)) {
        break;
      }
      factors.add(factor.get());
    }
    return Optional.of(Juxtaposition.of(factors));
  }

  private Optional<Expr> postfix(boolean calls) {
    Optional<Expr> base = power(calls);
    int chain = 0;
    while (base.isPresent() && tokens.take("!")) {
      base = Optional.of(new Expr.Call("factorial", List.of(base.get())));
      bound(++chain);
    }
    if (base.isPresent() && tokens.peek().equals("|")) {
      String next = tokens.ahead(1);
      if (next.equals("_") || next.equals("^")) {
        throw new UnreadableException("evaluation bars are not supported");
      }
    }
    return base;
  }

  private static void bound(int chain) {
    if (chain > LONGEST_CHAIN) {
      throw new UnreadableException("more than " + LONGEST_CHAIN + " operators on one operand");
    }
  }

  /** Powers group to the left here: {@code 2^3^2} is 64. */
  private Optional<Expr> power(boolean calls) {
    Optional<Expr> base = component(calls);
    int chain = 0;
    while (base.isPresent() && tokens.peek().equals("^")) {
      int start = tokens.position();
      tokens.next();
      Optional<Expr> exponent = script(Integer.MAX_VALUE);
      if (!operand(exponent, start)) {
        break;
      }
      bound(++chain);
      if (tokens.take("_")) {
        needed(script(Integer.MAX_VALUE));
      }
      base = Optional.of(new Expr.Power(base.get(), exponent.get()));
    }
    return base;
  }

  /**
   * What stands after {@code ^} or {@code _}: an atom or an expression in braces.
   *
   * @param mostDigits of a number without braces
   */
  private Optional<Expr> script(int mostDigits) {
    if (++scripts > DEEPEST) {
      throw new UnreadableException("scripts of scripts of scripts");
    }
    Optional<Expr> script = scriptItself(mostDigits);
    scripts--;
    return script;
  }

  private Optional<Expr> scriptItself(int mostDigits) {
    if (tokens.take("{")) {
      Optional<Expr> inner = sum(true);
      return inner.isPresent() && tokens.take("}") ? inner : Optional.empty();
    }
    return LatexGrammar.isDigit(tokens.peek()) ? LatexNumber.read(tokens, mostDigits) : atom();
  }

  private Optional<Expr> component(boolean calls) {
    String token = tokens.peek();
    if (LatexGrammar.BRACKETS.containsKey(token)) {
      return tokens.position() == noGroupAt ? Optional.empty() : group(token);
    }
    if (token.isEmpty()
        || LatexGrammar.RELATIONS.containsKey(token)
        || LatexGrammar.CLOSING.contains(token)) {
      return Optional.empty();
    }
    if (LatexGrammar.UNSUPPORTED.contains(token)) {
      throw new UnreadableException(token + " is not supported");
    }
    if (calls && token.equals(LatexGrammar.ROOT)) {
      return root();
    }
    if (calls && token.equals(LatexGrammar.CONJUGATE)) {
      tokens.next();
      return braced().map(part -> new Expr.Call("conjugate", List.of(part)));
    }
    if (Functions.LATEX.contains(token)) {
      return calls ? namedFunction() : Optional.empty();
    }
    return LatexGrammar.isName(token) ? nameOrCall(calls) : atom();
  }

  private Optional<Expr> group(String open) {
    tokens.next();
    Optional<Expr> inner = sum(true);
    if (inner.isEmpty() || !tokens.take(LatexGrammar.BRACKETS.get(open))) {
      return Optional.empty();
    }
    return switch (open) {
      case "|" -> inner.map(part -> new Expr.Call("Abs", List.of(part)));
      case "\\lfloor" -> inner.map(part -> new Expr.Call("floor", List.of(part)));
      case "\\lceil" -> inner.map(part -> new Expr.Call("ceiling", List.of(part)));
      default -> inner;
    };
  }

  private Optional<Expr> braced() {
    return tokens.peek().equals("{") ? group("{") : Optional.empty();
  }

  private Optional<Expr> root() {
    tokens.next();
    Expr degree = Expr.Rational.of(2);
    if (tokens.peek().equals("[")) {
      Optional<Expr> given = group("[");
      if (given.isEmpty()) {
        return given;
      }
      degree = given.get();
    }
    Expr exponent = degree.inverted();
    return braced().map(radicand -> new Expr.Power(radicand, exponent));
  }

  private Optional<Expr> atom() {
    String token = tokens.peek();
    if (LatexGrammar.isDigit(token)) {
      return LatexNumber.read(tokens, Integer.MAX_VALUE);
    }
    if (LatexGrammar.FRACTIONS.contains(token)) {
      tokens.next();
      Optional<Expr> upper = fractionPart();
      Optional<Expr> lower = upper.isEmpty() ? upper : fractionPart();
      return lower.map(part -> new Expr.Product(List.of(upper.get(), part.inverted())));
    }
    if (LatexGrammar.BINOMIALS.contains(token)) {
      tokens.next();
      Optional<Expr> upper = braced();
      Optional<Expr> lower = upper.isEmpty() ? upper : braced();
      return lower.map(part -> new Expr.Call("binomial", List.of(upper.get(), part)));
    }
    if (token.equals(LatexGrammar.ITALIC)) {
      return italicName();
    }
    if (token.length() > 1 && token.charAt(0) == 'd') {
      tokens.next();
      return Optional.of(new Expr.Unknown("d" + token.substring(1).replace("\\", "")));
    }
    return LatexGrammar.isName(token) ? name().map(Expr::named) : Optional.empty();
  }

  private Optional<Expr> fractionPart() {
    if (LatexGrammar.isDigit(tokens.peek())) {
      return Optional.of(Expr.Rational.of(tokens.next().charAt(0) - '0'));
    }
    Optional<Expr> part = braced();
    if (part.isPresent()
        && part.get() instanceof Expr.Unknown unknown
        && unknown.name().matches("d.+|partial")) {
      throw new UnreadableException("derivatives are not supported");
    }
    return part;
  }

  private Optional<Expr> italicName() {
    tokens.next();
    StringBuilder name = new StringBuilder();
    if (!tokens.take("{")) {
      return Optional.empty();
    }
    while (tokens.peek().length() == 1 && LatexTokens.isLetter(tokens.peek().charAt(0))) {
      name.append(tokens.next());
    }
    return tokens.take("}") ? Optional.of(new Expr.Unknown(name.toString())) : Optional.empty();
  }

  private Optional<Expr> nameOrCall(boolean calls) {
    String command = tokens.peek();
    Optional<String> name = name();
    if (name.isEmpty() || !calls || !tokens.peek().equals("(")) {
      return name.map(Expr::named);
    }
    int start = tokens.position();
    Optional<List<Expr>> arguments = arguments();
    if (arguments.isEmpty()) {
      tokens.moveTo(start);
      noGroupAt = start;
      return name.map(Expr::named);
    }
    String function = Functions.isKnown(name.get()) ? command : name.get();
    return Optional.of(new Expr.Call(function, arguments.get()));
  }

  /** A name with its subscript and primes; primes after a command do not count. */
  private Optional<String> name() {
    String token = tokens.next();
    boolean letter = !token.startsWith("\\");
    String name = letter ? token : token.substring(1);
    String primes = primes();
    String subscript = "";
    if (tokens.take("_")) {
      Optional<Expr> script = script(Integer.MAX_VALUE);
      if (script.isEmpty()) {
        return Optional.empty();
      }
      subscript = "_{" + script.get() + "}";
    }
    primes = primes.isEmpty() ? primes() : primes;
    boolean bare = name.equals("infty");
    return Optional.of(name + (bare ? "" : subscript) + (letter ? primes : ""));
  }

  private String primes() {
    return tokens.peek().startsWith("'") ? tokens.next() : "";
  }

  private Optional<List<Expr>> arguments() {
    List<Expr> arguments = new ArrayList<>();
    do {
      tokens.next();
      Optional<Expr> argument = sum(true);
      if (argument.isEmpty()) {
        return Optional.empty();
      }
      arguments.add(argument.get());
    } while (tokens.peek().equals(","));
    return tokens.take(")") ? Optional.of(arguments) : Optional.empty();
  }

  /** A function with a name of the grammar, such as {@code \log_2 8} or {@code \sin^2(x)}. */
  private Optional<Expr> namedFunction() {
    String function = tokens.next().substring(1);
    int start = tokens.position();
    for (int digits = LatexNumber.scriptDigits(tokens); digits >= 0; digits--) {
      tokens.moveTo(start);
      Optional<Expr> base = Optional.empty();
      Optional<Expr> exponent = Optional.empty();
      for (int i = 0; i < 2; i++) {
        if (base.isEmpty() && tokens.take("_")) {
          base = Optional.of(needed(script(Math.max(1, digits))));
        } else if (exponent.isEmpty() && tokens.take("^")) {
          exponent = Optional.of(needed(script(Math.max(1, digits))));
        }
      }
      boolean listed = tokens.peek().equals("(");
      Optional<Expr> argument = listed ? arguments().map(list -> list.get(0)) : product(false);
      if (argument.isPresent()) {
        return Optional.of(Functions.latex(function, argument.get(), base, exponent));
      }
      if (digits <= 1) {
        break;
      }
    }
    return Optional.empty();
  }
}
