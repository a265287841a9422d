package org.srl4j.models.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srl4j.models.chat.jinja.Statement.Flow;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.token.Token;
import org.srl4j.models.chat.jinja.token.Token.Kind;
import org.srl4j.models.chat.jinja.token.TokenStream;
import org.srl4j.models.chat.jinja.value.Namespace;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Values;

/** Reads text, printing tags and statements. */
final class StatementParser {
  /** No name that a template can write. */
  private static final String CAPTURED = "(captured)";

  private final TokenStream tokens;
  private final ExpressionParser expressions;

  StatementParser(TokenStream tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens);
  }

  /** A whole template. */
  static Statement template(String text) {
    StatementParser parser = new StatementParser(new TokenStream(text));
    Statement body = parser.body(Set.of());
    parser.tokens.expect(Kind.END);
    return body;
  }

  /** Statements up to a tag with one of these names, whose name is next; or up to the end. */
  private Statement body(Set<String> ends) {
    int depth = tokens.depth();
    tokens.deeper();
    List<Statement> all = new ArrayList<>();
    while (tokens.peek().kind() != Kind.END) {
      Token token = tokens.next();
      if (token.kind() == Kind.DATA) {
        all.add(printing(f -> token.text()));
      } else if (token.kind() == Kind.PRINT_BEGIN) {
        all.add(printing(expressions.list()));
        tokens.expect(Kind.PRINT_END);
      } else if (ends.contains(tokens.peek().text())) {
        tokens.backTo(depth);
        return sequence(all);
      } else {
        all.add(statement());
      }
    }
    if (!ends.isEmpty()) {
      throw tokens.fault("a block is not closed; expected one of " + ends);
    }
    return sequence(all);
  }

  private static Statement printing(Expression value) {
    return f -> {
      f.print(value.value(f));
      return Flow.NEXT;
    };
  }

  private static Statement sequence(List<Statement> all) {
    return f -> {
      for (Statement statement : all) {
        f.budget().pay(1);
        Flow flow = statement.run(f);
        if (flow != Flow.NEXT) {
          return flow;
        }
      }
      return Flow.NEXT;
    };
  }

  /** A body, and the tag that closes it. */
  private Statement closedBody(String end) {
    Statement body = body(Set.of(end));
    tokens.next();
    endOfTag();
    return body;
  }

  private void endOfTag() {
    tokens.expect(Kind.BLOCK_END);
  }

  private Statement statement() {
    Token name = tokens.expect(Kind.NAME);
    return switch (name.text()) {
      case "if" -> branches();
      case "for" -> loop();
      case "set" -> assignment();
      case "macro" -> macro();
      case "generation" -> generation();
      case "filter" -> filtered();
      case "break" -> jump(Flow.BREAK);
      case "continue" -> jump(Flow.CONTINUE);
      default ->
          throw new TemplateException(name.line(), "the tag '" + name.text() + "' is not known");
    };
  }

  private Statement jump(Flow flow) {
    endOfTag();
    return f -> flow;
  }

  /** Marks what the model writes, for masks of other tools. */
  private Statement generation() {
    endOfTag();
    return closedBody("endgeneration");
  }

  private Statement filtered() {
    Expression filter = expressions.filter(f -> f.get(CAPTURED));
    endOfTag();
    Statement body = closedBody("endfilter");
    return f -> {
      Frame inner = f.inner();
      inner.set(CAPTURED, captured(body, f));
      f.print(filter.value(inner));
      return Flow.NEXT;
    };
  }

  private static String captured(Statement body, Frame frame) {
    Frame inner = frame.inner().capturing();
    body.run(inner);
    return inner.text();
  }

  private Statement branches() {
    List<Expression> conditions = new ArrayList<>();
    List<Statement> bodies = new ArrayList<>();
    String tag;
    do {
      conditions.add(expressions.list());
      endOfTag();
      bodies.add(body(Set.of("elif", "else", "endif")));
      tag = tokens.next().text();
    } while (tag.equals("elif"));
    if (tag.equals("else")) {
      endOfTag();
      conditions.add(f -> true);
      bodies.add(body(Set.of("endif")));
      tokens.next();
    }
    endOfTag();
    return f -> {
      for (int i = 0; i < bodies.size(); i++) {
        if (Values.truth(conditions.get(i).value(f))) {
          return bodies.get(i).run(f);
        }
      }
      return Flow.NEXT;
    };
  }

  private Statement loop() {
    List<String> targets = names();
    if (!tokens.skipName("in")) {
      throw tokens.fault("expected 'in'");
    }
    // As in Jinja, an 'if' here chooses elements and belongs to no conditional expression.
    Expression elements = expressions.loopElements();
    Expression condition = tokens.skipName("if") ? expressions.expression() : f -> true;
    endOfTag();
    Statement body = body(Set.of("else", "endfor"));
    Statement otherwise = f -> Flow.NEXT;
    if (tokens.next().text().equals("else")) {
      endOfTag();
      otherwise = body(Set.of("endfor"));
      tokens.next();
    }
    endOfTag();
    return new Loop(targets, elements, condition, body, otherwise);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    boolean bracket = tokens.skipOperator("(");
    do {
      names.add(tokens.expect(Kind.NAME).text());
    } while (tokens.skipOperator(","));
    if (bracket) {
      tokens.expectOperator(")");
    }
    return names;
  }

  private Statement assignment() {
    Token first = tokens.peek();
    if (tokens.second().is(Kind.OPERATOR, ".")) {
      return fieldAssignment();
    }
    List<String> names = names();
    if (tokens.skipOperator("=")) {
      Expression value = expressions.list();
      endOfTag();
      return f -> {
        assign(names, value.value(f), f);
        return Flow.NEXT;
      };
    }
    if (names.size() != 1) {
      throw new TemplateException(first.line(), "expected '=' after " + names);
    }
    endOfTag();
    Statement body = closedBody("endset");
    return f -> {
      f.set(names.get(0), captured(body, f));
      return Flow.NEXT;
    };
  }

  private Statement fieldAssignment() {
    Token target = tokens.expect(Kind.NAME);
    tokens.expectOperator(".");
    String field = tokens.expect(Kind.NAME).text();
    tokens.expectOperator("=");
    Expression value = expressions.list();
    endOfTag();
    return f -> {
      Object changed = f.get(target.text());
      if (!(changed instanceof Namespace space)) {
        throw new TemplateException(
            target.line(),
            "only fields of a namespace can be set, got " + PythonText.shown(changed));
      }
      space.fields().put(field, value.value(f));
      return Flow.NEXT;
    };
  }

  /** One name takes the value, several take its elements. */
  static void assign(List<String> names, Object value, Frame frame) {
    if (names.size() == 1) {
      frame.set(names.get(0), value);
      return;
    }
    List<Object> parts = Values.elements(value, frame.budget());
    if (parts.size() != names.size()) {
      throw new TemplateException(
          "cannot give " + parts.size() + " values to " + names.size() + " names");
    }
    for (int i = 0; i < parts.size(); i++) {
      frame.set(names.get(i), parts.get(i));
    }
  }

  private Statement macro() {
    String name = tokens.expect(Kind.NAME).text();
    Map<String, Expression> parameters = new LinkedHashMap<>();
    tokens.expectOperator("(");
    while (!tokens.skipOperator(")")) {
      String parameter = tokens.expect(Kind.NAME).text();
      parameters.put(parameter, tokens.skipOperator("=") ? expressions.expression() : null);
      if (!tokens.skipOperator(",") && !tokens.isOperator(")")) {
        tokens.expectOperator(")");
      }
    }
    endOfTag();
    Statement body = closedBody("endmacro");
    return f -> {
      f.set(name, new Macro(name, parameters, body, f));
      return Flow.NEXT;
    };
  }
}
