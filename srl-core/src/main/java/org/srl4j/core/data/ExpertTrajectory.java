package org.srl4j.core.data;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The expert's ordered steps (y_1 .. y_N) for one problem.
 *
 * @param problem what was solved
 * @param steps at least one, numbered 1..N without gaps
 * @param written the whole solution as its source has it; empty where the steps are all there is
 * @param reasoning what the expert thought before it wrote the solution; empty if it is not known
 */
public record ExpertTrajectory(
    Problem problem, List<Step> steps, Optional<String> written, Optional<String> reasoning) {

  /** Copies the steps and checks their numbering. */
  public ExpertTrajectory {
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(written, "written");
    Objects.requireNonNull(reasoning, "reasoning");
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("steps: problem " + problem.id() + " has none");
    }
    for (int k = 1; k <= steps.size(); k++) {
      int number = steps.get(k - 1).number();
      if (number != k) {
        throw new IllegalArgumentException(
            "steps: problem " + problem.id() + " expects step " + k + ", got " + number);
      }
    }
  }

  /** A trajectory whose steps are all there is. */
  public ExpertTrajectory(Problem problem, List<Step> steps) {
    this(problem, steps, Optional.empty(), Optional.empty());
  }
}
