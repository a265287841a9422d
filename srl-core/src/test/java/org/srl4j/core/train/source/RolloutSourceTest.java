package org.srl4j.core.train.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.srl4j.core.advantage.DynamicSampling;
import org.srl4j.core.advantage.GroupFilter;
import org.srl4j.core.advantage.GroupNormalizedAdvantage;
import org.srl4j.core.advantage.OnExhausted;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.Score;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.core.testing.ScriptedPolicy;
import org.srl4j.core.train.ExperienceBatch;
import org.srl4j.core.train.ScoredGroup;

class RolloutSourceTest {
  /** The completion is a number, and the reward is that number. */
  private static final Reward NUMBER = (text, reference) -> Score.of(number(text), "scored");

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  /** Prompts m0, m1, ... get mixed rewards (0, 1, 0, 1 by rollout seed), others always 0. */
  private static ScriptedPolicy mixedOnM() {
    return new ScriptedPolicy(
        50, (prompt, seed) -> prompt.startsWith("m") && (seed & 3) != 0 ? "1" : "0");
  }

  private static List<RolloutPrompt> prompts(String kind, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new RolloutPrompt(kind + i, kind + i, "ref"))
        .toList();
  }

  private static List<RolloutPrompt> concat(List<RolloutPrompt> a, List<RolloutPrompt> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  private static RolloutSource source(
      List<RolloutPrompt> prompts, Reward reward, int batch, DynamicSampling sampling) {
    return new RolloutSource(
        prompts,
        reward,
        GroupNormalizedAdvantage.defaults(),
        TurnProtocol.singleTurn(),
        new RolloutSourceConfig(batch, 8, SamplingConfig.sampled(1, 9), sampling, 5));
  }

  private static long used(ExperienceBatch batch) {
    return batch.groups().stream().filter(ScoredGroup::isUsed).count();
  }

  @Test
  void withoutDynamicSamplingEveryGroupIsTrainedOn() {
    RolloutSource source = source(prompts("s", 6), NUMBER, 4, DynamicSampling.off());
    ExperienceBatch batch = source.next(mixedOnM(), 0);
    assertEquals(4 * 8, batch.experiences().size());
    assertTrue(batch.experiences().stream().allMatch(e -> e.advantage() == 0));
    assertEquals(1, batch.stats().get("frac_reward_zero_std"));
    assertFalse(batch.stats().values().containsKey("dynamic_sampling/kept_ratio"));
  }

  @Test
  void refillKeepsTheBatchSizeConstant() {
    // half of the prompts never have contrast: without a refill about half of each batch is left
    DynamicSampling bound = DynamicSampling.defaults().withRefill(50, OnExhausted.FAIL);
    RolloutSource source = source(concat(prompts("m", 50), prompts("s", 50)), NUMBER, 10, bound);
    for (long c = 0; c < 20; c++) {
      ExperienceBatch batch = source.next(mixedOnM(), c);
      assertEquals(10, used(batch));
      assertEquals(10 * 8, batch.experiences().size());
      assertEquals(0, batch.stats().get("dynamic_sampling/exhausted"));
      assertTrue(batch.experiences().stream().allMatch(e -> e.advantage() != 0));
    }
  }

  @Test
  void countsOfTheFilterAddUp() {
    RolloutSource source =
        source(concat(prompts("m", 30), prompts("s", 30)), NUMBER, 10, DynamicSampling.defaults());
    ExperienceBatch batch = source.next(mixedOnM(), 3);
    Map<String, Double> stats = batch.stats().values();
    double kept = stats.get("dynamic_sampling/kept_ratio") * batch.groups().size();
    assertEquals(stats.get("dynamic_sampling/kept_ratio"), batch.keptRatio());
    assertEquals(
        batch.groups().size(),
        kept
            + stats.get("dynamic_sampling/filtered_low_std")
            + stats.get("dynamic_sampling/filtered_band"),
        1e-9);
    assertEquals(
        kept,
        stats.get("dynamic_sampling/used_groups") + stats.get("dynamic_sampling/surplus_groups"),
        1e-9);
    assertTrue(stats.get("dynamic_sampling/gen_batches") > 1);
  }

  @Test
  void exhaustedWithSmallerBatchTrainsOnWhatThereIs() {
    List<RolloutPrompt> oneMixed = concat(prompts("m", 1), prompts("s", 5));
    ExperienceBatch batch =
        source(oneMixed, NUMBER, 6, DynamicSampling.defaults().withRefill(0, smaller()))
            .next(mixedOnM(), 0);
    assertEquals(1, used(batch));
    assertEquals(1, batch.stats().get("dynamic_sampling/exhausted"));
    assertFalse(batch.last());
  }

  @Test
  void nothingKeptGivesAnEmptyBatchThatDoesNotEndTraining() {
    ExperienceBatch batch =
        source(prompts("s", 6), NUMBER, 3, DynamicSampling.defaults().withRefill(2, smaller()))
            .next(mixedOnM(), 0);
    assertTrue(batch.experiences().isEmpty());
    assertFalse(batch.last());
    assertEquals(3, batch.stats().get("dynamic_sampling/gen_batches"));
    assertEquals(9, batch.groups().size());
    assertEquals(9 * 8, batch.cost().generatedTokens());
    assertEquals(9 * 8 * 2, batch.cost().promptTokens());
  }

  @Test
  void exhaustedWithFailSaysHowManyWereKept() {
    RolloutSource source =
        source(
            concat(prompts("m", 1), prompts("s", 5)),
            NUMBER,
            6,
            DynamicSampling.defaults().withRefill(0, OnExhausted.FAIL));
    Exception e = assertThrows(IllegalStateException.class, () -> source.next(mixedOnM(), 0));
    assertTrue(e.getMessage().contains("only 1 of 6 groups kept after 1"), e.getMessage());
  }

  @Test
  void exhaustedWithKeepFilteredFillsUpWithZeros() {
    ExperienceBatch batch =
        source(
                concat(prompts("m", 1), prompts("s", 5)),
                NUMBER,
                6,
                DynamicSampling.defaults().withRefill(0, OnExhausted.KEEP_FILTERED))
            .next(mixedOnM(), 0);
    assertEquals(6, used(batch));
    long zero = batch.experiences().stream().filter(e -> e.advantage() == 0).count();
    assertEquals(5 * 8, zero);
    assertEquals(
        5, batch.groups().stream().filter(g -> g.verdict() == GroupFilter.Verdict.LOW_STD).count());
  }

  @Test
  void theFirstBatchesWalkThroughAllPromptsWhateverRefillsDo() {
    RolloutSource source =
        source(concat(prompts("m", 6), prompts("s", 6)), NUMBER, 4, DynamicSampling.defaults());
    Set<String> seen = new HashSet<>();
    for (long c = 0; c < 3; c++) {
      source.next(mixedOnM(), c).groups().subList(0, 4).forEach(g -> seen.add(id(g)));
    }
    assertEquals(12, seen.size());
  }

  @Test
  void aRefillAsksOtherPromptsFirst() {
    ExperienceBatch batch =
        source(prompts("s", 9), NUMBER, 3, DynamicSampling.defaults().withRefill(2, smaller()))
            .next(mixedOnM(), 0);
    assertEquals(9, batch.groups().stream().map(RolloutSourceTest::id).distinct().count());
  }

  @Test
  void aPromptAskedAgainGetsNewRollouts() {
    List<ScoredGroup> groups =
        source(prompts("s", 3), NUMBER, 3, DynamicSampling.defaults().withRefill(1, smaller()))
            .next(mixedOnM(), 0)
            .groups();
    Set<Long> seeds = new HashSet<>();
    groups.forEach(g -> g.group().rollouts().forEach(r -> seeds.add(r.seed())));
    assertEquals(6 * 8, seeds.size());
  }

  @Test
  void aCollectionIsAFunctionOfItsNumber() {
    List<RolloutPrompt> prompts = concat(prompts("m", 9), prompts("s", 9));
    RolloutSource used = source(prompts, NUMBER, 4, DynamicSampling.defaults());
    used.next(mixedOnM(), 0);
    used.next(mixedOnM(), 1);
    RolloutSource fresh = source(prompts, NUMBER, 4, DynamicSampling.defaults());
    ExperienceBatch late = used.next(mixedOnM(), 7);
    assertEquals(seeds(late), seeds(fresh.next(mixedOnM(), 7)));
    assertNotEquals(seeds(late), seeds(fresh.next(mixedOnM(), 8)));
  }

  @Test
  void metricsAreThoseOfAllSampledRollouts() {
    // rewards by prompt: m all 1, f all -1; lengths 1 and 2; a part is only there when scored
    Reward reward =
        (text, reference) ->
            text.equals("1")
                ? new Score(1, "scored", Map.of("similarity", 1.0))
                : Score.of(-1, "missing_think");
    ScriptedPolicy policy = new ScriptedPolicy(50, (p, s) -> p.startsWith("m") ? "1" : "no");
    Map<String, Double> stats =
        source(concat(prompts("m", 1), prompts("f", 3)), reward, 4, DynamicSampling.off())
            .next(policy, 0)
            .stats()
            .values();
    assertEquals((1 - 3) / 4.0, stats.get("reward"));
    assertEquals(0, stats.get("reward_std"));
    assertEquals(1, stats.get("rewards/similarity/mean"));
    assertEquals(0.75, stats.get("srl/format_error_ratio"));
    assertEquals(0.25, stats.get("verdict/scored"), 1e-12);
    assertEquals(0.75, stats.get("verdict/missing_think"), 1e-12);
    assertEquals((1 + 3 * 2) / 4.0, stats.get("completions/mean_length"));
    assertEquals(1, stats.get("completions/min_length"));
    assertEquals(2, stats.get("completions/max_length"));
    assertEquals(0, stats.get("completions/clipped_ratio"));
    assertEquals(1, stats.get("epoch"));
  }

  @Test
  void rewardStdHasDdof1() {
    // a group of 8 with one 1: mean 1/8, squares 49/64 + 7/64 = 7/8, std = sqrt(7/8 / 7)
    int[] call = {0};
    ScriptedPolicy policy = new ScriptedPolicy(50, (p, s) -> call[0]++ == 0 ? "1" : "0");
    Map<String, Double> stats =
        source(prompts("m", 1), NUMBER, 1, DynamicSampling.off()).next(policy, 0).stats().values();
    assertEquals(Math.sqrt(1.0 / 8), stats.get("reward_std"), 1e-12);
  }

  @Test
  void truncatedRolloutsAreCountedAndTrainedOn() {
    ScriptedPolicy policy = new ScriptedPolicy(50, (p, s) -> "1111111111111");
    ExperienceBatch batch =
        source(prompts("m", 1), NUMBER, 1, DynamicSampling.off()).next(policy, 0);
    assertEquals(1, batch.stats().get("completions/clipped_ratio"));
    assertEquals(0, batch.stats().get("completions/mean_terminated_length"));
    assertEquals(8, batch.experiences().size());
  }

  @Test
  void aPartCanBeTheMetricAndAMissingOneIsAnErrorThatNamesIt() {
    DynamicSampling d = DynamicSampling.defaults();
    DynamicSampling onPart =
        new DynamicSampling(true, "m", d.epsilon(), 0, d.minMean(), d.maxMean(), 0, smaller());
    Reward constantWithPart = (text, ref) -> new Score(0, "x", Map.of("m", number(text)));
    assertEquals(1, used(source(prompts("m", 1), constantWithPart, 1, onPart).next(mixedOnM(), 0)));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> source(prompts("m", 1), NUMBER, 1, onPart).next(mixedOnM(), 0));
    assertTrue(e.getMessage().contains("no part m"), e.getMessage());
  }

  @Test
  void everyTurnGetsItsRolloutsAdvantage() {
    TurnProtocol twice = (first, done) -> done.size() < 2 ? Optional.of(first) : Optional.empty();
    RolloutSource source =
        new RolloutSource(
            prompts("m", 1),
            NUMBER,
            rewards -> List.of(IntStream.range(0, 8).asDoubleStream().toArray()),
            twice,
            new RolloutSourceConfig(1, 8, SamplingConfig.sampled(1, 9), DynamicSampling.off(), 5));
    ExperienceBatch batch = source.next(mixedOnM(), 0);
    assertEquals(16, batch.experiences().size());
    assertEquals(3, batch.experiences().get(7).advantage());
    assertEquals(3, batch.experiences().get(6).advantage());
  }

  @Test
  void badOptionsAreRejected() {
    SamplingConfig sampled = SamplingConfig.sampled(1, 9);
    DynamicSampling off = DynamicSampling.off();
    assertThrows(
        IllegalArgumentException.class, () -> new RolloutSourceConfig(1, 1, sampled, off, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RolloutSourceConfig(1, 8, SamplingConfig.greedy(9), off, 0));
    assertThrows(IllegalArgumentException.class, () -> source(prompts("m", 2), NUMBER, 3, off));
    assertThrows(
        IllegalArgumentException.class,
        () -> source(concat(prompts("m", 2), prompts("m", 1)), NUMBER, 2, off));
  }

  private static OnExhausted smaller() {
    return OnExhausted.SMALLER_BATCH;
  }

  private static String id(ScoredGroup group) {
    return group.group().prompt().id();
  }

  private static List<Long> seeds(ExperienceBatch batch) {
    return batch.groups().stream()
        .flatMap(g -> g.group().rollouts().stream())
        .map(r -> r.seed())
        .toList();
  }
}
