package org.srl4j.eval.grade.algebra.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Call;
import org.srl4j.eval.grade.algebra.Expression.Constant;
import org.srl4j.eval.grade.algebra.Expression.Group;
import org.srl4j.eval.grade.algebra.Expression.Quantity;
import org.srl4j.eval.grade.algebra.Expression.Quotient;
import org.srl4j.eval.grade.algebra.Expression.Symbol;
import org.srl4j.eval.grade.algebra.Unit;
import org.srl4j.eval.grade.algebra.Units;
import org.srl4j.eval.grade.algebra.UnreadableException;
import org.srl4j.eval.grade.algebra.reader.Token.Kind;

/** Reads what binds strongest: numbers, letters, fractions, roots, and what hangs on them. */
final class AtomParser {
  /** Letters that are functions when a bracket with one letter or number follows. */
  private static final Set<String> FUNCTION_LETTERS =
      Set.of("f", "g", "h", "F", "G", "H", "P", "Q", "I", "u", "y", "N", "T");

  private static final Map<String, Long> MAGNITUDES =
      Map.of(
          "hundred",
          100L,
          "thousand",
          1000L,
          "million",
          1_000_000L,
          "billion",
          1_000_000_000L,
          "trillion",
          1_000_000_000_000L);

  private static final Map<String, String> CURRENCIES =
      Map.of("$", "dollar", "textdollar", "dollar", "euro", "euro", "pounds", "GBP", "yen", "yen");

  private final Cursor cursor;
  private final NumberParser numbers;
  private final BracketParser brackets;
  private final FunctionParser functions;
  private final SuffixParser suffixes;

  AtomParser(Cursor cursor, AnswerParser weaker, ReadingOptions options) {
    this.cursor = cursor;
    this.numbers = new NumberParser(cursor, options);
    this.brackets = new BracketParser(cursor, weaker);
    this.functions = new FunctionParser(cursor, weaker, this);
    this.suffixes = new SuffixParser(cursor, this, numbers);
  }

  /** Whether a factor may start here without a sign of multiplication before it. */
  boolean startsFactor(Token token) {
    return switch (token.kind()) {
      case NUMBER -> true;
      case WORD ->
          !token.isWord("and")
              && !token.isWord("or")
              && !token.isWord("union")
              && !(token.isWord("to") && cursor.peek(1).kind() == Kind.NUMBER)
              && !(token.isWord("U") && isOpener(cursor.peek(1)));
      case MARK ->
          token.isMark('(')
              || token.isMark('[')
              || token.isMark('{')
              || (token.isMark('|') && cursor.barOpens);
      case COMMAND -> startsWithCommand(token.text());
      case END -> false;
    };
  }

  private static boolean isOpener(Token token) {
    return token.isMark('(') || token.isMark('[') || token.isMark('{') || token.isCommand("{");
  }

  private static boolean startsWithCommand(String name) {
    return Notation.function(name) != null
        || Notation.isObject(name)
        || Notation.constant(name) != null
        || CURRENCIES.containsKey(name)
        || Set.of(
                "frac",
                "dfrac",
                "tfrac",
                "cfrac",
                "sfrac",
                "binom",
                "dbinom",
                "tbinom",
                "mathbb",
                "mathcal",
                "overline",
                "bar",
                "dot",
                "ddot",
                "tilde",
                "lfloor",
                "lceil",
                "lvert",
                "begin",
                "langle",
                "{",
                "lbrace",
                "dots",
                "ldots",
                "cdots",
                "widehat",
                "overrightarrow",
                "pmod")
            .contains(name);
  }

  /** An atom with what hangs on it. */
  Expression power() throws UnreadableException {
    return suffixes.power();
  }

