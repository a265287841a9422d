package org.srl4j.models.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.Experience;
import org.srl4j.core.data.Turn;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.Objective;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.tokenizer.CharTokenizer;

/** Small policies and batches for tests. */
final class TinyPolicies {
  static final int MAX_LENGTH = 48;

  private TinyPolicies() {}

  static CharTokenizer tokenizer() {
    return CharTokenizer.strict(List.of("0123456789+=abc"));
  }

  /** Two layers, four query heads on two key/value heads; some ids stay unused. */
  static PolicyModel model(long seed, int threads) {
    CharTokenizer tokenizer = tokenizer();
    DecoderConfig config =
        new DecoderConfig(
            tokenizer.vocabularySize() + 2, 20, 36, 2, 4, 2, 6, 100, 1e-5, true, false, MAX_LENGTH);
    return PolicyModel.initialised(config, tokenizer, seed, threads);
  }

  /** Prompts of 1 to 20 tokens, some of them twice. */
  static List<SamplingRequest> requests(int count) {
    List<SamplingRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String prompt = "12+34=1+2=3+45=6+7=8".substring(0, 1 + i * 7 % 20);
      requests.add(new SamplingRequest(tokenizer().encode(prompt), 100 + i));
    }
    return requests;
  }

  /** What a policy of the model samples, with advantages of both signs. */
  static List<Experience> experiences(PolicyModel model, int count, double temperature) {
    List<SamplingRequest> requests = requests(count);
    List<Experience> experiences = new ArrayList<>();
    try (SameDiffPolicy policy = new SameDiffPolicy(model)) {
      List<Completion> completions =
          policy.sample(requests, SamplingConfig.sampled(temperature, 20));
      for (int i = 0; i < count; i++) {
        Turn turn = new Turn(requests.get(i).promptIds(), completions.get(i));
        experiences.add(Experience.of(turn, i % 2 == 0 ? 1 + 0.1 * i : -0.7));
      }
    }
    return experiences;
  }

  /** The same with old log-probabilities moved away, so that some tokens are clipped. */
  static List<Experience> offPolicy(List<Experience> batch) {
    Random random = new Random(5);
    List<Experience> moved = new ArrayList<>();
    for (Experience e : batch) {
      float[] old = e.oldTokenLogProbs().clone();
      for (int t = 0; t < old.length; t++) {
        old[t] += e.lossMask()[t] == 0 ? 0 : (float) (0.2 * random.nextGaussian());
      }
      moved.add(new Experience(e.tokenIds(), e.lossMask(), old, e.advantage()));
    }
    return moved;
  }

  static SameDiffLearner learner(
      PolicyModel model, Objective objective, LossAggregation aggregation, int microBatchTokens) {
    return new SameDiffLearner(
        model,
        new LearnerConfig(
            objective, aggregation, AdamWConfig.defaults(), 1, microBatchTokens, false));
  }
}
