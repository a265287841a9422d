package org.srl4j.eval.task;

import java.util.List;

/**
 * What answers a policy's actions in a step loop: files are shown, tests are run.
 *
 * <p>Implementations are immutable and thread-safe, and the same actions always get the same
 * answers, so that a rollout can be replayed from its text.
 */
@FunctionalInterface
public interface Environment {
  /** Answers nothing, as in mathematics. */
  Environment SILENT = (firstPrompt, actions) -> actions.stream().map(action -> "").toList();

  /**
   * The answers to all actions so far.
   *
   * @param firstPrompt the rollout's prompt, which tells the problem
   * @param actions visible texts of the turns, oldest first
   * @return one a action: text that ends with a line end, or empty
   */
  List<String> observations(String firstPrompt, List<String> actions);

  /**
   * What stands after the problem before the first action, e.g. the files that are to be edited.
   *
   * @param firstPrompt the rollout's prompt, which tells the problem
   * @return text that ends with a line end, or empty
   */
  default String opening(String firstPrompt) {
    return "";
  }
}
