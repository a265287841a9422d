package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.srl4j.core.advantage.DynamicSampling;
import org.srl4j.core.advantage.GroupNormalizedAdvantage;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.Score;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.core.train.LearningRateSchedule;
import org.srl4j.core.train.Trainer;
import org.srl4j.core.train.TrainerConfig;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.source.RolloutSource;
import org.srl4j.core.train.source.RolloutSourceConfig;

/** A policy that knows nothing learns to repeat a digit, from rewards alone. */
class LearningTest {
  private static final int UPDATES = 60;

  /** From 1 in 17 by chance to about four of five; with this seed it ends at 0.99. */
  private static final double MARGIN = 0.7;

  /** 1 for the right first character. */
  private static final Reward REWARD =
      new Reward() {
        @Override
        public Score score(String completion, String reference) {
          boolean right = completion.startsWith(reference);
          return Score.of(right ? 1 : 0, right ? "right" : "wrong");
        }
      };

  @Test
  void rewardsRiseFromChanceToMostlyRight(TestReporter report) {
    PolicyModel model = TinyPolicies.model(3, 1);
    List<RolloutPrompt> prompts = new ArrayList<>();
    for (int digit = 0; digit < 8; digit++) {
      prompts.add(new RolloutPrompt("p" + digit, digit + "=", "" + digit));
    }
    RolloutSource source =
        new RolloutSource(
            prompts,
            REWARD,
            GroupNormalizedAdvantage.defaults(),
            TurnProtocol.singleTurn(),
            new RolloutSourceConfig(8, 8, SamplingConfig.sampled(1, 1), DynamicSampling.off(), 1));
    List<Double> rewards = new ArrayList<>();
    try (SameDiffPolicy policy = new SameDiffPolicy(model);
        SameDiffLearner learner =
            TinyPolicies.learner(
                model, ClippedPolicyGradient.defaults(), LossAggregation.grpo(), 4096)) {
      new Trainer(
              policy,
              learner,
              source,
              TrainerConfig.of(UPDATES, LearningRateSchedule.constant(0.005), 1))
          .listen(
              new TrainingListener() {
                @Override
                public void afterUpdate(long update, UpdateStats stats) {
                  rewards.add(stats.get("reward"));
                }
              })
          .train();
    }
    double first = rewards.get(0);
    double last = mean(rewards.subList(UPDATES - 10, UPDATES));
    report.publishEntry("mean reward", first + " to " + last);
    assertTrue(first < 0.2, "chance is 1 in 17, got " + first);
    assertTrue(last > first + MARGIN, "mean reward only went from " + first + " to " + last);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(v -> v).average().orElseThrow();
  }
}
