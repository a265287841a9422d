package org.srl4j.eval.task.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.eval.task.Environment;

/**
 * The project as the policy meets it in a step loop.
 *
 * @param problems by the text of their issue
 * @param filesGiven whether the files to change stand after the issue (oracle) or have to be opened
 */
record RepairLoop(Map<String, RepairProblem.Drawn> problems, boolean filesGiven)
    implements Environment {

  /** Whether an action ends a rollout: a submission, or what is no command. */
  static boolean isLast(String action) {
    Optional<RepairAction> parsed = RepairAction.parse(action);
    return parsed.isEmpty() || parsed.get().verb() == RepairAction.Verb.SUBMIT;
  }

  @Override
  public String opening(String firstPrompt) {
    return filesGiven ? RepairScript.oracleFiles(problem(firstPrompt)) : "";
  }

  @Override
  public List<String> observations(String firstPrompt, List<String> actions) {
    RepairWorkspace workspace = new RepairWorkspace(problem(firstPrompt));
    List<String> answers = new ArrayList<>();
    for (String action : actions) {
      answers.add(RepairAction.parse(action).map(workspace::apply).orElse(""));
    }
    return answers;
  }

  private RepairProblem problem(String issue) {
    RepairProblem.Drawn drawn = problems.get(issue);
    if (drawn == null) {
      throw new IllegalArgumentException("prompt: no problem of this task, got " + issue.strip());
    }
    return drawn.problem();
  }
}
