package org.srl4j.eval.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srl4j.core.agent.ToolCallXml;
import org.srl4j.eval.fuzz.FuzzTarget.TextReading;
import org.srl4j.eval.swe.edit.AgentlessEdits;
import org.srl4j.eval.swe.edit.EditDialect;
import org.srl4j.eval.swe.edit.SweRlEdits;
import org.srl4j.eval.swe.log.HarnessLog;
import org.srl4j.eval.swe.log.TestLog;
import org.srl4j.eval.swe.log.parser.Parsers;
import org.srl4j.eval.swe.patch.Patch;
import org.srl4j.eval.swe.patch.PatchApplier;
import org.srl4j.eval.swe.patch.SafePath;
import org.srl4j.models.chat.ChatTemplate;
import org.srl4j.models.chat.Conversation;
import org.srl4j.models.chat.ConversationJson;

/** Texts that models, benchmarks or model folders bring, changed at random; see {@link Fuzzing}. */
class TextFuzzTest {
  private static final Map<String, String> FILES =
      Map.of("src/a.py", "one\ntwo\nthree\nfour\n", "from", "same\n", "gone", "bye\n", "e", "");

  /** What a small answer may make of small files. */
  private static final long MOST_CHARACTERS = 1L << 24;

  private static final String CHANGE =
      "diff --git a/src/a.py b/src/a.py\nindex 1111111..2222222 100644\n--- a/src/a.py\n"
          + "+++ b/src/a.py\n@@ -1,3 +1,4 @@ def f():\n one\n-two\n+2\n+2.5\n three\n";

  private static final String MOVES =
      "diff --git a/new b/new\nnew file mode 100644\n--- /dev/null\n+++ b/new\n@@ -0,0 +1,2 @@\n"
          + "+x\n+y\n\\ No newline at end of file\ndiff --git a/gone b/gone\n"
          + "deleted file mode 100644\n--- a/gone\n+++ /dev/null\n@@ -1 +0,0 @@\n-bye\n"
          + "diff --git a/from b/to\nsimilarity index 100%\ncopy from from\ncopy to to\n"
          + "diff --git a/e b/\\303\\244\nold mode 100644\nnew mode 100755\nrename from e\n"
          + "rename to \"b/\\303\\244\"\n";

  private static final List<String> PATCH_WORDS =
      List.of(
          "diff --git a/f b/f\n",
          "--- a/f\n",
          "+++ b/f\n",
          "/dev/null",
          "@@ -1 +1 @@\n",
          "@@ -999999999,999999999 +0,0 @@\n",
          "new file mode 120000\n",
          "copy from from\ncopy to x\n",
          "\\ No newline at end of file\n",
          "GIT binary patch\n",
          "../../etc/passwd",
          "/etc/passwd",
          ".git/hooks/pre-commit",
          "\"\\000\"",
          "C:\\x");

  private static String edit(String search, String replacement) {
    return "<<<<<<< SEARCH\n" + search + "\n=======\n" + replacement + "\n>>>>>>> REPLACE\n";
  }

  private static final List<String> EDIT_WORDS =
      List.of(
          "```python\n",
          "\n```\n",
          "### src/a.py\n",
          "### ../../etc/passwd\n",
          "<<<<<<< SEARCH\n",
          "\n=======\n",
          "\n>>>>>>> REPLACE\n",
          edit("o", "ooooooooo"),
          edit("ooo", "oooooooooooooooooooooooo"));

  private static final List<String> TEMPLATE_WORDS =
      List.of(
          "{{ ",
          " }}",
          "{% for m in messages %}",
          "{% endfor %}",
          "{% if true %}",
          "{% set x = [x, x] %}",
          "{%- ",
          "{# ",
          " | tojson",
          " | join('x')",
          " * 999999999",
          "range(9999999)",
          "messages[-1]",
          "['__class__']",
          "namespace(x=1)",
          "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
          "'",
          "\\");

  private static final String TEMPLATE =
      "{%- if messages[0]['role'] == 'system' %}{{- messages[0].content ~ '\\n' }}{%- endif %}"
          + "{% set ns = namespace(i=0) %}{%- for m in messages %}{% set ns.i = ns.i + 1 %}"
          + "{{ '<|im_start|>' + m.role + '\\n' + (m.content | trim) + '<|im_end|>' }}"
          + "{% if m.tool_calls is defined %}{% for c in m.tool_calls %}{{ c | tojson }}"
          + "{% endfor %}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ 'a' * 3 }}"
          + "{% else %}{{ raise_exception('no') }}{% endif %}";

  private static final String CONVERSATION =
      "{\"messages\": [{\"role\": \"system\", \"content\": \"s\"}, {\"role\": \"user\","
          + " \"content\": \" hi \"}, {\"role\": \"assistant\", \"content\": null, \"tool_calls\":"
          + " [{\"function\": {\"name\": \"f\", \"arguments\": \"{\\\"a\\\": [1, 2.5]}\"}}]}],"
          + " \"tools\": [{\"name\": \"f\", \"parameters\": {\"type\": \"object\"}}]}";

