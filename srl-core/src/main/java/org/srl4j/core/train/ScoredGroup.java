package org.srl4j.core.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.srl4j.core.advantage.DynamicSampling;
import org.srl4j.core.advantage.GroupFilter;
import org.srl4j.core.data.RolloutGroup;
import org.srl4j.core.reward.Score;

/**
 * A rollout group with everything that was found out about it.
 *
 * @param group G rollouts of one prompt
 * @param scores [G], one a rollout
 * @param turns [G][turns of the rollout], one a turn; empty where single turns are not scored
 * @param truncated [G], whether a length limit ended the rollout
 * @param verdict what dynamic sampling says
 * @param advantages [G][turns of the rollout], no turn of a rollout that is masked; empty when the
 *     group is not trained on (filtered, or more than needed)
 */
public record ScoredGroup(
    RolloutGroup group,
    List<Score> scores,
    List<List<Score>> turns,
    List<Boolean> truncated,
    GroupFilter.Verdict verdict,
    List<List<Double>> advantages) {

  /** Copies the lists and checks their sizes. */
  public ScoredGroup {
    Objects.requireNonNull(verdict, "verdict");
    scores = List.copyOf(scores);
    truncated = List.copyOf(truncated);
    turns = turns.stream().map(List::copyOf).toList();
    advantages = advantages.stream().map(List::copyOf).toList();
    int size = group.size();
    if (scores.size() != size || truncated.size() != size) {
      throw new IllegalArgumentException(
          "scores, truncated: group "
              + group.prompt().id()
              + " needs "
              + size
              + " each, got "
              + scores.size()
              + " and "
              + truncated.size());
    }
    requireTurns("turns", turns, group, false);
    requireTurns("advantages", advantages, group, true);
  }

  private static void requireTurns(
      String what, List<? extends List<?>> values, RolloutGroup group, boolean orNone) {
    if (!values.isEmpty() && values.size() != group.size()) {
      throw new IllegalArgumentException(
          what
              + ": group "
              + group.prompt().id()
              + " needs "
              + group.size()
              + " or none, got "
              + values.size());
    }
    for (int i = 0; i < values.size(); i++) {
      int turns = group.rollouts().get(i).turns().size();
      int got = values.get(i).size();
      if (got != turns && !(orNone && got == 0)) {
        throw new IllegalArgumentException(
            what
                + ": rollout "
                + i
                + " of group "
                + group.prompt().id()
                + " has "
                + turns
                + " turns, got "
                + got);
      }
    }
  }

  /** Whether the group is trained on. */
  public boolean isUsed() {
    return !advantages.isEmpty();
  }

  /** The same group with another verdict. */
  public ScoredGroup withVerdict(GroupFilter.Verdict other) {
    return new ScoredGroup(group, scores, turns, truncated, other, advantages);
  }

  /**
   * The same group, trained on.
   *
   * @param values [G][turns of the rollout]
   * @param mask whether truncated rollouts are left out of the loss
   */
  public ScoredGroup withAdvantages(double[][] values, boolean mask) {
    List<List<Double>> boxed = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      boolean masked = mask && truncated.get(i);
      boxed.add(masked ? List.of() : Arrays.stream(values[i]).boxed().toList());
    }
    return new ScoredGroup(group, scores, turns, truncated, verdict, boxed);
  }

  /** Turns of a rollout that are trained on: all or none. */
  public int trainedTurns(int rollout) {
    return isUsed() ? advantages.get(rollout).size() : 0;
  }

  /** [G], the rewards. */
  public double[] rewards() {
    return scores.stream().mapToDouble(Score::value).toArray();
  }

  /**
   * The reward or a named part of each score.
   *
   * @param scores [G], any number
   * @param name {@link DynamicSampling#REWARD} or the name of a part
   * @return [G], in the order of the scores
   * @throws IllegalArgumentException if a score lacks the part; the message lists what it has
   */
  public static double[] metric(List<Score> scores, String name) {
    return scores.stream().mapToDouble(score -> metric(score, name)).toArray();
  }

  private static double metric(Score score, String name) {
    if (name.equals(DynamicSampling.REWARD)) {
      return score.value();
    }
    Double part = score.parts().get(name);
    if (part == null) {
      throw new IllegalArgumentException(
          "metric: a score with verdict "
              + score.verdict()
              + " has no part "
              + name
              + "; use reward or one of "
              + score.parts().keySet());
    }
    return part;
  }
}
