package org.srl4j.eval.swe.mini;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.AgentTurn;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.agent.AgentPredictor;
import org.srl4j.eval.swe.agent.JavaTestCommand;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.run.TestRun;
import org.srl4j.eval.swe.workspace.TestCommand;
import org.srl4j.eval.swe.workspace.Workspace;
import org.srl4j.eval.swe.workspace.WorkspaceEnvironment;

/**
 * A bug repaired by one who knows where it is, with the tools of an agent: look at the folder,
 * search, look at the file, edit, run the tests, submit. Every observation is what the workspace of
 * the agent loop answers.
 *
 * @param trajectory the attempt
 * @param diff what has changed in the workspace at its end
 */
public record ExpertAttempt(AgentTrajectory trajectory, String diff) {
  private static final String HEADING = "OBSERVATION:\n";

  /**
   * Repairs a bug.
   *
   * @param bug the bug
   * @param instance the same in SWE-bench's form
   * @param repaired what the visible tests say of the repaired project
   */
  static ExpertAttempt of(MiniBug bug, SweInstance instance, TestRun repaired) {
    TestCommand tests =
        texts -> {
          if (!texts.equals(repaired(bug))) {
            throw new IllegalStateException(bug.id() + ": the workspace is not repaired");
          }
          return JavaTestCommand.render(repaired);
        };
    WorkspaceEnvironment workspace =
        new WorkspaceEnvironment(SourceTree.of(bug.base()), Optional.of(tests), Optional.empty());
    List<AgentTurn> turns = new ArrayList<>();
    String path = Workspace.shown(bug.mutation().path());
    String place = bug.mutation().place();
    turn(workspace, turns, "I'll look at what there is.", edit("view", Workspace.ROOT, Map.of()));
    turn(
        workspace,
        turns,
        "The problem seems to have to do with `" + place + "`. Let me find it.",
        ToolCall.bash("grep -rn \"" + place + "\" " + Workspace.ROOT + "/src/main/java"));
    turn(workspace, turns, "I'll read that file as a whole.", edit("view", path, Map.of()));
    turn(
        workspace,
        turns,
        "This part of `" + place + "` does not do what the description expects. I'll repair it.",
        edit(
            "str_replace",
            path,
            SourceEdit.between(bug.brokenSource(), bug.project().files().get(bug.mutation().path()))
                .arguments()));
    turn(
        workspace,
        turns,
        "Now I'll make sure that nothing else broke.",
        ToolCall.bash(TestCommand.NAME));
    turns.add(new AgentTurn("All tests pass and the problem is solved.", ToolCall.submit(), ""));
    AgentTrajectory trajectory =
        new AgentTrajectory(
            bug.id(), AgentPredictor.issue(instance), turns, Map.of("exit_status", "submitted"));
    return new ExpertAttempt(trajectory, workspace.diff());
  }

  /** The files that an expert leaves: the repaired sources and the tests that it saw. */
  static Map<String, String> repaired(MiniBug bug) {
    Map<String, String> files = new LinkedHashMap<>(bug.base());
    String path = bug.mutation().path();
    files.put(path, bug.project().files().get(path));
    return files;
  }

  private static void turn(
      WorkspaceEnvironment workspace, List<AgentTurn> turns, String prose, ToolCall call) {
    turns.add(new AgentTurn(prose, call, HEADING + workspace.answer(call).text()));
  }

  private static ToolCall edit(String command, String path, Map<String, String> more) {
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("command", command);
    arguments.put("path", path);
    arguments.putAll(more);
    return new ToolCall(ToolCall.EDITOR, arguments);
  }
}
