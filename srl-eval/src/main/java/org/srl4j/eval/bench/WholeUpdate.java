package org.srl4j.eval.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srl4j.core.advantage.GroupNormalizedAdvantage;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.Experience;
import org.srl4j.core.data.Turn;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.reward.SequenceMatcherSimilarity;
import org.srl4j.core.reward.Similarity;
import org.srl4j.models.policy.LearnerConfig;
import org.srl4j.models.policy.SameDiffLearner;

/** Sampling, reward, advantage, clipped policy gradient and AdamW, once over. */
final class WholeUpdate implements Engine {
  private static final double LEARNING_RATE = 1e-6;

  private final SampledRollout rollout;
  private final SameDiffLearner learner;
  private final Similarity similarity = new SequenceMatcherSimilarity();
  private final List<String> references = new ArrayList<>();

  WholeUpdate(BenchSize size, int threads) {
    rollout = new SampledRollout(size, threads);
    learner =
        new SameDiffLearner(
            rollout.model(),
            LearnerConfig.of(
                ClippedPolicyGradient.defaults(), LossAggregation.grpo(), AdamWConfig.defaults()));
    for (int p = 0; p < BenchSize.PROMPTS; p++) {
      int[] step = Arrays.copyOf(rollout.prompt(p * BenchSize.GROUP), BenchSize.NEW_TOKENS);
      references.add(rollout.model().tokenizer().decode(step));
    }
  }

  /** The mean reward. */
  @Override
  public double run() {
    List<Completion> completions = rollout.sample();
    List<double[]> rewards = rewards(completions);
    List<double[]> advantages = GroupNormalizedAdvantage.defaults().advantages(rewards);
    List<Experience> batch = new ArrayList<>();
    for (int i = 0; i < completions.size(); i++) {
      double advantage = advantages.get(i / BenchSize.GROUP)[i % BenchSize.GROUP];
      batch.add(Experience.of(new Turn(rollout.prompt(i), completions.get(i)), advantage));
    }
    learner.update(batch, LEARNING_RATE);
    return rewards.stream().flatMapToDouble(Arrays::stream).average().orElseThrow();
  }

  private List<double[]> rewards(List<Completion> completions) {
    List<double[]> rewards = new ArrayList<>();
    for (int p = 0; p < BenchSize.PROMPTS; p++) {
      double[] group = new double[BenchSize.GROUP];
      for (int g = 0; g < group.length; g++) {
        String text = completions.get(p * BenchSize.GROUP + g).text();
        group[g] = similarity.apply(text, references.get(p));
      }
      rewards.add(group);
    }
    return rewards;
  }
}
