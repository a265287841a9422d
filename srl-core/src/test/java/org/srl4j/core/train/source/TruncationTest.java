package org.srl4j.core.train.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.advantage.DynamicSampling;
import org.srl4j.core.advantage.GroupNormalizedAdvantage;
import org.srl4j.core.data.Experience;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.Score;
import org.srl4j.core.reward.StepSimilarityReward;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.core.testing.MetricsDocument;
import org.srl4j.core.testing.ScriptedPolicy;
import org.srl4j.core.train.ExperienceBatch;
import org.srl4j.core.train.ScoredGroup;

class TruncationTest {
  private static final int LIMIT = 20;
  private static final int GROUP = 4;

  /** Rollouts 0 and 2 by seed fit; the others are cut off although their start is perfect. */
  private static final String FITS = "<think>t</think>ab";

  private static final String TOO_LONG = "<think>t</think>abcdefgh";

  private static Truncation penalty(double value) {
    return new Truncation(Truncation.Reward.PENALTY, value, false, 0);
  }

  private static Truncation masked() {
    return new Truncation(Truncation.Reward.TEXT, -1, true, 0);
  }

  private static ExperienceBatch batch(Truncation truncation, Reward reward) {
    ScriptedPolicy policy =
        new ScriptedPolicy(100, (prompt, seed) -> (seed & 1) == 0 ? FITS : TOO_LONG);
    return source(truncation, reward).next(policy, 0);
  }

  private static RolloutSource source(Truncation truncation, Reward reward) {
    List<RolloutPrompt> prompts =
        List.of(new RolloutPrompt("p", "p", "abcd"), new RolloutPrompt("q", "q", "abcd"));
    return new RolloutSource(
        prompts,
        reward,
        GroupNormalizedAdvantage.defaults(),
        TurnProtocol.singleTurn(),
        new RolloutSourceConfig(
                2, GROUP, SamplingConfig.sampled(1, LIMIT), DynamicSampling.off(), 3)
            .with(truncation));
  }

  /** "abcd" was written before the limit: similarity 1 for the text that was cut off. */
  @Test
  void byDefaultACutOffTextIsScoredLikeAnyOther() {
    ExperienceBatch batch = batch(Truncation.defaults(), new StepSimilarityReward());
    assertEquals(2 * GROUP, batch.experiences().size());
    assertTrue(batch.stats().get("completions/clipped_ratio") > 0);
    // ab against abcd: 2 * 2 / 6
    assertEquals(
        Set.of(1.0, 2.0 / 3),
        Set.copyOf(batch.groups().stream().flatMap(g -> boxed(g.rewards())).toList()));
    assertEquals(1, batch.stats().get("verdict/scored"), 1e-12);
  }

