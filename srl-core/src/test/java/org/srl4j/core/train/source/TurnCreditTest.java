package org.srl4j.core.train.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.advantage.DynamicSampling;
import org.srl4j.core.advantage.GroupFilter;
import org.srl4j.core.advantage.GroupNormalizedAdvantage;
import org.srl4j.core.advantage.ScaleRewards;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.Experience;
import org.srl4j.core.data.FinishReason;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutGroup;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Turn;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.Score;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.core.testing.MetricsDocument;
import org.srl4j.core.testing.ScriptedPolicy;
import org.srl4j.core.train.ExperienceBatch;
import org.srl4j.core.train.ScoredGroup;

class TurnCreditTest {
  /** Sums of up to eight doubles of size 1. */
  private static final double ROUNDING = 1e-12;

  /** Reward minus mean: numbers that can be worked out by hand. */
  private static final GroupNormalizedAdvantage CENTRED =
      new GroupNormalizedAdvantage(ScaleRewards.NONE, 0, 0);

  private static final Reward UNUSED = (text, reference) -> Score.of(0, "scored");

  private static TurnCredit credit(TurnCredit.Credit kind, double weight, double discount) {
    return new TurnCredit(kind, UNUSED, weight, discount);
  }

  private static TurnCredit each() {
    return credit(TurnCredit.Credit.EACH, 1, 0);
  }

  /** A group whose rollouts have these rewards, of the whole and of each turn. */
  private static ScoredGroup group(double[] whole, double[][] turns) {
    List<Rollout> rollouts = new ArrayList<>();
    List<Score> scores = new ArrayList<>();
    List<List<Score>> turnScores = new ArrayList<>();
    for (int i = 0; i < whole.length; i++) {
      Completion completion =
          new Completion(new int[] {1}, new float[] {0}, "x", FinishReason.STOP_STRING);
      Turn turn = new Turn(new int[] {0}, completion);
      rollouts.add(new Rollout(Collections.nCopies(turns[i].length, turn), i));
      scores.add(Score.of(whole[i], "scored"));
      turnScores.add(Arrays.stream(turns[i]).mapToObj(r -> Score.of(r, "scored")).toList());
    }
    return new ScoredGroup(
        new RolloutGroup(new RolloutPrompt("p", "p", ""), rollouts),
        scores,
        turnScores,
        Collections.nCopies(whole.length, false),
        GroupFilter.Verdict.KEPT,
        List.of());
  }

  private static double[][] advantages(TurnCredit credit, double[] whole, double[][] turns) {
    return new TurnAdvantages(credit, CENTRED).of(List.of(group(whole, turns))).get(0);
  }

  /**
   * Turn 1: rewards 1, 0, 0.5, mean 0.5. Turn 2 of the two that have it: 0, 1, mean 0.5. Turn 3 has
   * one rollout and nothing to compare with.
   */
  @Test
  void aTurnIsComparedWithTheSameTurnOfTheRolloutsThatHaveIt() {
    double[][] turns = {{1, 0, 9}, {0}, {0.5, 1}};
    double[][] expected = {{0.5, -0.5, 0}, {-0.5}, {0, 0.5}};
    assertRows(expected, advantages(each(), new double[] {7, 8, 9}, turns));
  }

  /** Returns with discount 0.5: 1 + 0.5 * 0 = 1 and 0 + 0.5 * 1 = 0.5, mean 0.75. */
  @Test
  void laterTurnsCountByTheDiscount() {
    double[][] turns = {{1, 0}, {0, 1}};
    double[][] expected = {{0.25, -0.5}, {-0.25, 0.5}};
    TurnCredit half = credit(TurnCredit.Credit.EACH, 1, 0.5);
    assertRows(expected, advantages(half, new double[] {0, 0}, turns));
  }

  /** Whole: 1, 0, mean 0.5. Turns: 0, 1 in turn 1, equal in turn 2; weight 2. */
  @Test
  void bothIsTheWeightedSum() {
    double[][] turns = {{0, 3}, {1, 3}};
    double[][] expected = {{0.5 - 1, 0.5}, {-0.5 + 1, -0.5}};
    TurnCredit both = credit(TurnCredit.Credit.BOTH, 2, 0);
    assertRows(expected, advantages(both, new double[] {1, 0}, turns));
  }

  private static void assertRows(double[][] expected, double[][] rows) {
    assertEquals(expected.length, rows.length);
    for (int i = 0; i < rows.length; i++) {
      assertArrayEquals(expected[i], rows[i], ROUNDING, "rollout " + i);
    }
  }

