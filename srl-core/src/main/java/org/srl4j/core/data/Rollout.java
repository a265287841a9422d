package org.srl4j.core.data;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What one policy did with one prompt: a single turn (SRL, one-pass decoding) or the turns of a
 * step loop. A reward belongs to the whole rollout.
 *
 * @param turns at least one, in order
 * @param seed the recorded seed from which every token of this rollout was drawn
 */
public record Rollout(List<Turn> turns, long seed) {

  /** Copies the turns. */
  public Rollout {
    turns = List.copyOf(turns);
    if (turns.isEmpty()) {
      throw new IllegalArgumentException("turns: a rollout needs at least one turn, got none");
    }
  }

  /** The last completion: where a final answer is looked for. */
  public Completion lastCompletion() {
    return turns.get(turns.size() - 1).completion();
  }

  /** The texts of all completions, concatenated. */
  public String text() {
    return turns.stream().map(t -> t.completion().text()).collect(Collectors.joining());
  }

  /** Number of sampled tokens over all turns. */
  public int completionLength() {
    return turns.stream().mapToInt(t -> t.completion().length()).sum();
  }
}