  private static Stream<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed();
  }

  @Test
  void withThePenaltyNoTextOfACutOffRolloutIsRead() {
    ExperienceBatch batch = batch(penalty(-0.5), new StepSimilarityReward());
    double cut = batch.stats().get("completions/clipped_ratio");
    assertEquals(cut, batch.stats().get("verdict/truncated"), 1e-12);
    assertEquals(0, batch.stats().get("srl/format_error_ratio"), "the format was kept");
    for (ScoredGroup group : batch.groups()) {
      for (int i = 0; i < GROUP; i++) {
        double expected = group.truncated().get(i) ? -0.5 : 2.0 / 3;
        assertEquals(expected, group.rewards()[i], 1e-12);
      }
    }
  }

  /** The baseline is that of all rollouts, as if nothing were masked; TRL's meaning. */
  @Test
  void maskedRolloutsCountInTheBaselineAndNotInTheLoss() {
    ExperienceBatch plain = batch(Truncation.defaults(), new StepSimilarityReward());
    ExperienceBatch masked = batch(masked(), new StepSimilarityReward());
    double cut = plain.stats().get("completions/clipped_ratio");
    assertEquals(cut, masked.stats().get("completions/masked_ratio"), 1e-12);
    assertEquals(2 * GROUP * (1 - cut), masked.experiences().size(), 1e-9);
    for (int g = 0; g < 2; g++) {
      for (int i = 0; i < GROUP; i++) {
        List<Double> kept = masked.groups().get(g).advantages().get(i);
        boolean truncated = masked.groups().get(g).truncated().get(i);
        assertEquals(
            truncated ? List.of() : plain.groups().get(g).advantages().get(i),
            kept,
            "rollout " + i);
      }
    }
  }

  /** Leaving out is the same as a loss mask of zeros, for every way of adding up losses. */
  @Test
  void leavingOutEqualsAMaskOfZeros() {
    ExperienceBatch plain = batch(Truncation.defaults(), new StepSimilarityReward());
    List<Experience> left = batch(masked(), new StepSimilarityReward()).experiences();
    List<Boolean> cut =
        plain.groups().stream().flatMap(group -> group.truncated().stream()).toList();
    List<Experience> zeroed =
        IntStream.range(0, cut.size())
            .mapToObj(
                i -> cut.get(i) ? zeroed(plain.experiences().get(i)) : plain.experiences().get(i))
            .toList();
    for (LossAggregation.Kind kind : LossAggregation.Kind.values()) {
      LossAggregation sum = LossAggregation.of(kind, LIMIT);
      List<float[]> all = sum.weights(zeroed).weights();
      List<float[]> few = sum.weights(left).weights();
      int next = 0;
      for (int i = 0; i < all.size(); i++) {
        float[] expected = cut.get(i) ? new float[all.get(i).length] : few.get(next++);
        assertArrayEquals(expected, all.get(i), kind.name());
      }
    }
  }

  private static Experience zeroed(Experience experience) {
    return new Experience(
        experience.tokenIds(),
        new float[experience.length()],
        experience.oldTokenLogProbs(),
        experience.advantage());
  }

  @Test
  void allMaskedIsASkippedUpdate() {
    ScriptedPolicy policy = new ScriptedPolicy(100, (prompt, seed) -> TOO_LONG + seed);
    ExperienceBatch batch =
        source(masked(), (text, reference) -> Score.of(text.length(), "scored")).next(policy, 0);
    assertEquals(List.of(), batch.experiences());
    assertEquals(1, batch.stats().get("completions/masked_ratio"));
  }

  /** TRL's own example: 90 tokens, limit 100, cache 20: (80 - 90) / 20. */
  @ParameterizedTest
  @CsvSource({
    "100, 20, 0, 0",
    "100, 20, 80, 0",
    "100, 20, 81, -0.05",
    "100, 20, 90, -0.5",
    "100, 20, 100, -1",
    "100, 20, 101, -1",
    "100, 0, 100, 0",
    "100, 100, 0, 0",
    "100, 100, 50, -0.5",
    "100, 1, 99, 0",
    "100, 1, 100, -1"
  })
  void lengthIsPunishedAsInDaposEquation13(int limit, int cache, int length, double expected) {
    Truncation truncation = new Truncation(Truncation.Reward.TEXT, -1, false, cache);
    assertEquals(expected, truncation.punishment(length, limit), 1e-12);
  }

  /** 18 of 20 characters with a cache of 4: (16 - 18) / 4 on top of the similarity 2/3. */
  @Test
  void thePunishmentIsAPartOfTheReward() {
    Truncation soft = new Truncation(Truncation.Reward.TEXT, -1, false, 4);
    ExperienceBatch batch = batch(soft, new StepSimilarityReward());
    for (ScoredGroup group : batch.groups()) {
      for (int i = 0; i < GROUP; i++) {
        boolean cut = group.truncated().get(i);
        Score score = group.scores().get(i);
        assertEquals(cut ? 1 - 1 : 2.0 / 3 - 0.5, score.value(), 1e-12);
        assertEquals(cut ? -1 : -0.5, score.parts().get("overlong"), 1e-12);
      }
    }
    assertEquals(0, batch.stats().get("srl/format_error_ratio"), "long is not ill-formed");
    assertTrue(batch.stats().values().containsKey("rewards/overlong/mean"));
  }

  @Test
  void metricsOfTruncationAreDocumented() throws IOException {
    Map<String, Double> written =
        batch(new Truncation(Truncation.Reward.PENALTY, -1, true, 4), new StepSimilarityReward())
            .stats()
            .values();
    assertEquals(Set.of(), MetricsDocument.read().undocumented(written.keySet()));
  }

  @Test
  void badSettingsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> penalty(Double.NaN));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Truncation(Truncation.Reward.TEXT, -1, false, -1));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                source(
                    new Truncation(Truncation.Reward.TEXT, -1, false, LIMIT + 1),
                    new StepSimilarityReward()));
    assertEquals(
        "softPunishCache: must be at most the limit of a turn, 20 tokens, got 21", e.getMessage());
  }
}
