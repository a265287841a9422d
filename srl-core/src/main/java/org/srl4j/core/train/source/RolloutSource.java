package org.srl4j.core.train.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.srl4j.core.advantage.AdvantageEstimator;
import org.srl4j.core.advantage.DynamicSampling;
import org.srl4j.core.advantage.GroupFilter;
import org.srl4j.core.advantage.OnExhausted;
import org.srl4j.core.data.Experience;
import org.srl4j.core.data.RolloutGroup;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.data.Turn;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.policy.Policy;
import org.srl4j.core.reward.RolloutReward;
import org.srl4j.core.rollout.RolloutCollector;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.core.train.ComputeCount;
import org.srl4j.core.train.ExperienceBatch;
import org.srl4j.core.train.ExperienceSource;
import org.srl4j.core.train.ScoredGroup;

/**
 * Scored rollouts of the policy itself: the source of RLVR and SRL alike. RLVR: prompts are
 * problems, the reward compares answers, turns as the task solves it. SRL (§4.2): prompts are step
 * contexts, the reward is the similarity with the expert's step, one turn.
 *
 * <p>The reward sees the rollout and its prompt. With dynamic sampling the batch is refilled until
 * it has {@code batchPrompts} kept groups; a refill asks for as many prompts as the share kept so
 * far makes likely, {@code ceil(missing sampled / kept)}, at most {@code batchPrompts}. Groups
 * beyond the batch are dropped and counted.
 *
 * <p>Every turn becomes an experience, with its rollout's advantage or its own ({@link
 * TurnCredit}). What a truncated rollout is worth, and whether it is trained on, says {@link
 * Truncation}; their share is {@code completions/clipped_ratio}.
 *
 * <p>Not thread-safe.
 */
public final class RolloutSource implements ExperienceSource {
  private static final long ROLLOUTS = 3;

  private final PromptOrder order;
  private final RolloutCollector collector;
  private final RolloutScoring scoring;
  private final TurnAdvantages advantages;
  private final GroupFilter filter;
  private final RolloutSourceConfig config;

  /**
   * A source.
   *
   * @param prompts at least {@code config.batchPrompts()}, with ids of their own
   * @param reward scores each rollout
   * @param estimator sees the rewards of all groups that are trained on, in one call
   * @param protocol what each turn's prompt is
   * @param config sizes and options
   */
  public RolloutSource(
      List<RolloutPrompt> prompts,
      RolloutReward reward,
      AdvantageEstimator estimator,
      TurnProtocol protocol,
      RolloutSourceConfig config) {
    this.config = Objects.requireNonNull(config, "config");
    Objects.requireNonNull(reward, "reward");
    Objects.requireNonNull(estimator, "estimator");
    this.collector = new RolloutCollector(config.sampling(), protocol);
    this.scoring = new RolloutScoring(reward, config.turns(), config.truncation(), collector);
    this.advantages = new TurnAdvantages(config.turns(), estimator);
    this.filter = new GroupFilter(config.dynamicSampling());
    long ids = prompts.stream().map(RolloutPrompt::id).distinct().count();
    if (ids != prompts.size()) {
      throw new IllegalArgumentException(
          "prompts: ids must differ, got " + ids + " ids for " + prompts.size() + " prompts");
    }
    if (prompts.size() < config.batchPrompts()) {
      throw new IllegalArgumentException(
          "batchPrompts: must be at most the number of prompts, "
              + prompts.size()
              + ", got "
              + config.batchPrompts());
    }
    this.order = new PromptOrder(List.copyOf(prompts), config.batchPrompts(), config.seed());
  }

  @Override
  public ExperienceBatch next(Policy policy, long collection) {
    List<RolloutPrompt> wanted = order.first(collection);
    List<ScoredGroup> sampled = new ArrayList<>();
    int generations = 0;
    while (!wanted.isEmpty()) {
      long seed = Seeds.derive(config.seed(), ROLLOUTS, collection, generations++);
      for (RolloutGroup group : collect(policy, wanted, collection, seed)) {
        sampled.add(score(group));
      }
      wanted = refill(sampled, collection, generations);
    }
    boolean exhausted = count(sampled) < config.batchPrompts();
    List<ScoredGroup> groups = withAdvantages(sampled, choose(sampled, generations));
    return batch(groups, statistics(groups, collection, generations, exhausted));
  }

  private List<RolloutGroup> collect(
      Policy policy, List<RolloutPrompt> wanted, long collection, long seed) {
    List<RolloutPrompt> asked =
        wanted.stream().map(prompt -> config.stage().at(prompt, collection)).toList();
    return collector.collect(policy, asked, config.groupSize(), seed);
  }

