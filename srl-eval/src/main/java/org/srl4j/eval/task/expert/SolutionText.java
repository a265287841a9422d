package org.srl4j.eval.task.expert;

import java.util.stream.Collectors;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Step;

/** A trajectory as one text. */
final class SolutionText {
  private SolutionText() {}

  /** As its source has it, else the steps: a line each, or paragraphs where one has several. */
  static String of(ExpertTrajectory trajectory) {
    return trajectory.written().orElseGet(() -> joined(trajectory));
  }

  private static String joined(ExpertTrajectory trajectory) {
    boolean lines =
        trajectory.steps().stream()
            .noneMatch(step -> step.title().isPresent() || step.text().contains("\n"));
    return trajectory.steps().stream()
        .map(SolutionText::step)
        .collect(Collectors.joining(lines ? "\n" : "\n\n"));
  }

  private static String step(Step step) {
    return step.title()
        .map(title -> step.number() + ". **" + title + "**: " + step.text())
        .orElse(step.text());
  }
}
