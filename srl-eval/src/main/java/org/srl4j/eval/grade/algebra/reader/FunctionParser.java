package org.srl4j.eval.grade.algebra.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Call;
import org.srl4j.eval.grade.algebra.Expression.Constant;
import org.srl4j.eval.grade.algebra.Expression.Group;
import org.srl4j.eval.grade.algebra.Expression.Number;
import org.srl4j.eval.grade.algebra.Expression.Power;
import org.srl4j.eval.grade.algebra.Expression.Product;
import org.srl4j.eval.grade.algebra.Expression.Quotient;
import org.srl4j.eval.grade.algebra.Expression.Several;
import org.srl4j.eval.grade.algebra.Expression.Sum;
import org.srl4j.eval.grade.algebra.UnreadableException;
import org.srl4j.eval.grade.algebra.reader.Token.Kind;

/** Reads a function with its exponent, base and argument: \sin^2 x, \log_2(8), \sqrt[3]{5}. */
final class FunctionParser {
  private static final List<String> GLUED =
      List.of("arcsin", "arccos", "arctan", "sin", "cos", "tan", "cot", "sec", "csc", "ln", "log");

  private static final Map<String, String> INVERSES =
      Map.of(
          "sin", "arcsin", "cos", "arccos", "tan", "arctan", "cot", "arccot", "sec", "arcsec",
          "csc", "arccsc", "sinh", "arcsinh", "cosh", "arccosh", "tanh", "arctanh");

  private final Cursor cursor;
  private final AnswerParser weaker;
  private final AtomParser atoms;

  FunctionParser(Cursor cursor, AnswerParser weaker, AtomParser atoms) {
    this.cursor = cursor;
    this.weaker = weaker;
    this.atoms = atoms;
  }

  /** The function at the start of a word like sinx or lnab; null if there is none. */
  String glued(String word) {
    for (String function : GLUED) {
      int rest = word.length() - function.length();
      if (word.startsWith(function) && rest >= 1 && rest <= 2) {
        return function;
      }
    }
    return null;
  }

  /** The function, whose name has been taken, with all that belongs to it. */
  Expression applied(String function) throws UnreadableException {
    if (function.equals("root")) {
      return root();
    }
    Expression exponent = null;
    Expression base = null;
    if (function.equals("log") && isGluedBase()) { // log2(8)
      base = wholeNumber();
    }
    while (true) {
      if (exponent == null && cursor.acceptMark('^')) {
        boolean negative = cursor.acceptMark('-');
        exponent = atoms.argument();
        exponent = negative ? Expression.negated(exponent) : exponent;
      } else if (base == null && cursor.acceptMark('_')) {
        base = atoms.argument();
      } else {
        break;
      }
    }
    boolean inverse =
        exponent != null
            && exponent.equals(Expression.number(-1))
            && INVERSES.containsKey(function);
    String name = inverse ? INVERSES.get(function) : function;
    List<Expression> arguments = arguments(base);
    Expression call = call(name, arguments, base);
    return exponent == null || inverse ? call : new Power(call, exponent);
  }

  private boolean isGluedBase() {
    return cursor.peek().isWholeNumber() && !cursor.peek().spaced() && cursor.peek(1).isMark('(');
  }

  private List<Expression> arguments(Expression base) throws UnreadableException {
    Token token = cursor.peek();
    if (token.isMark('(') || token.isMark('{') || (token.isMark('[') && base == null)) {
      Expression bracketed =
          token.isMark('{') ? atoms.brackets().braces() : atoms.brackets().bracket();
      if (bracketed instanceof Group group && group.open() == '(') {
        return group.items();
      }
      return bracketed instanceof Several several ? several.values() : List.of(bracketed);
    }
    return List.of(atoms.implicitArgument());
  }

  private static Expression call(String name, List<Expression> arguments, Expression base) {
    Expression first = arguments.get(0);
    return switch (name) {
      case "exp" -> new Power(Constant.E, first);
      case "pow", "rational" -> {
        if (arguments.size() != 2) {
          yield new Call(name, arguments);
        }
        Expression second = arguments.get(1);
        yield name.equals("pow") ? new Power(first, second) : new Quotient(first, second);
      }
      case "cbrt" -> new Call("root", List.of(first, Expression.number(3)));
      case "lg" -> new Call("log", List.of(first, Expression.number(10)));
      case "cis" ->
          new Sum(
              List.of(
                  new Call("cos", List.of(first)),
                  new Product(List.of(Constant.I, new Call("sin", List.of(first))))));
      case "log" -> {
        List<Expression> both = new ArrayList<>(List.of(first));
        both.add(
            base != null ? base : arguments.size() > 1 ? arguments.get(1) : Expression.number(10));
        yield new Call("log", List.copyOf(both));
      }
      default -> new Call(name, arguments);
    };
  }

  private Expression root() throws UnreadableException {
    Expression index = Expression.number(2);
    if (cursor.acceptMark('[')) {
      index = weaker.sum();
      cursor.expectMark(']');
    }
    Expression radicand;
    if (cursor.peek().kind() == Kind.NUMBER) {
      radicand = wholeNumber();
    } else {
      radicand = atoms.argument();
    }
    return new Call("root", List.of(radicand, index));
  }

  private Expression wholeNumber() throws UnreadableException {
    Number number = NumberReader.decimal(cursor.next().text(), "0", false);
    return number;
  }
}
