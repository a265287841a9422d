package org.srl4j.eval.task.repair;

import java.util.List;
import java.util.Optional;
import org.srl4j.eval.task.Diagnostics;
import org.srl4j.eval.task.StepLoop;
import org.srl4j.eval.task.repair.RepairAction.Verb;

/**
 * Reads one rollout command by command. Its steps are the edits: one is executed if the issue's
 * example passes after it, given the constants before; chosen if it changes the constant that the
 * convention names. Malformed lines are steps that cannot be read. An answer is faithful if all
 * examples passed when it was submitted.
 */
final class RepairDiagnosis {
  private final RepairProblem problem;
  private final RepairConvention convention;
  private final RepairWorkspace workspace;
  private long steps;
  private long unparsable;
  private long executed;
  private long chosen;

  private RepairDiagnosis(RepairProblem problem, RepairConvention convention) {
    this.problem = problem;
    this.convention = convention;
    this.workspace = new RepairWorkspace(problem, false);
  }

  static Diagnostics of(RepairProblem problem, RepairConvention convention, List<String> turns) {
    RepairDiagnosis diagnosis = new RepairDiagnosis(problem, convention);
    for (String turn : turns) {
      StepLoop.visible(turn).lines().filter(line -> !line.isBlank()).forEach(diagnosis::read);
    }
    return diagnosis.counts();
  }

  private void read(String line) {
    if (workspace.isSubmitted()) {
      return;
    }
    Optional<RepairAction> action = RepairAction.parse(line);
    if (action.isEmpty()) {
      steps++;
      unparsable++;
      return;
    }
    workspace.apply(action.get());
    if (action.get().verb() == Verb.EDIT) {
      judge(action.get());
    }
  }

  private void judge(RepairAction edit) {
    steps++;
    Optional<Check> check =
        problem.checks().stream().filter(c -> c.routine().equals(edit.routine())).findFirst();
    if (check.isEmpty()) {
      return;
    }
    Routine routine = workspace.routine(edit.routine());
    String named = routine.lines().get(convention.choose(routine)).rule();
    executed += check.get().passes(routine) ? 1 : 0;
    chosen += named.equals(edit.rule()) ? 1 : 0;
  }

  private Diagnostics counts() {
    boolean faithful = workspace.isSubmitted() && workspace.allPass();
    return new Diagnostics(1, steps, unparsable, executed, chosen, faithful ? 1 : 0);
  }
}
