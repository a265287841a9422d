package org.srl4j.core.data;

import java.util.List;
import java.util.Objects;

/**
 * The expert's ordered steps (y_1 .. y_N) for one problem.
 *
 * @param problem what was solved
 * @param steps at least one, numbered 1..N without gaps
 */
public record ExpertTrajectory(Problem problem, List<Step> steps) {

  /** Copies the steps and checks their numbering. */
  public ExpertTrajectory {
    Objects.requireNonNull(problem, "problem");
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
}
