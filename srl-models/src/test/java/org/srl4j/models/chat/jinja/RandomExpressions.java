package org.srl4j.models.chat.jinja;

import java.util.List;
import java.util.Random;

/** Expressions of Jinja drawn from a grammar, of a wanted type most of the time. */
final class RandomExpressions {
  private static final List<String> WORDS =
      List.of(
          "''",
          "'a'",
          "'B c'",
          "'é'",
          "'日本 😀'",
          "\"it's\"",
          "'\"q\"'",
          "' x '",
          "'l1\\nl2\\n'",
          "'a,b,c'",
          "'<b> & c'",
          "'12'",
          "'-2.5'",
          "'aBC'",
          "'\\u200b\\xa0'",
          "'x\\ty'",
          "'ß'",
          "'{\"k\": 1}'",
          "'%s and %s'",
          "'a-b (c) d'");

  private static final List<String> TEXTS = List.of("s", "t", "d.name", "d['name']", "m[0].role");
  private static final List<String> NUMBERS = List.of("n", "d.count", "l | length", "3");
  private static final List<String> LISTS =
      List.of("l", "e", "nums", "d.tags", "['b', 'A', 'c']", "[3, 1, 2]", "m", "(1, 'a')");

  private static final List<String> TESTS =
      List.of(
          "defined",
          "undefined",
          "none",
          "string",
          "number",
          "integer",
          "float",
          "boolean",
          "mapping",
          "sequence",
          "iterable",
          "true",
          "false",
          "callable",
          "lower",
          "upper",
          "not none",
          "not string");

  private final Random random;

  RandomExpressions(Random random) {
    this.random = random;
  }

  <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  String any(int depth) {
    return switch (below(12)) {
      case 0, 1, 2 -> text(depth);
      case 3, 4 -> whole(depth);
      case 5 -> real(depth);
      case 6 -> truth(depth);
      case 7, 8 -> list(depth);
      case 9 -> mapping(depth);
      case 10 ->
          one(
              List.of(
                  "missing", "k", "large", "d.missing", "none", "m[9]", "d.get('x')", "d.items"));
      default -> "(" + any(depth - 1 < 0 ? 0 : depth - 1) + " if " + truth(0) + elseOf(depth) + ")";
    };
  }

  private String elseOf(int depth) {
    return below(4) == 0 ? "" : " else " + (depth > 0 ? any(depth - 1) : "'z'");
  }

  String text(int depth) {
    if (depth <= 0) {
      return below(2) == 0 ? one(WORDS) : one(TEXTS);
    }
    String inner = text(depth - 1);
    return switch (below(12)) {
      case 0 -> inner + " ~ " + any(depth - 1);
      case 1 -> "(" + inner + " + " + text(depth - 1) + ")";
      case 2, 3, 4 -> "(" + inner + ")" + method(depth);
      case 5, 6, 7 -> "(" + inner + ") | " + textFilter(depth);
      case 8 -> "(" + list(depth - 1) + ") | join(" + one(List.of("", "', '", "'-'")) + ")";
      case 9 -> "(" + any(depth - 1) + ") | tojson" + jsonArguments();
      case 10 -> "(" + inner + ")[" + slice() + "]";
      default -> "'%s|%r' % (" + any(depth - 1) + ", " + any(depth - 1) + ")";
    };
  }

  private String slice() {
    return one(List.of("1:", ":2", "::-1", "-2:", "0", "-1", "1:5:2", "5", ":-1", "::2"));
  }

