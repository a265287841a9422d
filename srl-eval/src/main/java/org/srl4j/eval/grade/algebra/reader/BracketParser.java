package org.srl4j.eval.grade.algebra.reader;

import java.util.ArrayList;
import java.util.List;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Call;
import org.srl4j.eval.grade.algebra.Expression.Group;
import org.srl4j.eval.grade.algebra.Expression.Matrix;
import org.srl4j.eval.grade.algebra.Expression.Quotient;
import org.srl4j.eval.grade.algebra.UnreadableException;
import org.srl4j.eval.grade.algebra.reader.Token.Kind;

/** Reads what stands in brackets of any kind, and environments. */
final class BracketParser {
  private final Cursor cursor;
  private final AnswerParser weaker;

  BracketParser(Cursor cursor, AnswerParser weaker) {
    this.cursor = cursor;
    this.weaker = weaker;
  }

  private interface Reading<T> {
    T read() throws UnreadableException;
  }

  /** Inside brackets a bar or a colon means again what it means outside of sets and bars. */
  private <T> T inside(boolean bar, boolean colon, Reading<T> reading) throws UnreadableException {
    boolean oldBar = cursor.barOpens;
    boolean oldColon = cursor.colonIsRatio;
    cursor.barOpens = bar;
    cursor.colonIsRatio = colon;
    cursor.enter();
    T result = reading.read();
    cursor.leave();
    cursor.barOpens = oldBar;
    cursor.colonIsRatio = oldColon;
    return result;
  }

  /** Round or square brackets; one item in a matching pair is that item. */
  Expression bracket() throws UnreadableException {
    char open = cursor.next().text().charAt(0);
    List<Expression> items = inside(true, true, weaker::items);
    Token close = cursor.peek();
    if (!close.isMark(')') && !close.isMark(']')) {
      throw cursor.unexpected("')' or ']'");
    }
    cursor.next();
    char closing = close.text().charAt(0);
    boolean matching = (open == '(') == (closing == ')');
    if (items.size() == 1) {
      if (!matching) {
        throw cursor.unexpected("a second item in brackets that do not match, before it");
      }
      return items.get(0);
    }
    return new Group(open, closing, List.copyOf(items));
  }

  /** Braces that only group. */
  Expression braces() throws UnreadableException {
    cursor.expectMark('{');
    Expression content = inside(true, true, () -> AnswerParser.inOne(weaker.items()));
    if (cursor.acceptCommand("choose")) {
      Expression below = inside(true, true, weaker::sum);
      content = new Call("binomial", List.of(content, below));
    } else if (cursor.acceptCommand("over")) {
      content = new Quotient(content, inside(true, true, weaker::sum));
    }
    cursor.expectMark('}');
    return content;
  }

  /** Absolute value in bars. */
  Expression bars() throws UnreadableException {
    cursor.expectMark('|');
    Expression content = inside(false, true, weaker::sum);
    cursor.expectMark('|');
    return new Call("abs", List.of(content));
  }

  /** What a command opens; the command has been taken. */
  Expression opened(String name) throws UnreadableException {
    return switch (name) {
      case "{", "lbrace" -> set();
      case "lfloor" -> closed("floor", "rfloor");
      case "lceil" -> closed("ceil", "rceil");
      case "lvert", "vert", "|", "lVert" -> closed("abs", name.replace('l', 'r'));
      case "langle" -> angles();
      case "begin" -> environment();
      default -> throw new UnreadableException("unknown command \\" + name);
    };
  }

  private Expression closed(String function, String closing) throws UnreadableException {
    Expression content = inside(true, true, weaker::sum);
    if (!cursor.acceptCommand(closing)) {
      throw cursor.unexpected("\\" + closing);
    }
    return new Call(function, List.of(content));
  }

  private Expression angles() throws UnreadableException {
    List<Expression> items = inside(true, true, weaker::items);
    if (!cursor.acceptCommand("rangle")) {
      throw cursor.unexpected("\\rangle");
    }
    return new Group('<', '>', List.copyOf(items));
  }

  /** A set in braces, or the condition of {x | condition}. */
  private Expression set() throws UnreadableException {
    if (cursor.acceptCommand("}") || cursor.acceptCommand("rbrace")) {
      return new Group('{', '}', List.of());
    }
    List<Expression> items = inside(false, false, weaker::items);
    Token token = cursor.peek();
    boolean built =
        items.size() == 1
            && (token.isMark('|')
                || token.isMark(':')
                || token.isCommand("mid")
                || token.isCommand("vert"));
    if (built) {
      cursor.next();
      items = inside(true, true, weaker::items);
    }
    if (!cursor.acceptCommand("}") && !cursor.acceptCommand("rbrace")) {
      throw cursor.unexpected("\\}");
    }
    return built ? AnswerParser.inOne(items) : new Group('{', '}', List.copyOf(items));
  }

  private Expression environment() throws UnreadableException {
    String name = environmentName();
    if (name.equals("array") && cursor.peek().isMark('{')) {
      environmentName();
    }
    List<List<Expression>> rows = new ArrayList<>();
    List<Expression> row = new ArrayList<>();
    while (!cursor.peek().isCommand("end")) {
      row.add(inside(true, true, () -> AnswerParser.inOne(weaker.items())));
      if (cursor.acceptMark('&')) {
        continue;
      }
      rows.add(List.copyOf(row));
      row.clear();
      if (!cursor.acceptCommand("\\") && !cursor.acceptCommand("cr")) {
        break;
      }
    }
    if (!cursor.acceptCommand("end")) {
      throw cursor.unexpected("\\end");
    }
    environmentName();
    if (rows.isEmpty()) {
      throw new UnreadableException("empty " + name);
    }
    return switch (name) {
      case "pmatrix", "bmatrix", "matrix", "array", "smallmatrix", "Bmatrix" ->
          new Matrix(List.copyOf(rows));
      case "vmatrix" -> new Call("det", List.of(new Matrix(List.copyOf(rows))));
      case "cases" -> new Call("cases", rows.stream().flatMap(List::stream).toList());
      default -> throw new UnreadableException("unknown environment " + name);
    };
  }

  private String environmentName() throws UnreadableException {
    StringBuilder name = new StringBuilder();
    cursor.expectMark('{');
    while (!cursor.acceptMark('}')) {
      if (cursor.peek().kind() == Kind.END) {
        throw cursor.unexpected("'}'");
      }
      name.append(cursor.next().text());
    }
    return name.toString().replace("*", "");
  }
}
