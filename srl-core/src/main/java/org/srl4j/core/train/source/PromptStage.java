package org.srl4j.core.train.source;

import org.srl4j.core.data.RolloutPrompt;

/**
 * What of a prompt is asked in a collection: the place of curricula. It changes the text alone; id
 * and reference stay, so that seeds, order and rewards stay too.
 */
@FunctionalInterface
public interface PromptStage {
  /** Every collection asks the prompt as it is. */
  PromptStage SAME = (prompt, collection) -> prompt;

  /**
   * The prompt as a collection asks it.
   *
   * @param prompt as it is
   * @param collection number of the collection, from 0; with the prompt it decides the text
   * @return with the same id and reference
   */
  RolloutPrompt at(RolloutPrompt prompt, long collection);
}