  private ScoredGroup score(RolloutGroup group) {
    ScoredGroup scored = scoring.score(group);
    DynamicSampling sampling = config.dynamicSampling();
    return sampling.enabled()
        ? scored.withVerdict(judge(advantages.compared(scored, sampling.metric())))
        : scored;
  }

  /** A group is kept for any contrast that reaches the gradient. */
  private GroupFilter.Verdict judge(List<double[]> compared) {
    GroupFilter.Verdict best = GroupFilter.Verdict.LOW_STD;
    for (double[] values : compared) {
      GroupFilter.Verdict verdict = filter.judge(values);
      if (verdict == GroupFilter.Verdict.KEPT) {
        return verdict;
      }
      best = verdict == GroupFilter.Verdict.OUTSIDE_BAND ? verdict : best;
    }
    return best;
  }

  /** The prompts of the next generation batch; none when the batch is full or the bound is met. */
  private List<RolloutPrompt> refill(List<ScoredGroup> sampled, long collection, int generations) {
    int size = config.batchPrompts();
    int kept = count(sampled);
    if (kept >= size || generations > config.dynamicSampling().maxExtraBatches()) {
      return List.of();
    }
    long likely = kept == 0 ? size : ((long) (size - kept) * sampled.size() + kept - 1) / kept;
    return order.more(collection, sampled.size() - size, (int) Math.min(size, likely));
  }

  /** Positions of the groups to train on, in order of sampling. */
  private List<Integer> choose(List<ScoredGroup> sampled, int generations) {
    int size = config.batchPrompts();
    List<Integer> chosen = new ArrayList<>();
    List<Integer> filtered = new ArrayList<>();
    for (int i = 0; i < sampled.size(); i++) {
      boolean kept = sampled.get(i).verdict() == GroupFilter.Verdict.KEPT;
      (kept ? chosen : filtered).add(i);
    }
    OnExhausted policy = config.dynamicSampling().onExhausted();
    if (chosen.size() < size && policy == OnExhausted.FAIL) {
      throw new IllegalStateException(
          "dynamic sampling: only "
              + chosen.size()
              + " of "
              + size
              + " groups kept after "
              + generations
              + " generation batches; raise maxExtraBatches, lower epsilon, check the data, or"
              + " choose SMALLER_BATCH");
    }
    if (policy == OnExhausted.KEEP_FILTERED) {
      chosen.addAll(filtered);
    }
    return chosen.subList(0, Math.min(size, chosen.size()));
  }

  private List<ScoredGroup> withAdvantages(List<ScoredGroup> sampled, List<Integer> chosen) {
    List<double[][]> values = advantages.of(chosen.stream().map(sampled::get).toList());
    boolean mask = config.truncation().maskTruncatedCompletions();
    List<ScoredGroup> groups = new ArrayList<>(sampled);
    for (int i = 0; i < chosen.size(); i++) {
      int at = chosen.get(i);
      groups.set(at, sampled.get(at).withAdvantages(values.get(i), mask));
    }
    return groups;
  }

  private UpdateStats statistics(
      List<ScoredGroup> groups, long collection, int generations, boolean exhausted) {
    Map<String, Double> stats = new LinkedHashMap<>(RolloutMetrics.of(groups, advantages));
    if (config.truncation().maskTruncatedCompletions()) {
      stats.put("completions/masked_ratio", RolloutMetrics.maskedRatio(groups));
    }
    if (config.dynamicSampling().enabled()) {
      stats.putAll(RolloutMetrics.ofFilter(groups, generations, exhausted));
    }
    stats.put("epoch", order.epoch(collection));
    return new UpdateStats(stats);
  }

  private static ExperienceBatch batch(List<ScoredGroup> groups, UpdateStats stats) {
    List<Experience> experiences = new ArrayList<>();
    long promptTokens = 0;
    long generatedTokens = 0;
    for (ScoredGroup group : groups) {
      for (int i = 0; i < group.group().size(); i++) {
        List<Turn> turns = group.group().rollouts().get(i).turns();
        for (Turn turn : turns) {
          promptTokens += turn.promptIds().length;
          generatedTokens += turn.completion().length();
        }
        for (int t = 0; t < group.trainedTurns(i); t++) {
          experiences.add(Experience.of(turns.get(t), group.advantages().get(i).get(t)));
        }
      }
    }
    ComputeCount cost = new ComputeCount(promptTokens, generatedTokens, 0);
    return new ExperienceBatch(experiences, List.copyOf(groups), cost, stats, false);
  }

  private static int count(List<ScoredGroup> groups) {
    return (int) groups.stream().filter(g -> g.verdict() == GroupFilter.Verdict.KEPT).count();
  }
}