  private String method(int depth) {
    return switch (below(14)) {
      case 0 -> ".strip(" + one(List.of("", "' a'", "'é'")) + ")";
      case 1 -> one(List.of(".lstrip()", ".rstrip()", ".rstrip('\\n')", ".lstrip('ab')"));
      case 2 -> one(List.of(".upper()", ".lower()", ".title()", ".capitalize()", ".swapcase()"));
      case 3 -> ".replace(" + one(WORDS) + ", " + one(WORDS) + one(List.of("", ", 1")) + ")";
      case 4 -> ".split(" + one(List.of("", "','", "'a'", "' ', 1")) + ")";
      case 5 -> one(List.of(".rsplit(',', 1)", ".splitlines()", ".splitlines(true)"));
      case 6 -> ".startswith(" + one(List.of("'a'", "('a', 'B')", "'b', 1", "''")) + ")";
      case 7 -> ".endswith(" + one(List.of("'c'", "' '", "('x', 'c')")) + ")";
      case 8 -> one(List.of(".find('b')", ".rfind('a')", ".count('a')", ".find('a', 1, -1)"));
      case 9 -> one(List.of(".partition(',')", ".rpartition('a')", ".removeprefix('a')"));
      case 10 -> one(List.of(".center(9)", ".ljust(5, '.')", ".rjust(6)", ".zfill(4)"));
      case 11 -> one(List.of(".isdigit()", ".isalpha()", ".isspace()", ".isupper()", ".islower()"));
      case 12 -> ".join(" + list(depth - 1) + ")";
      default ->
          one(List.of(".title", ".strip(1)", ".upper(1)", ".nothing()", ".strip(chars='a')"));
    };
  }

  private String textFilter(int depth) {
    return switch (below(14)) {
      case 0 -> one(List.of("trim", "trim('a')", "trim(chars=' x')"));
      case 1 -> one(List.of("upper", "lower", "title", "capitalize", "string"));
      case 2 -> "replace(" + one(WORDS) + ", " + one(WORDS) + one(List.of("", ", 1")) + ")";
      case 3 ->
          one(List.of("indent", "indent(2, true)", "indent(width=1, blank=true)", "indent('>')"));
      case 4 -> one(List.of("default('D')", "default('D', true)", "d(n, boolean=true)"));
      case 5 ->
          one(List.of("int", "int(7)", "int(default=-1)", "float", "float(0.5)", "int(0, 16)"));
      case 6 -> one(List.of("length", "list", "first", "last", "reverse", "wordcount"));
      case 7 -> one(List.of("truncate(5)", "truncate(6, true, '~', 0)", "center(9)", "urlencode"));
      case 8 -> one(List.of("safe", "e", "escape", "safe ~ '<'", "safe + '<'", "forceescape"));
      case 9 -> "tojson" + jsonArguments();
      case 10 -> one(List.of("trim(x=1)", "upper(1)", "replace('a')", "length(1)", "join(q=1)"));
      case 11 -> "format(" + any(depth - 1) + ", 'z')";
      default ->
          one(List.of("trim | upper", "lower | title", "list | sort | join", "unique | list"));
    };
  }

  private String jsonArguments() {
    return one(
        List.of(
            "",
            "",
            "(indent=2)",
            "(separators=(',', ':'))",
            "(sort_keys=True)",
            "(ensure_ascii=True)",
            "(ensure_ascii=true, indent=1, sort_keys=true)",
            "(indent='\\t')",
            "(separators=[',', '='], indent=0)",
            "(false, 3)",
            "(true)",
            "(seperators=1)",
            "(indent=none)",
            "(separators=(';', ' -> '), sort_keys=true)"));
  }

  String whole(int depth) {
    if (depth <= 0) {
      return below(2) == 0 ? "" + (below(9) - 2) : one(NUMBERS);
    }
    return switch (below(7)) {
      case 0, 1 ->
          "("
              + whole(depth - 1)
              + one(List.of(" + ", " - ", " * ", " // ", " % "))
              + number(depth)
              + ")";
      case 2 -> "(" + any(depth - 1) + ") | length";
      case 3 -> "(" + any(depth - 1) + ") | int" + one(List.of("", "(5)"));
      case 4 -> "-" + whole(0) + " | abs";
      case 5 ->
          "(" + list(depth - 1) + ") | " + one(List.of("sum", "max", "min", "first", "count"));
      default -> whole(0) + " ** " + below(4);
    };
  }

  private String number(int depth) {
    return below(3) == 0 ? real(depth - 1) : whole(depth - 1);
  }

  String real(int depth) {
    String small =
        one(List.of("x", "0.1", "2.0", "1e-7", "1e16", "123456.789", "0.0001", "-2.5", "1.5e300"));
    if (depth <= 0) {
      return small;
    }
    return switch (below(3)) {
      case 0 ->
          "("
              + small
              + one(List.of(" + ", " - ", " * ", " / ", " // ", " % "))
              + number(depth)
              + ")";
      case 1 -> small + " | round" + one(List.of("", "(1)", "(2, 'floor')", "(0, 'ceil')", "(-1)"));
      default -> "(" + any(depth - 1) + ") | float";
    };
  }