  private static double[][] randomTurns(Random random, int rollouts) {
    return IntStream.range(0, rollouts)
        .mapToObj(i -> random.doubles(1 + random.nextInt(5), -1, 1).toArray())
        .toArray(double[][]::new);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void propertiesOfTurnAdvantages(long seed) {
    Random random = new Random(seed);
    int rollouts = 2 + random.nextInt(7);
    double[] whole = random.doubles(rollouts, -1, 1).toArray();
    double[][] turns = randomTurns(random, rollouts);
    double[][] each = advantages(each(), whole, turns);
    TurnCredit discounted = credit(TurnCredit.Credit.BOTH, 3, random.nextDouble());
    for (double[] row : advantages(discounted, whole, turns)) {
      assertTrue(Arrays.stream(row).allMatch(Double::isFinite));
    }
    for (double[] column : TurnAdvantages.columns(each)) {
      assertEquals(0, Arrays.stream(column).sum(), ROUNDING, "a turn's advantages sum to 0");
    }
    TurnCredit nothing = credit(TurnCredit.Credit.BOTH, 0, 0.7);
    assertRows(advantages(TurnCredit.whole(), whole, turns), advantages(nothing, whole, turns));

    int i = random.nextInt(rollouts);
    int t = random.nextInt(turns[i].length);
    turns[i][t] += 5;
    double[][] changed = advantages(each(), whole, turns);
    for (int row = 0; row < rollouts; row++) {
      for (int turn = 0; turn < turns[row].length; turn++) {
        if (turn != t) {
          assertEquals(each[row][turn], changed[row][turn], "only turn " + t + " may change");
        }
      }
    }
  }

  /**
   * A rollout that goes on earns nothing by it: what others get for turn 1 does not depend on how
   * many turns follow. A baseline summed over turns fails this.
   */
  @Test
  void theNumberOfTurnsIsNotPaidFor() {
    double[][] brief = {{1}, {0}};
    double[][] lengthy = {{1, 1, 1, 1}, {0}};
    assertEquals(
        advantages(each(), new double[2], brief)[0][0],
        advantages(each(), new double[2], lengthy)[0][0]);
    assertArrayEquals(
        new double[] {0.5, 0, 0, 0}, advantages(each(), new double[2], lengthy)[0], ROUNDING);
  }

  /** Three turns; turn t of rollout i is the digit of (seed, t). */
  private static ExperienceBatch collect(TurnCredit credit, DynamicSampling sampling) {
    TurnProtocol three =
        (first, done) -> done.size() < 3 ? Optional.of(first + done.size()) : Optional.empty();
    ScriptedPolicy policy =
        new ScriptedPolicy(50, (prompt, seed) -> "" + Math.floorMod(seed, 2 + prompt.length()));
    Reward constant = (text, reference) -> Score.of(1, "right");
    RolloutSource source =
        new RolloutSource(
            List.of(new RolloutPrompt("p", "p", ""), new RolloutPrompt("q", "q", "")),
            constant,
            GroupNormalizedAdvantage.defaults(),
            three,
            new RolloutSourceConfig(2, 8, SamplingConfig.sampled(1, 9), sampling, 5).with(credit));
    return source.next(policy, 0);
  }

  private static TurnCredit byDigit(TurnCredit.Credit kind) {
    return new TurnCredit(
        kind,
        (prompt, r) -> Score.of(Double.parseDouble(r.lastCompletion().text()), "digit"),
        1,
        0);
  }

  /** Every experience is one turn, and carries that turn's advantage and no other. */
  @Test
  void aTurnsAdvantageIsOnItsOwnTokensAlone() {
    ExperienceBatch batch = collect(byDigit(TurnCredit.Credit.EACH), DynamicSampling.defaults());
    int at = 0;
    for (ScoredGroup group : batch.groups()) {
      for (int i = 0; i < group.group().size(); i++) {
        for (int t = 0; t < 3; t++) {
          Experience experience = batch.experiences().get(at++);
          Turn turn = group.group().rollouts().get(i).turns().get(t);
          assertEquals(group.advantages().get(i).get(t), experience.advantage());
          assertEquals(turn.completion().length(), experience.countedTokens());
          assertEquals(0, experience.lossMask()[turn.promptIds().length - 1]);
        }
      }
    }
    assertEquals(at, batch.experiences().size());
    long distinct = batch.experiences().stream().map(Experience::advantage).distinct().count();
    assertTrue(distinct > 3, "turns of a rollout differ");
  }

  /** All whole rewards are 1: without turns nothing is left to learn, with turns there is. */
  @Test
  void contrastOfTurnsKeepsAGroup() {
    ExperienceBatch whole = collect(TurnCredit.whole(), DynamicSampling.defaults());
    assertEquals(List.of(), whole.experiences());
    assertEquals(1, whole.stats().get("frac_reward_zero_std"));
    assertFalse(whole.stats().values().containsKey("turns/reward"));
    for (TurnCredit.Credit kind : List.of(TurnCredit.Credit.EACH, TurnCredit.Credit.BOTH)) {
      ExperienceBatch batch = collect(byDigit(kind), DynamicSampling.defaults());
      assertEquals(2 * 8 * 3, batch.experiences().size());
      assertEquals(0, batch.stats().get("frac_reward_zero_std"));
    }
  }

  @Test
  void metricsOfTurnsAreDocumented() throws IOException {
    Map<String, Double> written =
        collect(byDigit(TurnCredit.Credit.BOTH), DynamicSampling.defaults()).stats().values();
    assertTrue(written.containsKey("turns/reward"));
    assertEquals(1, written.get("turns/verdict/digit"), ROUNDING);
    assertEquals(Set.of(), MetricsDocument.read().undocumented(written.keySet()));
  }

  @Test
  void badSettingsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> credit(TurnCredit.Credit.EACH, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> credit(TurnCredit.Credit.EACH, 1, 1.5));
    assertThrows(
        IllegalArgumentException.class, () -> credit(TurnCredit.Credit.EACH, Double.NaN, 0));
  }
}
