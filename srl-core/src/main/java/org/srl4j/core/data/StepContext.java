package org.srl4j.core.data;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One SRL training instance: a problem, the expert's steps 1..k-1 and the expert's step k as target
 * (SRL §4.2, arXiv:2510.25992v1).
 *
 * @param problem the problem; instances of one problem always share a split
 * @param previousSteps steps 1..k-1, possibly empty
 * @param expertStep step k, the action the reward compares with
 * @param hint title of step k, present only when hints are switched on
 */
public record StepContext(
    Problem problem, List<Step> previousSteps, Step expertStep, Optional<String> hint) {

  /** Copies the steps and checks that the target follows them. */
  public StepContext {
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(expertStep, "expertStep");
    Objects.requireNonNull(hint, "hint");
    previousSteps = List.copyOf(previousSteps);
    if (expertStep.number() != previousSteps.size() + 1) {
      throw new IllegalArgumentException(
          "expertStep: number must be "
              + (previousSteps.size() + 1)
              + " after "
              + previousSteps.size()
              + " previous steps, got "
              + expertStep.number());
    }
  }

  /**
   * This context, for steps that have no titles.
   *
   * @throws IllegalArgumentException if there is a hint
   */
  public StepContext requireNoHint() {
    if (hint.isPresent()) {
      throw new IllegalArgumentException(
          "hint: steps of this task have no titles; switch hints off, got " + hint.get());
    }
    return this;
  }

  /** The same with the title of step k as the hint; without one if the step has no title. */
  public StepContext hinted() {
    return new StepContext(problem, previousSteps, expertStep, expertStep.title());
  }

  /** The same without a hint. */
  public StepContext unhinted() {
    return new StepContext(problem, previousSteps, expertStep, Optional.empty());
  }

  /** {@code problemId/k}, unique within a data set. */
  public String id() {
    return problem.id() + "/" + expertStep.number();
  }
}