  String truth(int depth) {
    if (depth <= 0) {
      return one(List.of("true", "false", "b", "s", "n", "e", "missing", "l", "d", "not b"));
    }
    return switch (below(8)) {
      case 0 -> any(depth - 1) + one(List.of(" and ", " or ")) + truth(depth - 1);
      case 1 -> "not (" + truth(depth - 1) + ")";
      case 2 -> "(" + any(depth - 1) + ") is " + one(TESTS);
      case 3 -> any(0) + one(List.of(" == ", " != ")) + any(0);
      case 4 -> whole(0) + one(List.of(" < ", " <= ", " > ", " >= ")) + number(1);
      case 5 -> text(0) + one(List.of(" in ", " not in ")) + one(List.of(text(0), list(0), "d"));
      case 6 -> whole(0) + " < " + whole(0) + one(List.of(" < ", " <= ", " == ")) + whole(0);
      default ->
          "("
              + whole(0)
              + ") is "
              + one(List.of("odd", "even", "divisibleby 3", "gt(1)", "eq 2", "in [1, 2]"));
    };
  }

  String list(int depth) {
    if (depth <= 0) {
      return one(LISTS);
    }
    String inner = "(" + list(depth - 1) + ")";
    return switch (below(12)) {
      case 0 -> "[" + any(depth - 1) + ", " + any(depth - 1) + "]";
      case 1 -> inner + "[" + slice() + "]";
      case 2 -> inner + " + " + list(depth - 1);
      case 3 ->
          inner
              + " | "
              + one(
                  List.of(
                      "sort",
                      "sort(reverse=true)",
                      "sort(case_sensitive=true)",
                      "unique",
                      "reverse",
                      "list"));
      case 4 ->
          inner
              + " | map("
              + one(
                  List.of(
                      "'upper'",
                      "'string'",
                      "attribute='role'",
                      "'tojson'",
                      "attribute='content', default='?'",
                      "'length'",
                      "'replace', 'a', 'b'"))
              + ")"
              + listed();
      case 5 ->
          inner
              + " | "
              + one(
                  List.of(
                      "select",
                      "reject",
                      "select('string')",
                      "reject('none')",
                      "select('in', ['a', 1])",
                      "select('gt', 1)"))
              + listed();
      case 6 ->
          "m | "
              + one(
                  List.of(
                      "selectattr('role', 'equalto', 'user')",
                      "rejectattr('content', 'none')",
                      "selectattr('role')",
                      "selectattr('tool_calls', 'defined')"))
              + listed();
      case 7 -> "range(" + one(List.of("3", "1, 4", "5, 0, -2", "n")) + ")" + listed();
      case 8 ->
          one(
                  List.of(
                      "d.items()",
                      "d.keys()",
                      "d.values()",
                      "d | items",
                      "d | dictsort",
                      "d | dictsort(true, reverse=true)"))
              + listed();
      case 9 ->
          inner
              + " | "
              + one(List.of("batch(2)", "batch(2, 'f')", "slice(2)", "slice(3, 'f')"))
              + listed();
      case 10 ->
          "m | "
              + one(
                  List.of(
                      "groupby('role')",
                      "sort(attribute='role')",
                      "map(attribute='role') | unique",
                      "sort(attribute='role,content')"))
              + listed();
      default -> inner + " * 2";
    };
  }

  private String listed() {
    return below(3) == 0 ? "" : " | list";
  }

  String mapping(int depth) {
    if (depth <= 0) {
      return one(List.of("d", "m[0]", "{}", "{'z': 1, 'a': [true, none]}", "{1: 'x', 'k': 2.0}"));
    }
    return switch (below(4)) {
      case 0 -> "{'k': " + any(depth - 1) + ", 'a': " + any(depth - 1) + "}";
      case 1 -> "dict(p=" + any(depth - 1) + ", q=1)";
      case 2 -> "dict(d, name='new')";
      default -> "m[-1]";
    };
  }
}
