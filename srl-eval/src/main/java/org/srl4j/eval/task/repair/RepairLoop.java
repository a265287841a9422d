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
 * @param filesGiven whether each file to change is shown before its edit (oracle) or has to be
 *     opened
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
    return given(problem(firstPrompt), 0);
  }

  @Override
  public List<String> observations(String firstPrompt, List<String> actions) {
    RepairProblem problem = problem(firstPrompt);
    RepairWorkspace workspace = new RepairWorkspace(problem);
    List<String> answers = new ArrayList<>();
    int edits = 0;
    for (String text : actions) {
      Optional<RepairAction> action = RepairAction.parse(text);
      String answer = action.map(workspace::apply).orElse("");
      boolean edit = action.isPresent() && action.get().verb() == RepairAction.Verb.EDIT;
      answers.add(edit ? answer + given(problem, ++edits) : answer);
    }
    return answers;
  }

  private String given(RepairProblem problem, int edit) {
    return filesGiven ? problem.fileToEdit(edit) : "";
  }

  private RepairProblem problem(String issue) {
    RepairProblem.Drawn drawn = problems.get(issue);
    if (drawn == null) {
      throw new IllegalArgumentException("prompt: no problem of this task, got " + issue.strip());
    }
    return drawn.problem();
  }
}
