package org.srl4j.core.rollout;

import java.util.List;
import java.util.Optional;

/**
 * Decides what the policy is asked next: one turn only, or a step loop in which past thinking is
 * removed. The same protocol serves training and evaluation.
 */
@FunctionalInterface
public interface TurnProtocol {

  /**
   * The next turn's prompt.
   *
   * @param firstPrompt the rollout's first prompt
   * @param completions texts of the turns so far, oldest first; empty before the first turn
   * @return the prompt's text, or empty when the rollout is over; never empty before the first turn
   */
  Optional<String> nextPrompt(String firstPrompt, List<String> completions);

  /** One prompt, one completion. */
  static TurnProtocol singleTurn() {
    return (firstPrompt, completions) ->
        completions.isEmpty() ? Optional.of(firstPrompt) : Optional.empty();
  }
}
