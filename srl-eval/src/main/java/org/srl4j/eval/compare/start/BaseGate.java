package org.srl4j.eval.compare.start;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.srl4j.core.answer.Spoken;
import org.srl4j.core.data.Problem;
import org.srl4j.core.policy.Policy;
import org.srl4j.core.reward.FormatGate;
import org.srl4j.eval.harness.TaskEvaluation;
import org.srl4j.eval.harness.TaskEvaluator;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;

/**
 * What a base policy must do in greedy step loops on validation problems before anything is trained
 * from it.
 *
 * @param task whose problems are asked
 * @param minExecution least share of its own steps that it computes right, in [0, 1]; 0 = no check
 */
public record BaseGate(Task task, double minExecution) {
  /** Least share of turns that think between tags and then say something. */
  public static final double MIN_FORMAT = 0.99;

  /**
   * What was measured.
   *
   * @param format share of turns in the format; NaN for a task whose turns need no thinking
   * @param execution share of steps computed right; NaN where the task cannot tell
   */
  public record Figures(double format, double execution) {}

  /** Measures a policy. */
  public Figures measure(Policy policy) {
    List<Problem> problems = task.problems(Split.VALIDATION);
    TaskEvaluation evaluation =
        new TaskEvaluator(task, 0, 1, 0, 0).evaluate(policy, problems, task.stepLoop());
    double format = task.thinksEachTurn() ? format(problems, evaluation) : Double.NaN;
    return new Figures(format, evaluation.diagnostics().execution());
  }

  private double format(List<Problem> problems, TaskEvaluation evaluation) {
    FormatGate gate = new FormatGate();
    long turns = 0;
    long formed = 0;
    for (int p = 0; p < problems.size(); p++) {
      String opened = Spoken.openedBy(task.problemPrompt(problems.get(p)).text());
      for (String turn : evaluation.greedyTurns().get(p)) {
        turns++;
        formed += gate.parse(opened + turn).isOk() ? 1 : 0;
      }
    }
    return (double) formed / turns;
  }

  /** Why a policy of these figures is not accepted; empty if it is. */
  public Optional<String> faultOf(Figures figures) {
    if (minExecution == 0) {
      return Optional.empty();
    }
    if (figures.format() < MIN_FORMAT) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "keeps the format in %.3f of its turns, below %.2f",
              figures.format(),
              MIN_FORMAT));
    }
    return figures.execution() < minExecution
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "executes %.3f of its steps, below %.2f",
                figures.execution(),
                minExecution))
        : Optional.empty();
  }
}
