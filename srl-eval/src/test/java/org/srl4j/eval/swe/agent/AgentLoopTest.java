package org.srl4j.eval.swe.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.ObservationLimit;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.core.agent.ToolCallXml;
import org.srl4j.core.agent.ToolSet;
import org.srl4j.core.prepare.TrajectorySet;
import org.srl4j.core.prepare.agent.SweAgentFormat;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.predict.Attempt;
import org.srl4j.eval.swe.predict.Responder;
import org.srl4j.eval.swe.predict.Response;

class AgentLoopTest {
  private static final SweInstance INSTANCE =
      new SweInstance("i-1", "o/r", "", "f gives 1.", "", "", List.of("t"), List.of());
  private static final SourceTree TREE = SourceTree.of(Map.of("b.py", "def f():\n    return 1\n"));

  @TempDir private Path folder;

  private final List<String> prompts = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();

  private static String editor(String... arguments) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      map.put(arguments[i], arguments[i + 1]);
    }
    return ToolCallXml.render(new ToolCall(ToolCall.EDITOR, map));
  }

  private static String bash(String command) {
    return ToolCallXml.render(ToolCall.bash(command));
  }

  private static final String EDIT =
      editor(
          "command", "str_replace",
          "path", "/testbed/b.py",
          "old_str", "    return 1",
          "new_str", "    return 2");
  private static final String SUBMIT = ToolCallXml.render(ToolCall.submit());

  /** Answers in order, the last one again and again; a token for each character. */
  private Responder script(String... answers) {
    return (id, prompt, samples) -> {
      ids.add(id);
      prompts.add(prompt);
      String text = answers[Math.min(prompts.size(), answers.length) - 1];
      return List.of(new Response(text, Response.End.STOPPED, 10, text.length()));
    };
  }

  private Attempt attempt(AgentSettings.Budget budget, Responder responder) {
    AgentLoop loop = new AgentLoop(AgentSettings.of(budget), responder);
    return new AgentPredictor(loop, Optional.empty(), Optional.empty()).predict(INSTANCE, TREE);
  }

  private Attempt attempt(String... answers) {
    return attempt(AgentSettings.Budget.defaults(), script(answers));
  }

  @Test
  void anExpertsScriptGivesItsPatch() {
    Attempt attempt =
        attempt(
            "<think>Where is f?</think>I look for f.\n\n" + bash("grep -rn 'def f' /testbed"),
            editor("command", "view", "path", "/testbed/b.py"),
            EDIT,
            SUBMIT);
    assertEquals("submitted", attempt.outcome());
    assertEquals(
        "diff --git a/b.py b/b.py\n--- a/b.py\n+++ b/b.py\n@@ -1,2 +1,2 @@\n def f():\n"
            + "-    return 1\n+    return 2\n",
        attempt.patch());
    assertEquals(4, attempt.counts().get("turns"));
    assertEquals(1, attempt.counts().get("command"));
    assertEquals(1, attempt.counts().get("view"));
    assertEquals(1, attempt.counts().get("edit"));
    assertEquals(List.of("i-1/turn-0", "i-1/turn-1", "i-1/turn-2", "i-1/turn-3"), ids);
  }

  @Test
  void thePromptShowsTheIssueAndTheLastTwoRoundsWithoutThinking() {
    attempt("<think>SECRET</think>prose " + bash("ls"), bash("pwd"), bash("cat b.py"), SUBMIT);
    String last = prompts.get(3);
    assertTrue(last.contains("<pr_description>\nf gives 1.\n</pr_description>"), last);
    assertFalse(last.contains("Action 1:"), last);
    assertTrue(last.contains("Action 2:\n" + bash("pwd") + "\nObservation 2:\n/testbed\n"), last);
    assertTrue(last.contains("Observation 3:\ndef f():\n    return 1\n"), last);
    assertFalse(prompts.get(1).contains("SECRET"), prompts.get(1));
    assertFalse(prompts.get(1).contains("prose"), prompts.get(1));
  }

  @Test
  void aSilentPolicyEndsByItsFormatWithAnEmptyPatch() {
    Attempt attempt = attempt("");
    assertEquals("exit_format", attempt.outcome());
    assertEquals("", attempt.patch());
    assertEquals(3, attempt.counts().get("malformed_missing_call"));
    assertTrue(prompts.get(1).contains("Action 1:\n(nothing)\n"), prompts.get(1));
    assertTrue(prompts.get(1).contains("Your last message was not run: no tool call"));
  }

  @Test
  void malformedCallsAreAnsweredCountedByTheirFaultAndForgivenByAGoodOne() {
    String two = bash("ls") + bash("ls");
    Attempt attempt =
        attempt(
            editor("command", "view"),
            two,
            bash("ls"),
            "<function=fly>\n</function>",
            EDIT,
            SUBMIT);
    assertEquals("submitted", attempt.outcome());
    assertEquals(3, attempt.counts().get("malformed"));
    assertEquals(1, attempt.counts().get("malformed_missing_parameter"));
    assertEquals(1, attempt.counts().get("malformed_several_calls"));
    assertEquals(1, attempt.counts().get("malformed_unknown_tool"));
  }

  @Test
  void pathsThatLeaveTheWorkspaceAreRefusedCountedAndTheLoopGoesOn() {
    Attempt attempt =
        attempt(
            editor("command", "view", "path", "/etc/passwd"),
            editor("command", "create", "path", "/testbed/../evil", "file_text", "x"),
            bash("cat ../../etc/passwd"),
            SUBMIT);
    assertEquals("submitted", attempt.outcome());
    assertEquals(3, attempt.counts().get("refused_path"));
    assertEquals("", attempt.patch());
    assertTrue(prompts.get(1).contains("The path /etc/passwd is outside of the repository"));
  }

  @Test
  void budgetsEndTheLoopAndThePatchSoFarIsTaken() {
    Attempt turns =
        attempt(new AgentSettings.Budget(2, 100_000, 3), script(EDIT, bash("ls"), bash("ls")));
    assertEquals("submitted (exit_turns)", turns.outcome());
    assertTrue(turns.patch().contains("+    return 2"), turns.patch());
    prompts.clear();
    Attempt tokens = attempt(new AgentSettings.Budget(50, 1, 3), script(bash("ls")));
    assertEquals("exit_cost", tokens.outcome());
    assertEquals(1, tokens.counts().get("turns"));
  }

  @Test
  void aPromptWithoutRoomOrOutsideTheVocabularyEndsTheAttempt() {
    Response none = new Response("", Response.End.NO_ROOM, 99, 0);
    Attempt attempt = attempt(AgentSettings.Budget.defaults(), (id, p, n) -> List.of(none));
    assertEquals("exit_context", attempt.outcome());
    Response unread = new Response("", Response.End.UNREADABLE, 0, 0);
    attempt = attempt(AgentSettings.Budget.defaults(), (id, p, n) -> List.of(unread));
    assertEquals("exit_unreadable", attempt.outcome());
  }

  @Test
  void longObservationsAreCutAndCounted() {
    SourceTree large = SourceTree.of(Map.of("l.txt", "0123456789\n".repeat(1000)));
    AgentLoop loop =
        new AgentLoop(
            AgentSettings.of(AgentSettings.Budget.defaults()), script(bash("cat l.txt"), SUBMIT));
    Attempt attempt =
        new AgentPredictor(loop, Optional.empty(), Optional.empty()).predict(INSTANCE, large);
    assertEquals(1, attempt.counts().get("observations_cut"));
    assertTrue(prompts.get(1).contains("[... 7000 characters left out ...]")); // 11000 - 4000
  }

  @Test
  void theTrajectoryIsReadBackByTheReaderOfSweAgent() throws IOException {
    String view = editor("command", "view", "path", "/testbed/b.py", "view_range", "[1, 2]");
    Attempt attempt = attempt("I look.\n\n" + view, "nonsense", EDIT, SUBMIT);
    JsonNode file = attempt.trajectory().orElseThrow();
    Path path = Files.writeString(folder.resolve("i-1.traj"), file.toPrettyString());
    AgentTrajectory read = new SweAgentFormat().attempts(path).get(0);
    assertEquals("i-1", read.id());
    assertEquals(AgentPredictor.issue(INSTANCE), read.issue());
    assertEquals("submitted", read.tags().get("exit_status"));
    assertEquals(3, read.turns().size()); // what was not run is left out
    assertEquals("I look.", read.turns().get(0).prose());
    ToolSet tools = ToolSet.sweSmith();
    assertEquals(view, ToolCallXml.render(tools.check(read.turns().get(0).call())));
    assertEquals(EDIT, ToolCallXml.render(tools.check(read.turns().get(1).call())));
    assertEquals(ToolCall.submit(), read.turns().get(2).call());
    assertTrue(read.turns().get(0).observation().startsWith("OBSERVATION:\nHere's the result"));
    TrajectorySet steps = new SweAgentFormat().steps(ObservationLimit.defaults()).read(path);
    assertEquals(3, steps.trajectories().get(0).steps().size());
    assertEquals(attempt.patch(), file.path("info").path("submission").asText());
    assertEquals(4, file.path("trajectory").size());
    assertEquals(prompts.get(1), file.at("/trajectory/1/query/0/content").asText());
  }
}
