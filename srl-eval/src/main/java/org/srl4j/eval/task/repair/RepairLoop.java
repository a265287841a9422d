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
 * @param oracle whether each file to change is shown before its edit (oracle) or has to be opened
 */
record RepairLoop(Map<String, RepairProblem.Drawn> problems, boolean oracle)
    implements Environment {

  /** Whether an action ends a rollout: a submission, or what is no command. */
  static boolean isLast(String action) {
    Optional<RepairAction> parsed = RepairAction.parse(action);
    return parsed.isEmpty() || parsed.get().verb() == RepairAction.Verb.SUBMIT;
  }

  @Override
  public String opening(String firstPrompt) {
    return new RepairWorkspace(problem(firstPrompt), oracle).opening();
  }

  @Override
  public List<String> observations(String firstPrompt, List<String> actions) {
    RepairWorkspace workspace = new RepairWorkspace(problem(firstPrompt), oracle);
    List<String> answers = new ArrayList<>();
    for (String text : actions) {
      answers.add(RepairAction.parse(text).map(workspace::apply).orElse(""));
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
