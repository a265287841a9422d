package org.srl4j.core.train;

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
 * @param truncated [G], whether a length limit ended the rollout
 * @param verdict what dynamic sampling says
 * @param advantages [G], or empty when the group is not trained on (filtered, or more than needed)
 */
public record ScoredGroup(
    RolloutGroup group,
    List<Score> scores,
    List<Boolean> truncated,
    GroupFilter.Verdict verdict,
    List<Double> advantages) {

  /** Copies the lists and checks their sizes. */
  public ScoredGroup {
    Objects.requireNonNull(verdict, "verdict");
    scores = List.copyOf(scores);
    truncated = List.copyOf(truncated);
    advantages = List.copyOf(advantages);
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
    if (!advantages.isEmpty() && advantages.size() != size) {
      throw new IllegalArgumentException(
          "advantages: group "
              + group.prompt().id()
              + " needs "
              + size
              + " or none, got "
              + advantages.size());
    }
  }

  /** Whether the group is trained on. */
  public boolean isUsed() {
    return !advantages.isEmpty();
  }

  /** The same group, trained on with these advantages, [G]. */
  public ScoredGroup withAdvantages(double[] values) {
    List<Double> boxed = Arrays.stream(values).boxed().toList();
    return new ScoredGroup(group, scores, truncated, verdict, boxed);
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
