package org.srl4j.eval.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffPolicy;

/** Groups of completions from our policy. */
final class SampledRollout implements Engine {
  private static final long SEED = 20_251_022;

  private final PolicyModel model;
  private final SameDiffPolicy policy;
  private final List<int[]> prompts = new ArrayList<>();
  private long runs;

  SampledRollout(BenchSize size, int threads) {
    SyllableTokenizer tokenizer = new SyllableTokenizer(size.config().vocabularySize());
    model = PolicyModel.initialised(size.config(), tokenizer, SEED, threads);
    policy = new SameDiffPolicy(model);
    int[] tokens = StepGraph.prompts(size);
    for (int p = 0; p < BenchSize.PROMPTS; p++) {
      int from = p * BenchSize.PROMPT_LENGTH;
      prompts.add(Arrays.copyOfRange(tokens, from, from + BenchSize.PROMPT_LENGTH));
    }
  }

  /** The model that is sampled from. */
  PolicyModel model() {
    return model;
  }

  /** The prompt of a completion. */
  int[] prompt(int completion) {
    return prompts.get(completion / BenchSize.GROUP);
  }

  /** Completions of all groups, group by group; every call draws others. */
  List<Completion> sample() {
    List<SamplingRequest> requests = new ArrayList<>();
    for (int i = 0; i < BenchSize.PROMPTS * BenchSize.GROUP; i++) {
      requests.add(new SamplingRequest(prompt(i), Seeds.derive(SEED, runs, i)));
    }
    runs++;
    return policy.sample(requests, SamplingConfig.sampled(1, BenchSize.NEW_TOKENS));
  }

  /** The mean log-probability of the sampled tokens. */
  @Override
  public double run() {
    double sum = 0;
    int tokens = 0;
    for (Completion completion : sample()) {
      tokens += completion.length();
      for (float logProb : completion.tokenLogProbs()) {
        sum += logProb;
      }
    }
    return sum / tokens;
  }
}
