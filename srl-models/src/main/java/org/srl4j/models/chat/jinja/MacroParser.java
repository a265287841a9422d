package org.srl4j.models.chat.jinja;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.srl4j.models.chat.jinja.Statement.Flow;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.token.Token.Kind;
import org.srl4j.models.chat.jinja.token.TokenStream;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Callable;
import org.srl4j.models.chat.jinja.value.PythonText;

/** Reads macros, and calls that bring a body. */
final class MacroParser {
  private static final List<String> SPECIAL = List.of(Macro.CALLER, "varargs", "kwargs");

  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final StatementParser statements;

  MacroParser(TokenStream tokens, ExpressionParser expressions, StatementParser statements) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.statements = statements;
  }

  Statement macro() {
    String name = tokens.expect(Kind.NAME).text();
    Map<String, Expression> parameters = parameters();
    statements.endOfTag();
    Piece piece = piece("endmacro");
    return f -> {
      f.set(name, new Macro(name, parameters, piece.special, piece.body, f));
      return Flow.NEXT;
    };
  }

  /** A macro's body, and the special names in it. */
  private record Piece(Set<String> special, Statement body) {}

  private Piece piece(String end) {
    int from = tokens.place();
    Statement body = statements.closedBody(end);
    Set<String> special = new TreeSet<>();
    for (String name : SPECIAL) {
      if (tokens.hasName(name, from)) {
        special.add(name);
      }
    }
    return new Piece(special, body);
  }

  private Map<String, Expression> parameters() {
    Map<String, Expression> parameters = new LinkedHashMap<>();
    tokens.expectOperator("(");
    while (!tokens.skipOperator(")")) {
      String parameter = tokens.expect(Kind.NAME).text();
      parameters.put(parameter, tokens.skipOperator("=") ? expressions.expression() : null);
      if (!tokens.skipOperator(",") && !tokens.isOperator(")")) {
        tokens.expectOperator(")");
      }
    }
    return parameters;
  }

  /** {@code call(x) f(1)}: the body is what {@code caller} gives in the macro. */
  Statement call() {
    Map<String, Expression> parameters =
        tokens.isOperator("(") ? parameters() : new LinkedHashMap<>();
    OperandParser.Call call = expressions.call();
    statements.endOfTag();
    Piece piece = piece("endcall");
    return f -> {
      Arguments given = call.arguments().of(f);
      Map<String, Object> named = new LinkedHashMap<>(given.named());
      named.put(Macro.CALLER, new Macro(Macro.CALLER, parameters, piece.special, piece.body, f));
      Object called = call.target().value(f);
      if (!(called instanceof Callable callable)) {
        throw new TemplateException("cannot call " + PythonText.shown(called));
      }
      f.print(callable.call(new Arguments(given.positional(), named), f.budget()));
      return Flow.NEXT;
    };
  }
}
