package org.srl4j.eval.swe.agent;

import java.util.Optional;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.predict.Attempt;
import org.srl4j.eval.swe.predict.Predictor;
import org.srl4j.eval.swe.workspace.OtherCommands;
import org.srl4j.eval.swe.workspace.TestCommand;
import org.srl4j.eval.swe.workspace.Workspace;
import org.srl4j.eval.swe.workspace.WorkspaceEnvironment;

/**
 * Makes patches by letting the policy work on the repository.
 *
 * @param loop asks it
 * @param tests run by agents; empty if there are none
 * @param others runs what is not served on the texts; empty = such commands are refused
 */
public record AgentPredictor(
    AgentLoop loop, Optional<TestCommand> tests, Optional<OtherCommands> others)
    implements Predictor {

  /**
   * What the policy is asked: where the repository is, the issue in {@code <pr_description>}, and
   * what to do, in the layout of SWE-smith's trajectories.
   */
  public static String issue(SweInstance instance) {
    return """
        <uploaded_files>
        %1$s
        </uploaded_files>
        A code repository is in the directory %1$s. Consider this description of a problem:

        <pr_description>
        %2$s
        </pr_description>

        Change the files of the repository that are no tests so that the problem is solved, then \
        submit. Tests are run with `run_tests`.
        """
        .formatted(Workspace.ROOT, instance.problemStatement())
        .strip();
  }

  @Override
  public Attempt predict(SweInstance instance, SourceTree tree) {
    WorkspaceEnvironment environment = new WorkspaceEnvironment(tree, tests, others);
    AgentRun run = loop.run(instance.id(), issue(instance), environment);
    return new Attempt(
        run.patch(),
        run.exitStatus(),
        run.counts(),
        Optional.of(TrajectoryFile.of(run, loop.settings().tools())));
  }
}
