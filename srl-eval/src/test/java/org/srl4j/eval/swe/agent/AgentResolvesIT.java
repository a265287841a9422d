package org.srl4j.eval.swe.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.core.agent.ToolCallXml;
import org.srl4j.eval.swe.InstanceReport;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.patch.Patch;
import org.srl4j.eval.swe.patch.PatchApplier;
import org.srl4j.eval.swe.predict.Attempt;
import org.srl4j.eval.swe.predict.Response;
import org.srl4j.eval.swe.run.Candidate;
import org.srl4j.eval.swe.run.JavaTestRunner;

/** A hand-made Java repository, from the issue to the resolved instance. */
class AgentResolvesIT {
  private static final SourceTree TREE =
      SourceTree.of(
          Map.of(
              "src/main/java/a/Twice.java",
              "package a;\n\npublic final class Twice {\n  public static int of(int x) {\n"
                  + "    return x + 2;\n  }\n}\n",
              "src/test/java/a/TwiceTest.java",
              "package a;\n\npublic class TwiceTest {\n  public void twoIsFour() {\n"
                  + "    if (Twice.of(2) != 4) throw new AssertionError();\n  }\n\n"
                  + "  public void threeIsSix() {\n    if (Twice.of(3) != 6) {\n"
                  + "      throw new AssertionError(\"got \" + Twice.of(3));\n    }\n  }\n}\n"));
  private static final SweInstance INSTANCE =
      new SweInstance(
          "twice-1",
          "o/twice",
          "",
          "Twice.of(3) gives 5.",
          "",
          "",
          List.of("a.TwiceTest::threeIsSix"),
          List.of("a.TwiceTest::twoIsFour"));

  private final List<String> prompts = new ArrayList<>();

  private Attempt attempt(JavaTestRunner runner, String... answers) {
    AgentLoop loop =
        new AgentLoop(
            AgentSettings.of(AgentSettings.Budget.defaults()),
            (id, prompt, samples) -> {
              prompts.add(prompt);
              return List.of(Response.of(answers[Math.min(prompts.size(), answers.length) - 1]));
            });
    return new AgentPredictor(loop, Optional.of(new JavaTestCommand(runner)), Optional.empty())
        .predict(INSTANCE, TREE);
  }

  private static boolean resolves(JavaTestRunner runner, String patch) throws Exception {
    Map<String, String> files = PatchApplier.apply(Patch.parse(patch), TREE.texts());
    return InstanceReport.grade(
            INSTANCE, runner.run(new Candidate("c", files)).log(), InstanceReport.Missing.FAIL)
        .isResolved();
  }

  @Test
  void anExpertsScriptResolvesAndASilentOneDoesNot() throws Exception {
    try (JavaTestRunner runner = JavaTestRunner.ofThisSystem(left -> assertEquals("", left))) {
      anExpertsScriptResolvesAndASilentOneDoesNot(runner);
    }
  }

  private void anExpertsScriptResolvesAndASilentOneDoesNot(JavaTestRunner runner) throws Exception {
    Map<String, String> edit = new LinkedHashMap<>();
    edit.put("command", "str_replace");
    edit.put("path", "/testbed/src/main/java/a/Twice.java");
    edit.put("old_str", "x + 2");
    edit.put("new_str", "2 * x");
    String test = ToolCallXml.render(ToolCall.bash("run_tests"));
    Attempt expert =
        attempt(
            runner,
            test,
            ToolCallXml.render(new ToolCall(ToolCall.EDITOR, edit)),
            test,
            ToolCallXml.render(ToolCall.submit()));
    assertTrue(prompts.get(1).contains("FAILED a.TwiceTest::threeIsSix - "), prompts.get(1));
    assertTrue(prompts.get(1).contains("1 of 2 tests failed"), prompts.get(1));
    assertTrue(prompts.get(3).contains("0 of 2 tests failed"), prompts.get(3));
    assertTrue(resolves(runner, expert.patch()));
    prompts.clear();
    Attempt silent = attempt(runner, "");
    assertEquals("", silent.patch());
    assertFalse(resolves(runner, silent.patch()));
  }
}
