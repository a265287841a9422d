package org.srl4j.core.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.FinishReason;
import org.srl4j.core.policy.Policy;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.core.policy.Tokenizer;

/** A policy that answers as a script says; every token has log-probability -1. */
public final class ScriptedPolicy implements Policy {

  /** What the policy answers. */
  @FunctionalInterface
  public interface Script {
    /** The completion's text for a prompt and the request's seed. */
    String answer(String prompt, long seed);
  }

  private final Tokenizer tokenizer = new CharTokenizer();
  private final int maxLength;
  private final Script script;
  private final List<List<SamplingRequest>> calls = new ArrayList<>();

  public ScriptedPolicy(int maxLength, Script script) {
    this.maxLength = maxLength;
    this.script = script;
  }

  /** The requests of every call of {@link #sample}. */
  public List<List<SamplingRequest>> calls() {
    return calls;
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public int maxLength() {
    return maxLength;
  }

  @Override
  public List<Completion> sample(List<SamplingRequest> requests, SamplingConfig config) {
    calls.add(List.copyOf(requests));
    return requests.stream().map(request -> answer(request, config)).toList();
  }

  @Override
  public List<float[]> tokenLogProbs(List<int[]> sequences) {
    throw new UnsupportedOperationException("not scripted");
  }

  @Override
  public void close() {}

  private Completion answer(SamplingRequest request, SamplingConfig config) {
    String text = script.answer(tokenizer.decode(request.promptIds()), request.seed());
    int room = Math.min(config.maxNewTokens(), maxLength - request.promptIds().length);
    boolean fits = text.length() <= room;
    int[] ids = tokenizer.encode(fits ? text : text.substring(0, room));
    float[] logProbs = new float[ids.length];
    Arrays.fill(logProbs, -1);
    FinishReason reason = fits ? FinishReason.STOP_STRING : FinishReason.LENGTH;
    return new Completion(ids, logProbs, tokenizer.decode(ids), reason);
  }
}