  /** A number, a letter, a bracket, a fraction, a function. */
  Expression atom() throws UnreadableException {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case NUMBER -> numbers.number();
      case WORD -> word(token);
      case COMMAND -> command(token);
      case MARK -> mark(token);
      case END -> throw cursor.unexpected();
    };
  }

  private Expression mark(Token token) throws UnreadableException {
    char mark = token.text().charAt(0);
    return switch (mark) {
      case '(', '[' -> brackets.bracket();
      case '{' -> brackets.braces();
      case '|' -> brackets.bars();
      case '?' -> {
        cursor.next();
        yield new Symbol("?");
      }
      default -> throw cursor.unexpected();
    };
  }

  private Expression word(Token token) throws UnreadableException {
    String text = token.text();
    String function = Notation.function(text);
    if (function != null) {
      cursor.next();
      return functions.applied(function);
    }
    Constant constant = Notation.constant(text);
    if (constant != null) {
      cursor.next();
      return constant;
    }
    if (MAGNITUDES.containsKey(text)) {
      cursor.next();
      return Expression.number(MAGNITUDES.get(text));
    }
    if (Notation.isGreek(text)) {
      cursor.next();
      return subscripted(text);
    }
    String head = functions.glued(text);
    if (head != null) {
      cursor.take(head.length());
      return functions.applied(Notation.function(head));
    }
    if (text.length() >= 4 || (token.upright() && text.length() > 1)) {
      cursor.next();
      return subscripted(text);
    }
    return letter(cursor.take(1));
  }

  /** One letter, with its subscript and, for a function, its argument. */
  Expression letter(String name) throws UnreadableException {
    if (name.equals("e") && !cursor.peek().isMark('_')) {
      return Constant.E;
    }
    if (name.equals("i") && !cursor.peek().isMark('_')) {
      return Constant.I;
    }
    Expression symbol = subscripted(name);
    if (FUNCTION_LETTERS.contains(name)
        && cursor.peek().isMark('(')
        && (cursor.peek(1).kind() == Kind.NUMBER || cursor.peek(1).kind() == Kind.WORD)
        && cursor.peek(2).isMark(')')) {
      Expression argument = brackets.bracket();
      return new Call(((Symbol) symbol).name(), List.of(argument));
    }
    return symbol;
  }

  /** A letter with its subscript, which is part of the name. */
  private Expression subscripted(String name) throws UnreadableException {
    if (!cursor.acceptMark('_')) {
      return new Symbol(name);
    }
    StringBuilder full = new StringBuilder(name).append('_');
    if (cursor.peek().isMark('{')) {
      full.append(rawGroup());
    } else if (cursor.peek().kind() == Kind.NUMBER || cursor.peek().kind() == Kind.WORD) {
      full.append(cursor.take(1));
    } else {
      full.append(cursor.next().text());
    }
    return new Symbol(full.toString());
  }

  /** The characters of a group in braces, without the outer braces. */
  private String rawGroup() throws UnreadableException {
    StringBuilder raw = new StringBuilder();
    cursor.expectMark('{');
    for (int level = 1; ; ) {
      if (cursor.atEnd()) {
        throw cursor.unexpected("'}'");
      }
      Token token = cursor.next();
      level += token.isMark('{') ? 1 : token.isMark('}') ? -1 : 0;
      if (level == 0) {
        return raw.toString();
      }
      if (!token.isMark('{') && !token.isMark('}')) {
        raw.append(token.text());
      }
    }
  }

  private Expression command(Token token) throws UnreadableException {
    String name = token.text();
    if (Notation.function(name) != null) {
      cursor.next();
      return functions.applied(Notation.function(name));
    }
    if (Notation.constant(name) != null) {
      cursor.next();
      return Notation.constant(name);
    }
    if (Notation.isObject(name)) {
      cursor.next();
      return subscripted(name);
    }
    if (CURRENCIES.containsKey(name)) {
      cursor.next();
      return new Quantity(
          power(),
          Units.named(CURRENCIES.get(name)) == null
              ? Unit.base(name)
              : Units.named(CURRENCIES.get(name)));
    }
    cursor.next();
    return switch (name) {
      case "frac", "dfrac", "tfrac", "cfrac", "sfrac" -> {
        Expression above = argument();
        yield new Quotient(above, argument());
      }
      case "binom", "dbinom", "tbinom" -> {
        Expression above = argument();
        yield new Call("binomial", List.of(above, argument()));
      }
      case "mathbb" -> new Symbol("mathbb_" + rawArgument());
      case "mathcal", "overline", "bar", "dot", "ddot", "tilde", "widehat", "overrightarrow" ->
          subscripted(name + " " + rawArgument());
      case "emptyset", "varnothing" -> new Group('{', '}', List.of());
      case "pmod" -> new Symbol("pmod " + rawArgument());
      case "dots", "ldots", "cdots" -> new Symbol("dots");
      default -> brackets.opened(name);
    };
  }

  private String rawArgument() throws UnreadableException {
    return cursor.peek().isMark('{') ? rawGroup() : cursor.take(1);
  }

  /** The argument of a command: a group in braces, or one character. */
  Expression argument() throws UnreadableException {
    Token token = cursor.peek();
    if (token.isMark('{')) {
      return brackets.braces();
    }
    if (token.kind() == Kind.NUMBER) {
      return numbers.digit();
    }
    if (token.kind() == Kind.WORD) {
      return letter(cursor.take(1));
    }
    cursor.enter();
    Expression atom = atom();
    cursor.leave();
    return atom;
  }

  /** What stands behind a function without brackets: factors up to the next sign or function. */
  Expression implicitArgument() throws UnreadableException {
    boolean negative = cursor.acceptMark('-');
    List<Expression> factors = new ArrayList<>();
    factors.add(power());
    while (startsFactor(cursor.peek())
        && !cursor.peek().isMark('(')
        && Notation.function(cursor.peek().text()) == null
        && functions.glued(cursor.peek().text()) == null) {
      factors.add(power());
    }
    Expression argument =
        factors.size() == 1 ? factors.get(0) : new Expression.Product(List.copyOf(factors));
    return negative ? Expression.negated(argument) : argument;
  }

  BracketParser brackets() {
    return brackets;
  }
}
