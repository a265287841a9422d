package org.srl4j.models.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.srl4j.models.chat.jinja.Statement.Flow;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.token.Token;
import org.srl4j.models.chat.jinja.token.Token.Kind;
import org.srl4j.models.chat.jinja.token.TokenStream;
import org.srl4j.models.chat.jinja.value.Undefined;
import org.srl4j.models.chat.jinja.value.Values;

/** Reads text, printing tags and statements. */
final class StatementParser {
  /** No name that a template can write. */
  private static final String CAPTURED = "(captured)";

  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final MacroParser macros;
  private final TopNames names = new TopNames();
  private final List<String> set = new ArrayList<>();

  StatementParser(TokenStream tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens, names);
    this.macros = new MacroParser(tokens, expressions, this);
  }

  /** A whole template. */
  static Statement template(String text) {
    StatementParser parser = new StatementParser(new TokenStream(text));
    Statement body = parser.body(Set.of());
    parser.tokens.expect(Kind.END);
    Set<String> hidden = parser.names.hidden();
    return f -> {
      hidden.forEach(name -> f.set(name, new Undefined(name)));
      return body.run(f);
    };
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
        all.add(placed(token.line(), printing(expressions.list())));
        tokens.expect(Kind.PRINT_END);
      } else if (ends.contains(tokens.peek().text())) {
        tokens.backTo(depth);
        return sequence(all);
      } else {
        all.add(placed(tokens.peek().line(), statement()));
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

  private static Statement placed(int line, Statement statement) {
    return f -> {
      try {
        return statement.run(f);
      } catch (TemplateException e) {
        throw e.at(line);
      }
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

  /** A body with variables of its own, and the tag that closes it. */
  Statement closedBody(String end) {
    Statement body = innerBody(Set.of(end));
    tokens.next();
    endOfTag();
    return body;
  }

  private Statement innerBody(Set<String> ends) {
    return names.inside(() -> body(ends));
  }

  void endOfTag() {
    tokens.expect(Kind.BLOCK_END);
  }

  private Statement statement() {
    Token name = tokens.expect(Kind.NAME);
    return switch (name.text()) {
      case "if" -> branches();
      case "for" -> loop();
      case "set" -> assignment();
      case "with" -> scope();
      case "macro" -> macros.macro();
      case "call" -> macros.call();
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
    Statement body = closedBody("endgeneration");
    return f -> body.run(f.inner());
  }

  private Statement filtered() {
    Expression filter = expressions.filters(f -> f.get(CAPTURED));
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
      conditions.add(Operands.placed(tokens.peek().line(), expressions.list()));
      endOfTag();
      bodies.add(names.branch(() -> body(Set.of("elif", "else", "endif"))));
      tag = tokens.next().text();
    } while (tag.equals("elif"));
    if (tag.equals("else")) {
      endOfTag();
      conditions.add(f -> true);
      bodies.add(names.branch(() -> body(Set.of("endif"))));
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
    Target target = names.inside(() -> target(false));
    if (!tokens.skipName("in")) {
      throw tokens.fault("expected 'in'");
    }
    // As in Jinja, an 'if' here chooses elements and belongs to no conditional expression.
    Expression elements = expressions.loopElements();
    Expression condition = tokens.skipName("if") ? names.inside(expressions::expression) : null;
    boolean recursive = tokens.skipName("recursive");
    endOfTag();
    Statement body = innerBody(Set.of("else", "endfor"));
    Statement otherwise = f -> Flow.NEXT;
    if (tokens.next().text().equals("else")) {
      endOfTag();
      otherwise = innerBody(Set.of("endfor"));
      tokens.next();
    }
    endOfTag();
    Loop loop = new Loop(target, elements, condition, body, otherwise);
    return f -> loop.run(f, loop.elements().value(f), 0, recursive);
  }

  /** Names with commas between, of which some may be in brackets. */
  private Target target(boolean fields) {
    List<Target> all = new ArrayList<>();
    boolean several = false;
    do {
      all.add(oneTarget(fields));
      several |= tokens.isOperator(",");
    } while (tokens.skipOperator(",") && !tokens.isName("in") && !tokens.isOperator("="));
    return several ? Target.several(all) : all.get(0);
  }

  private Target oneTarget(boolean fields) {
    if (tokens.skipOperator("(")) {
      tokens.deeper();
      Target inner = target(fields);
      tokens.expectOperator(")");
      return inner;
    }
    String name = tokens.expect(Kind.NAME).text();
    if (!fields || !tokens.skipOperator(".")) {
      set.add(name);
      return Target.variable(name);
    }
    return Target.field(name, tokens.expect(Kind.NAME).text());
  }

  private Statement assignment() {
    set.clear();
    Target target = target(true);
    List<String> assigned = List.copyOf(set);
    if (tokens.skipOperator("=")) {
      Expression value = expressions.list();
      assigned.forEach(names::set);
      endOfTag();
      return f -> {
        target.assign(value.value(f), f);
        return Flow.NEXT;
      };
    }
    Expression filter = expressions.filters(f -> f.get(CAPTURED));
    endOfTag();
    Statement body = closedBody("endset");
    assigned.forEach(names::set);
    return f -> {
      Frame inner = f.inner();
      inner.set(CAPTURED, captured(body, f));
      target.assign(filter.value(inner), f);
      return Flow.NEXT;
    };
  }

  private Statement scope() {
    List<Target> targets = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (tokens.peek().kind() != Kind.BLOCK_END) {
      if (!targets.isEmpty()) {
        tokens.expectOperator(",");
      }
      targets.add(oneTarget(false));
      tokens.expectOperator("=");
      values.add(expressions.expression());
    }
    endOfTag();
    Statement body = closedBody("endwith");
    return f -> {
      Frame inner = f.inner();
      for (int i = 0; i < targets.size(); i++) {
        targets.get(i).assign(values.get(i).value(f), inner);
      }
      return body.run(inner);
    };
  }
}
