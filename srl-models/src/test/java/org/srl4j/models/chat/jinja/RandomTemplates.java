package org.srl4j.models.chat.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small templates and their variables, drawn from a grammar of what chat templates use. */
final class RandomTemplates {
  private static final List<String> DATA =
      List.of(
          "text",
          " ",
          "\n",
          "  \n",
          "a\n  b",
          "<|im_start|>",
          "é😀",
          "\t",
          "\n\n",
          "} }",
          "x\u00a0\n",
          "{ % }",
          "end\n");

  private static final List<String> STRINGS =
      List.of("", "hello", " Hi\n", "日本 <b>", "it's \"q\"", "a,b", "12", "x\u200by", "Zz\u2028");

  private static final List<String> LOOP =
      List.of(
          "loop.index",
          "loop.index0",
          "loop.first",
          "loop.last",
          "loop.length",
          "loop.revindex",
          "loop.revindex0",
          "loop.previtem",
          "loop.nextitem",
          "loop.cycle('o', 'e')",
          "loop.depth",
          "loop.changed(i)");

  private static final List<String> DATES =
      List.of(
          "%Y-%m-%d",
          "%d %b %Y", "%A, %B %d", "%H:%M:%S", "%j %U %w", "%-d/%-m/%y", "%c", "%F %T %p");

  private final Random random;
  private final RandomExpressions expressions;
  private int macros;

  RandomTemplates(long seed) {
    this.random = new Random(seed);
    this.expressions = new RandomExpressions(random);
  }

  /** What a template may name. */
  Map<String, Object> variables() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("s", string());
    all.put("t", string());
    all.put("n", (long) random.nextInt(5) - 1);
    all.put("k", 9007199254740993L);
    all.put("large", new BigInteger("123456789012345678901234567890"));
    all.put("x", List.of(0.5, 2.0, -0.0, 1e22, 3.14159, 1e-5).get(random.nextInt(6)));
    all.put("b", random.nextBoolean());
    all.put("none_value", null);
    all.put("l", new ArrayList<>(List.of(string(), "b", "A", string())));
    all.put("nums", new ArrayList<>(List.of(3L, 1L, 2.5, (long) random.nextInt(9))));
    all.put("e", new ArrayList<>());
    Map<String, Object> d = new LinkedHashMap<>();
    d.put("name", string());
    d.put("count", 2L);
    d.put("tags", new ArrayList<>(Arrays.asList("x", 1L, null, true)));
    d.put("items", string());
    all.put("d", d);
    List<Object> messages = new ArrayList<>();
    for (String role : List.of("system", "user", "assistant", "user")) {
      Map<String, Object> message = new LinkedHashMap<>();
      message.put("role", role);
      message.put("content", random.nextInt(4) == 0 ? null : string());
      messages.add(message);
    }
    all.put("m", messages);
    return all;
  }

  private String string() {
    return expressions.one(STRINGS);
  }

  /** A template. */
  String template() {
    macros = 0;
    return body(2, false);
  }

  private String body(int depth, boolean inLoop) {
    StringBuilder out = new StringBuilder();
    for (int pieces = 1 + random.nextInt(4); pieces > 0; pieces--) {
      out.append(expressions.one(DATA)).append(piece(depth, inLoop));
    }
    return out.append(expressions.one(DATA)).toString();
  }

  private String open() {
    return expressions.one(List.of("{%", "{%", "{%-", "{%+"));
  }

  private String close() {
    return expressions.one(List.of("%}", "%}", "-%}", "+%}"));
  }

  private String tag(String code) {
    return open() + " " + code + " " + close();
  }

  private String print(String code) {
    return expressions.one(List.of("{{ ", "{{- ")) + code + expressions.one(List.of(" }}", " -}}"));
  }

  private String piece(int depth, boolean inLoop) {
    int kind = random.nextInt(depth > 0 ? 20 : 8);
    return switch (kind) {
      case 0, 1, 2, 3 -> print(expressions.any(2));
      case 4 -> inLoop ? print(expressions.one(LOOP)) : print(expressions.text(3));
      case 5 -> tag("set " + expressions.one(List.of("q", "r")) + " = " + expressions.any(1));
      case 6 -> print("q");
      case 7 -> inLoop ? jump() : "{#- note " + expressions.one(List.of("#}", "-#}", "+#}"));
      case 8, 9, 10 -> condition(depth);
      case 11, 12, 13 -> loop(depth);
      case 14 -> tag("set q") + body(depth - 1, false) + tag("endset");
      case 15 ->
          tag("with w = " + expressions.any(1)) + print("w") + body(0, false) + tag("endwith");
      case 16 -> macro(depth);
      case 17 ->
          tag(
                  "filter "
                      + expressions.one(
                          List.of("upper", "trim", "indent(2)", "replace('a', 'b') | lower")))
              + body(0, false)
              + tag("endfilter");
      case 18 -> space(depth);
      default ->
          expressions.one(
              List.of(
                  raw(),
                  generation(depth),
                  print("strftime_now('" + expressions.one(DATES) + "')")));
    };
  }

  private String raw() {
    return "{% raw %}{{ x }}\n {% if %}"
        + expressions.one(List.of("{% endraw %}", "{%- endraw -%}", "\n  {% endraw %}\n"));
  }

  private String generation(int depth) {
    return tag("generation") + body(depth - 1, false) + tag("endgeneration");
  }

  private String jump() {
    return tag("if " + expressions.truth(1))
        + tag(expressions.one(List.of("break", "continue")))
        + tag("endif");
  }

  private String condition(int depth) {
    String start = tag("if " + expressions.truth(2)) + body(depth - 1, false);
    String middle = random.nextInt(3) == 0 ? tag("elif " + expressions.truth(1)) + "E" : "";
    String end = random.nextBoolean() ? tag("else") + body(depth - 1, false) : "";
    return start + middle + end + tag("endif");
  }

  private String loop(int depth) {
    boolean pairs = random.nextInt(4) == 0;
    String over = pairs ? "i, j in d.items()" : "i in " + expressions.list(1);
    String chosen = random.nextInt(4) == 0 ? " if " + expressions.truth(1) : "";
    String end = random.nextInt(4) == 0 ? tag("else") + "none" : "";
    return tag("for " + over + chosen) + print("i") + body(depth - 1, true) + end + tag("endfor");
  }

  private String macro(int depth) {
    String name = "f" + macros++;
    String body =
        print("a")
            + print("c")
            + body(0, false)
            + expressions.one(
                List.of("", print("varargs"), print("kwargs | tojson"), print("caller()")));
    String call =
        expressions.one(
            List.of(
                print(name + "(" + expressions.any(1) + ")"),
                print(name + "(a=1, c=" + expressions.any(1) + ")"),
                print(name + "(1, 2, 3)"),
                print(name + "(*[1, 2])"),
                print(name + "(z=1)"),
                tag("call " + name + "(1)") + "inner" + print("s") + tag("endcall")));
    return tag("macro " + name + "(a, c='dflt')") + body + tag("endmacro") + call;
  }

  private String space(int depth) {
    return tag("set ns = namespace(v=0, w='')")
        + tag("for i in " + expressions.list(1))
        + tag("set ns.v = ns.v + 1")
        + body(0, true)
        + tag("endfor")
        + print("ns.v");
  }
}
