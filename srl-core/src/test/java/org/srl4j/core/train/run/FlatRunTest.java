package org.srl4j.core.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.advantage.DynamicSampling;
import org.srl4j.core.advantage.GroupNormalizedAdvantage;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.reward.AnswerReward;
import org.srl4j.core.reward.Answers;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.Score;
import org.srl4j.core.reward.StepSimilarityReward;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.core.testing.FakeLearner;
import org.srl4j.core.testing.ScriptedPolicy;
import org.srl4j.core.train.LearningRateSchedule;
import org.srl4j.core.train.Trainer;
import org.srl4j.core.train.TrainerConfig;
import org.srl4j.core.train.source.RolloutSource;
import org.srl4j.core.train.source.RolloutSourceConfig;
import org.srl4j.core.train.source.Truncation;

/** Whole trainings of a scripted policy, by the trainer that all methods use. */
class FlatRunTest {
  private static final int LIMIT = 60;
  private static final Reward STEPS = new StepSimilarityReward();
  private static final Reward ANSWERS = new AnswerReward(Answers.boxed());

  private final List<String> told = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private final List<String> first = new ArrayList<>();

  private void train(ScriptedPolicy.Script script, Reward reward, double minKept) {
    train(script, reward, minKept, Truncation.defaults());
  }

  private void train(
      ScriptedPolicy.Script script, Reward reward, double minKept, Truncation truncation) {
    List<RolloutPrompt> prompts =
        IntStream.range(0, 4).mapToObj(i -> new RolloutPrompt("p" + i, "q" + i, "72")).toList();
    RolloutSource source =
        new RolloutSource(
            prompts,
            reward,
            GroupNormalizedAdvantage.defaults(),
            TurnProtocol.singleTurn(),
            new RolloutSourceConfig(
                    4, 8, SamplingConfig.sampled(1, LIMIT), DynamicSampling.defaults(), 5)
                .with(truncation));
    TrainerConfig config =
        TrainerConfig.of(3, LearningRateSchedule.cosine(0.01, 0, 0), 7).withEarlyEnd(0, minKept);
    new Trainer(new ScriptedPolicy(200, script), new FakeLearner(), source, config)
        .listen(new FirstCollection(first::add))
        .listen(new FlatRun(kept::add, told::add))
        .train();
  }

  /** All rewards -1: what is missing, in how many, a completion, what to do, and the early end. */
  @Test
  void aPolicyThatNeverKeepsTheFormatIsToldSo() {
    train((p, seed) -> (seed & 3) == 0 ? "<think>\u001b[2J" : "72\nall", STEPS, 0.5);
    assertEquals(6, told.size(), told.toString());
    assertEquals(1, kept.size(), kept.toString());
    assertTrue(
        kept.get(0)
            .startsWith("update 1: nothing to learn: no completion keeps the format; start from"),
        kept.get(0));
    assertTrue(
        told.get(0)
            .matches(
                "collection 0 teaches nothing: no completion keeps the format. All 128 rewards are"
                    + " -1.0"),
        told.get(0));
    assertTrue(
        told.get(1)
            .matches(
                "verdicts of 128 rollouts: \\d+ missing_think \\(no open tag\\), \\d+"
                    + " unclosed_think \\(no close tag\\)"),
        told.get(1));
    assertTrue(told.get(2).startsWith("a completion (missing_think, prompt p"), told.get(2));
    assertTrue(told.get(2).endsWith("«72↵all»"), told.get(2));
    assertTrue(told.get(3).startsWith("try: start from a policy that writes it"), told.get(3));
    assertTrue(told.get(4).startsWith("none of the 1 collections taught anything"), told.get(4));
    assertTrue(told.get(5).startsWith("training ended after update 1 for lack of"), told.get(5));
  }

  @Test
  void controlCharactersOfTheSampleAreVisible() {
    train((p, seed) -> "<think>\u001b[2J", STEPS, 0);
    assertTrue(told.get(2).contains("«<think>\u241b[2J»"), told.get(2));
  }

  @ParameterizedTest
  @CsvSource({
    "'\\boxed{71}', no rollout is right, 'a better start'",
    "'\\boxed{72}', every rollout is right, 'harder problems'",
    "'I do not know', no answer is found in any completion, 'look at the completion'",
    "'so long that no limit of sixty tokens lets it end, whatever it is that it wants to say',"
        + " more than half of the rollouts are ended by a length limit, 'a larger limit'"
  })
  void everyCauseHasItsWordsAndItsAdvice(String text, String cause, String advice) {
    train((p, seed) -> text, ANSWERS, 0);
    assertTrue(told.get(0).startsWith("collection 0 teaches nothing: " + cause), told.get(0));
    assertTrue(told.get(3).startsWith("try: " + advice), told.get(3));
    assertEquals(5, told.size(), "told once for three collections, and at the end");
    assertTrue(told.get(4).startsWith("none of the 3 collections"), told.get(4));
  }

  @Test
  void aConstantRewardAndAFilterThatIsTooStrictAreToldApart() {
    train((p, seed) -> "" + seed, (text, reference) -> Score.of(0.5, "scored"), 0);
    assertTrue(told.get(0).contains("in every group all rewards are equal. All "), told.get(0));
    told.clear();
    train(
        (p, seed) -> "" + Math.floorMod(seed, 10),
        (text, reference) -> Score.of(1e-6 * Integer.parseInt(text), "scored"),
        0);
    assertTrue(told.get(0).contains("rewards differ within groups, and dynamic"), told.get(0));
    assertTrue(told.get(3).startsWith("try: a smaller dynamic_sampling.epsilon"), told.get(3));
  }

  @Test
  void aCollectionOfMaskedRolloutsIsFlatToo() {
    train(
        (p, seed) -> "x".repeat(LIMIT) + seed,
        (text, reference) -> Score.of(text.hashCode(), "scored"),
        0,
        new Truncation(Truncation.Reward.PENALTY, -1, true, LIMIT));
    assertTrue(told.get(0).contains("more than half of the rollouts"), told.get(0));
  }

  /** Learning runs say nothing; and none is called flat that taught at least once. */
  @Test
  void aRunThatLearnsIsNotCalledFlat() {
    train((p, seed) -> "\\boxed{" + (71 + (seed & 1)) + "}", ANSWERS, 0.01);
    assertEquals(List.of(), told);
  }

  /** Verdicts by kind, once. */
  @Test
  void theFirstCollectionIsSummedUpInOneLine() {
    train((p, seed) -> seed % 3 == 0 ? "none" : "\\boxed{" + (71 + (seed & 1)) + "}", ANSWERS, 0);
    assertEquals(1, first.size());
    assertTrue(
        first
            .get(0)
            .matches(
                "collection 0: 32 rollouts of 4 prompts, mean reward 0\\.\\d{4}; verdicts: \\d+"
                    + " unparsable, \\d+ (right|wrong), \\d+ (right|wrong); 0 ended by a length"
                    + " limit; 4 of 4 groups trained on"),
        first.get(0));
    assertFalse(first.get(0).contains("turns:"));
  }
}
