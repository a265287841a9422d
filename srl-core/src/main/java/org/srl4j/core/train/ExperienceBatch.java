package org.srl4j.core.train;

import java.util.List;
import java.util.Objects;
import org.srl4j.core.advantage.GroupFilter;
import org.srl4j.core.data.Experience;
import org.srl4j.core.objective.UpdateStats;

/**
 * What one collection phase yielded.
 *
 * @param experiences sequences to learn from; none when no group had contrast, which skips an
 *     update
 * @param groups every group that was sampled, the filtered ones too; empty for demonstrations
 * @param cost prompt and generated tokens of the phase
 * @param stats metrics of the phase: rewards, lengths, dynamic sampling
 * @param last whether the data end with this batch, and training with it
 */
public record ExperienceBatch(
    List<Experience> experiences,
    List<ScoredGroup> groups,
    ComputeCount cost,
    UpdateStats stats,
    boolean last) {

  /** Copies the lists. */
  public ExperienceBatch {
    experiences = List.copyOf(experiences);
    groups = List.copyOf(groups);
    Objects.requireNonNull(cost, "cost");
    Objects.requireNonNull(stats, "stats");
  }

  /** Share of the groups that dynamic sampling keeps, in [0, 1]; 1 where there are no groups. */
  public double keptRatio() {
    long kept =
        groups.stream().filter(group -> group.verdict() == GroupFilter.Verdict.KEPT).count();
    return groups.isEmpty() ? 1 : (double) kept / groups.size();
  }

  /**
   * Where one of the experiences comes from, in words: a prompt and a rollout, or a place in the
   * batch.
   */
  String origin(Experience experience) {
    int at = 0;
    while (at < experiences.size() && experiences.get(at) != experience) {
      at++;
    }
    int turns = 0;
    for (ScoredGroup group : groups) {
      for (int i = 0; i < group.group().size(); i++) {
        turns += group.trainedTurns(i);
        if (at < turns) {
          return "prompt " + group.group().prompt().id() + " rollout " + i;
        }
      }
    }
    return "demonstration " + at + " of the batch";
  }

  /** Demonstrations, which cost nothing to collect. */
  public static ExperienceBatch demonstrations(
      List<Experience> experiences, UpdateStats stats, boolean last) {
    return new ExperienceBatch(experiences, List.of(), ComputeCount.ZERO, stats, last);
  }
}
