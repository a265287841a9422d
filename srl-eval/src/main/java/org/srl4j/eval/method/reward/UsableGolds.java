package org.srl4j.eval.method.reward;

import java.util.ArrayList;
import java.util.List;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.eval.grade.Grader;

/** The prompts whose gold answer a grader can read; the others are counted and named. */
final class UsableGolds {
  /** How many are named; all are counted. */
  static final int MOST_NAMED = 20;

  private static final int MOST_SHOWN = 200;

  private final Grader grader;
  private final List<RolloutPrompt> usable = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * Checks all gold answers.
   *
   * @throws IllegalArgumentException if the grader can read none of them, with the first fault
   */
  UsableGolds(Grader grader, List<RolloutPrompt> prompts) {
    this.grader = grader;
    prompts.forEach(this::check);
    if (usable.isEmpty() && !faults.isEmpty()) {
      throw new IllegalArgumentException(
          "grader: "
              + grader.name()
              + " can read none of the "
              + prompts.size()
              + " gold answers; choose another, or the problems' own judge (grader: task). The"
              + " first: "
              + faults.get(0));
    }
  }

  private void check(RolloutPrompt prompt) {
    try {
      grader.checkGold(prompt.reference());
      usable.add(prompt);
    } catch (IllegalArgumentException e) {
      faults.add(prompt.id() + " (" + shortened(e.getMessage()) + ")");
    }
  }

  private static String shortened(String text) {
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
  }

  /** In the order of the prompts; at least one unless there was none. */
  List<RolloutPrompt> prompts() {
    return usable;
  }

  /** What was left out; no line if nothing was. */
  List<String> notes() {
    if (faults.isEmpty()) {
      return List.of();
    }
    int more = faults.size() - MOST_NAMED;
    return List.of(
        "left out: "
            + faults.size()
            + " of "
            + (faults.size() + usable.size())
            + " training problems, whose gold answer the grader "
            + grader.name()
            + " cannot read: "
            + String.join("; ", faults.subList(0, Math.min(MOST_NAMED, faults.size())))
            + (more > 0 ? "; and " + more + " more" : ""));
  }
}
