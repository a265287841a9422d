package org.srl4j.eval.swe.workspace;

import java.util.Optional;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.eval.swe.checkout.SourceTree;

/** SWE-smith's tools on a copy of a repository. Not thread-safe. */
public final class WorkspaceEnvironment implements Environment {
  private final Workspace workspace;
  private final FileEditor editor;
  private final Shell shell;

  /**
   * A fresh copy.
   *
   * @param tree the repository; not changed
   * @param tests run by {@value TestCommand#NAME}; empty if there are none
   * @param others runs what is not served on the texts; empty = such commands are refused
   */
  public WorkspaceEnvironment(
      SourceTree tree, Optional<TestCommand> tests, Optional<OtherCommands> others) {
    this.workspace = new Workspace(tree);
    this.editor = new FileEditor(workspace);
    this.shell = new Shell(workspace, tests, others);
  }

  @Override
  public Observation answer(ToolCall call) {
    if (call.tool().equals(ToolCall.BASH)) {
      return shell.run(call.arguments().get("command"));
    }
    if (!call.tool().equals(ToolCall.EDITOR)) {
      throw new IllegalArgumentException("call: no tool of this environment: " + call.tool());
    }
    try {
      return editor.run(call);
    } catch (RefusedPathException e) {
      return new Observation(e.getMessage(), "refused_path");
    }
  }

  @Override
  public String diff() {
    return workspace.diff();
  }

  /** The copy. */
  public Workspace workspace() {
    return workspace;
  }
}
