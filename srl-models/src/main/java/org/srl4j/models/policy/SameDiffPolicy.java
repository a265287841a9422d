package org.srl4j.models.policy;

import java.util.ArrayList;
import java.util.List;
import org.srl4j.core.data.Completion;
import org.srl4j.core.policy.Policy;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.core.policy.Tokenizer;

/**
 * A SameDiff decoder as a policy. With kernels it decodes one token per row on a key/value cache
 * that the completions of one prompt fill once; without, it computes whole sequences again.
 *
 * <p>A token's recorded log-probability is under the sampling temperature, before top-k and top-p,
 * as the learner computes it; under greedy sampling it is at temperature 1. Not thread-safe.
 */
public final class SameDiffPolicy implements Policy {
  private final PolicyModel model;
  private final ScoringPlans scoring;
  private final Decoding decoding;

  /** A policy on a model's parameters as they are at every call. */
  public SameDiffPolicy(PolicyModel model) {
    this(model, Decoding.SLOTS);
  }

  SameDiffPolicy(PolicyModel model, int slots) {
    this.model = model;
    this.decoding = new Decoding(model, slots);
    this.scoring = new ScoringPlans(model, 1);
  }

  /** The model below. */
  public PolicyModel model() {
    return model;
  }

  @Override
  public Tokenizer tokenizer() {
    return model.tokenizer();
  }

  @Override
  public int maxLength() {
    return model.config().maxLength();
  }

  @Override
  public List<Completion> sample(List<SamplingRequest> requests, SamplingConfig config) {
    List<Sequence> sequences = new ArrayList<>();
    for (SamplingRequest request : requests) {
      if (request.promptIds().length >= maxLength()) {
        throw new IllegalArgumentException(
            "prompt of "
                + request.promptIds().length
                + " tokens leaves no room for a completion;"
                + " the policy's maxLength is "
                + maxLength());
      }
      sequences.add(new Sequence(request));
    }
    decoding.run(sequences, config);
    return sequences.stream().map(s -> s.completion(tokenizer())).toList();
  }

  @Override
  public List<float[]> tokenLogProbs(List<int[]> sequences) {
    return scoring.tokenLogProbs(sequences);
  }

  @Override
  public void close() {
    scoring.close();
    decoding.close();
  }
}
