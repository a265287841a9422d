package org.srl4j.core.policy;

import java.util.List;
import org.srl4j.core.data.Completion;

/** A language model that samples completions and knows their log-probabilities. */
public interface Policy extends AutoCloseable {

  /** The tokenizer whose ids this policy speaks. */
  Tokenizer tokenizer();

  /** Longest sequence, prompt and completion together, in tokens. */
  int maxLength();

  /**
   * Samples one completion a request.
   *
   * <p>A request's completion depends on its prompt, its seed and the parameters alone, never on
   * the other requests or their order. A prompt that leaves no room for a token is an error.
   *
   * @return completions in the order of the requests
   * @throws IllegalArgumentException if a prompt has {@link #maxLength()} tokens or more
   */
  List<Completion> sample(List<SamplingRequest> requests, SamplingConfig config);

  /**
   * Log-probability of every token given those before it, at temperature 1.
   *
   * @param sequences token ids, each of 1..{@link #maxLength()} tokens
   * @return one [L] array a sequence, nats; entry 0 is 0 because nothing predicts it
   */
  List<float[]> tokenLogProbs(List<int[]> sequences);

  /** Releases native memory; the policy must not be used afterwards. */
  @Override
  void close();
}
