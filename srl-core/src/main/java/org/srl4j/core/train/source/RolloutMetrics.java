package org.srl4j.core.train.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.srl4j.core.advantage.DynamicSampling;
import org.srl4j.core.advantage.GroupFilter;
import org.srl4j.core.advantage.GroupStatistics;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.reward.Score;
import org.srl4j.core.train.ScoredGroup;

/**
 * Metrics of one collection, over everything that was sampled, before dynamic sampling: they
 * describe the policy, not the filter. Names and formulas are in {@code docs/metrics.md}.
 */
final class RolloutMetrics {
  private RolloutMetrics() {}

  static Map<String, Double> of(List<ScoredGroup> groups, TurnAdvantages advantages) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    addRewards(groups, advantages, metrics);
    addLengths(groups, metrics);
    addVerdicts(groups, metrics);
    addTurns(groups, metrics);
    return metrics;
  }

  /** Metrics of the filter; only written when it is on. */
  static Map<String, Double> ofFilter(
      List<ScoredGroup> groups, int generationBatches, boolean exhausted) {
    double kept = count(groups, GroupFilter.Verdict.KEPT);
    double used = groups.stream().filter(ScoredGroup::isUsed).count();
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("dynamic_sampling/kept_ratio", kept / groups.size());
    metrics.put("dynamic_sampling/gen_batches", (double) generationBatches);
    metrics.put("dynamic_sampling/filtered_low_std", count(groups, GroupFilter.Verdict.LOW_STD));
    metrics.put("dynamic_sampling/filtered_band", count(groups, GroupFilter.Verdict.OUTSIDE_BAND));
    metrics.put("dynamic_sampling/used_groups", used);
    metrics.put("dynamic_sampling/surplus_groups", Math.max(0, kept - used));
    metrics.put("dynamic_sampling/exhausted", exhausted ? 1.0 : 0.0);
    return metrics;
  }

  private static void addRewards(
      List<ScoredGroup> groups, TurnAdvantages advantages, Map<String, Double> metrics) {
    List<Score> scores = groups.stream().flatMap(g -> g.scores().stream()).toList();
    metrics.put("reward", mean(scores, Score::value));
    metrics.put("reward_std", mean(groups, g -> GroupStatistics.std(g.rewards(), 1)));
    metrics.put("frac_reward_zero_std", mean(groups, g -> isFlat(g, advantages) ? 1 : 0));
    Map<String, List<Double>> parts = new TreeMap<>();
    for (Score score : scores) {
      score.parts().forEach((k, v) -> parts.computeIfAbsent(k, x -> new ArrayList<>()).add(v));
    }
    parts.forEach((name, values) -> metrics.put("rewards/" + name + "/mean", mean(values, v -> v)));
  }

  /** Whether nothing that reaches the gradient differs within the group. */
  private static boolean isFlat(ScoredGroup group, TurnAdvantages advantages) {
    return advantages.compared(group, DynamicSampling.REWARD).stream()
        .allMatch(GroupStatistics::allEqual);
  }

  /** Rollouts of groups in use that the loss leaves out, over all rollouts of such groups. */
  static double maskedRatio(List<ScoredGroup> groups) {
    List<ScoredGroup> used = groups.stream().filter(ScoredGroup::isUsed).toList();
    double all = used.stream().mapToInt(g -> g.group().size()).sum();
    double masked =
        used.stream().mapToDouble(g -> g.advantages().stream().filter(List::isEmpty).count()).sum();
    return all == 0 ? 0 : masked / all;
  }

  /** Only where single turns are scored. */
  private static void addTurns(List<ScoredGroup> groups, Map<String, Double> metrics) {
    List<Score> turns =
        groups.stream().flatMap(g -> g.turns().stream()).flatMap(List::stream).toList();
    if (!turns.isEmpty()) {
      metrics.put("turns/reward", mean(turns, Score::value));
      metrics.putAll(shares("turns/verdict/", turns));
    }
  }

  private static void addLengths(List<ScoredGroup> groups, Map<String, Double> metrics) {
    List<Rollout> all = new ArrayList<>();
    List<Rollout> terminated = new ArrayList<>();
    for (ScoredGroup group : groups) {
      for (int i = 0; i < group.group().size(); i++) {
        Rollout rollout = group.group().rollouts().get(i);
        all.add(rollout);
        if (!group.truncated().get(i)) {
          terminated.add(rollout);
        }
      }
    }
    int[] lengths = all.stream().mapToInt(Rollout::completionLength).toArray();
    metrics.put("completions/mean_length", mean(all, Rollout::completionLength));
    metrics.put("completions/min_length", (double) Arrays.stream(lengths).min().orElse(0));
    metrics.put("completions/max_length", (double) Arrays.stream(lengths).max().orElse(0));
    metrics.put("completions/clipped_ratio", 1 - (double) terminated.size() / all.size());
    metrics.put("completions/mean_terminated_length", mean(terminated, Rollout::completionLength));
    metrics.put("completions/mean_turns", mean(all, rollout -> rollout.turns().size()));
  }

  private static void addVerdicts(List<ScoredGroup> groups, Map<String, Double> metrics) {
    List<Score> scores = groups.stream().flatMap(g -> g.scores().stream()).toList();
    metrics.put("srl/format_error_ratio", mean(scores, s -> breaksFormat(s) ? 1 : 0));
    metrics.putAll(shares("verdict/", scores));
  }

  /** A negative reward that comes neither from a length limit nor from coming near it. */
  private static boolean breaksFormat(Score score) {
    double overlong = score.parts().getOrDefault(Truncation.OVERLONG, 0.0);
    return score.value() - overlong < 0 && !score.verdict().equals(Truncation.TRUNCATED);
  }

  private static Map<String, Double> shares(String prefix, List<Score> scores) {
    Map<String, Double> shares = new TreeMap<>();
    for (Score score : scores) {
      shares.merge(prefix + score.verdict(), 1.0 / scores.size(), Double::sum);
    }
    return shares;
  }

  private static double count(List<ScoredGroup> groups, GroupFilter.Verdict verdict) {
    return groups.stream().filter(g -> g.verdict() == verdict).count();
  }

  /** Summed in order, so the last bit does not depend on how a stream splits; 0 for none. */
  private static <T> double mean(List<T> items, ToDoubleFunction<T> value) {
    double sum = 0;
    for (T item : items) {
      sum += value.applyAsDouble(item);
    }
    return items.isEmpty() ? 0 : sum / items.size();
  }
}
