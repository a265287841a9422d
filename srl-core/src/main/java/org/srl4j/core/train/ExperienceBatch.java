package org.srl4j.core.train;

import java.util.List;
import java.util.Objects;
import org.srl4j.core.data.Experience;
import org.srl4j.core.objective.UpdateStats;

/**
 * What one collection phase yielded.
 *
 * @param experiences sequences to learn from, possibly none
 * @param stats metrics of the phase: rewards, lengths, dynamic sampling, tokens generated
 */
public record ExperienceBatch(List<Experience> experiences, UpdateStats stats) {

  /** Copies the experiences. */
  public ExperienceBatch {
    experiences = List.copyOf(experiences);
    Objects.requireNonNull(stats, "stats");
  }
}