  static Stream<FuzzTarget> targets() {
    List<FuzzTarget> targets = new ArrayList<>();
    targets.add(
        FuzzTarget.text(
            "patches", List.of(CHANGE, MOVES, MOVES + CHANGE), PATCH_WORDS, TextFuzzTest::patch));
    addEdits("edits of Agentless", new AgentlessEdits("python"), targets);
    addEdits("edits of SWE-RL", new SweRlEdits(), targets);
    addLogs(targets);
    targets.add(
        FuzzTarget.text(
            "tool calls",
            List.of("Look.\n\n<function=bash>\n<parameter=command>ls</parameter>\n</function>"),
            List.of("<function=", "</function>", "<parameter=x>", "</parameter>", ">"),
            ToolCallXml::parseMessage));
    targets.add(
        FuzzTarget.text("chat templates", List.of(TEMPLATE), TEMPLATE_WORDS, TextFuzzTest::render));
    targets.add(
        FuzzTarget.text(
            "conversations", List.of(CONVERSATION), List.of(), TextFuzzTest::conversation));
    return targets.stream();
  }

  private static void addEdits(String name, EditDialect dialect, List<FuzzTarget> targets) {
    String answer =
        "Reason.\n```python\n### src/a.py\n"
            + edit("two", "2")
            + "```\n```python\n### from\n"
            + edit("same", "other")
            + "```\n";
    TextReading reading =
        text -> {
          Map<String, String> made = dialect.apply(dialect.parse(text), FILES);
          assertEquals(FILES.keySet(), made.keySet());
          requireSmall(made);
        };
    targets.add(FuzzTarget.text(name, List.of(answer), EDIT_WORDS, reading));
  }

  /** Every text is read by one parser, in turn. */
  private static void addLogs(List<FuzzTarget> targets) {
    String tests =
        """
        tests/a.py::test_one PASSED                 [ 10%]
        FAILED tests/b.py::test_four[/tmp/x] - AssertionError: 1 == 2
        \u001b[32mPASSED\u001b[0m tests/b.py::test_five
        test_a (app.T) ... ok
        test_d (app.T) ... some warning
        ok
        ERROR: test_f (app.T)
        test_equality F                                   [FAIL]
        ________ sympy/core/tests/test_basic.py:test_equality ________
        --- PASS: TestAdd (0.00s)
        + mvn -Dtest=a.BTest
        [INFO] BUILD SUCCESS
        \u2713 adds (3 ms)
        TestA#test_b. = 0.01 s = .
        4 passing
        """;
    List<String> words =
        List.of(
            HarnessLog.START,
            HarnessLog.END,
            " ... ",
            "PASSED ",
            "::",
            " [",
            ".py:",
            "\u001b[",
            "_",
            " = ",
            ") ",
            "   ");
    int[] next = {0};
    TextReading reading =
        text -> {
          String parser = Parsers.names().get(next[0]++ % Parsers.names().size());
          String instance = parser.endsWith("jekyll") ? "jekyll-8761" : "x-2005";
          TestLog log = HarnessLog.read(text, Parsers.named(parser, instance));
          assertTrue(log.tests().size() <= 2 * text.length() + 1);
          log.status("tests/b.py::test_four[/tmp");
          if (log.fault().isPresent()) {
            throw new IllegalArgumentException(log.fault().get().message());
          }
        };
    String good = "noise\n" + HarnessLog.START + "\n" + tests + HarnessLog.END + "\n";
    targets.add(FuzzTarget.text("test logs", List.of(good), words, reading));
  }

  /**
   * What is written must lie in the tree, and a patch that we wrote must come out as it went in.
   */
  private static void patch(String text) throws Exception {
    Patch patch = Patch.parse(text);
    assertEquals(patch.render(), Patch.parse(patch.render()).render());
    Map<String, String> made = PatchApplier.apply(patch, FILES);
    made.keySet().forEach(SafePath::check);
    requireSmall(made);
  }

  private static void requireSmall(Map<String, String> files) {
    long characters = files.values().stream().mapToLong(String::length).sum();
    assertTrue(characters <= MOST_CHARACTERS, () -> "makes " + characters + " characters");
  }

  private static Conversation conversation(String text) throws Exception {
    return ConversationJson.read(new ObjectMapper().readTree(text));
  }

  private static void render(String template) throws Exception {
    ChatTemplate.of(template, Map.of("bos_token", "<s>")).render(conversation(CONVERSATION), true);
  }

  @ParameterizedTest
  @MethodSource("targets")
  void changedTextsAreReadOrRefusedSoonAndInLittleMemory(FuzzTarget target) throws Exception {
    Map<String, Integer> outcomes = Fuzzing.run(target);
    boolean lenient = target.name().contains("Agentless"); // passes over what it cannot read
    assertTrue(lenient || outcomes.containsKey("refused"), outcomes.toString());
  }
}
