package org.srl4j.eval.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.FinishReason;
import org.srl4j.core.policy.Policy;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.core.policy.Tokenizer;

/**
 * Answers a box with a digit: greedily the number of the prompt's characters modulo 10, sampled a
 * digit of the seed. One token a character.
 */
public final class ScriptedPolicy implements Policy {
  private final String tail;
  private int calls;

  /**
   * A policy.
   *
   * @param tail written after the box, e.g. a stop string
   */
  public ScriptedPolicy(String tail) {
    this.tail = tail;
  }

  /** How often {@link #sample} was called. */
  public int calls() {
    return calls;
  }

  @Override
  public Tokenizer tokenizer() {
    return new Characters();
  }

  @Override
  public int maxLength() {
    return 200;
  }

  @Override
  public List<Completion> sample(List<SamplingRequest> requests, SamplingConfig config) {
    calls++;
    List<Completion> completions = new ArrayList<>();
    for (SamplingRequest request : requests) {
      int digit =
          config.isGreedy()
              ? request.promptIds().length % 10
              : new Random(request.seed()).nextInt(10);
      String text = "so \\boxed{" + digit + "}" + tail;
      boolean cut = text.length() > config.maxNewTokens();
      text = cut ? text.substring(0, config.maxNewTokens()) : text;
      int[] ids = text.codePoints().toArray();
      FinishReason reason = FinishReason.END_OF_SEQUENCE;
      if (cut) {
        reason = FinishReason.LENGTH;
      } else if (config.stopStrings().stream().anyMatch(text::endsWith)) {
        reason = FinishReason.STOP_STRING;
      }
      completions.add(new Completion(ids, new float[ids.length], text, reason));
    }
    return completions;
  }

  @Override
  public List<float[]> tokenLogProbs(List<int[]> sequences) {
    throw new UnsupportedOperationException("not needed");
  }

  @Override
  public void close() {}

  /** A code point is a token; ASCII alone. */
  private static final class Characters implements Tokenizer {
    @Override
    public int[] encode(String text) {
      if (text.codePoints().anyMatch(c -> c > 126)) {
        throw new IllegalArgumentException("text: ASCII alone, got " + text);
      }
      return text.codePoints().toArray();
    }

    @Override
    public String decodeAll(int[] tokenIds) {
      return decode(tokenIds);
    }

    @Override
    public String decode(int[] tokenIds) {
      return new String(tokenIds, 0, tokenIds.length);
    }

    @Override
    public int vocabularySize() {
      return 127;
    }

    @Override
    public int endOfSequenceId() {
      return 0;
    }

    @Override
    public int paddingId() {
      return 0;
    }

    @Override
    public void save(Path folder) {}
  }
}
