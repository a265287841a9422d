package org.srl4j.eval.harness;

import java.util.Arrays;
import java.util.List;
import org.srl4j.core.data.Experience;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.train.Validator;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.TextSegment;

/** Tokenises texts to imitate. */
public final class Demonstrations {
  private Demonstrations() {}

  /**
   * A demonstration as an experience: its segments one after another, then the end-of-sequence
   * token, which counts.
   *
   * @return tokens with mask 1 where the segment counts
   */
  public static Experience encode(Demonstration demonstration, Tokenizer tokenizer) {
    int[] ids = new int[0];
    float[] mask = new float[0];
    for (TextSegment segment : demonstration.segments()) {
      int[] part = tokenizer.encode(segment.text());
      int start = ids.length;
      ids = Arrays.copyOf(ids, start + part.length);
      mask = Arrays.copyOf(mask, ids.length);
      System.arraycopy(part, 0, ids, start, part.length);
      Arrays.fill(mask, start, ids.length, segment.counted() ? 1f : 0f);
    }
    ids = Arrays.copyOf(ids, ids.length + 1);
    mask = Arrays.copyOf(mask, ids.length);
    ids[ids.length - 1] = tokenizer.endOfSequenceId();
    mask[ids.length - 1] = 1f;
    mask[0] = 0f;
    return Experience.demonstration(ids, mask);
  }

  /**
   * How likely a policy finds held-out demonstrations: e to the mean log-probability of the tokens
   * that count, in nats; 1 / perplexity, so its order is that of the validation loss reversed.
   *
   * @param shown at least one
   */
  public static Validator likelihood(List<Demonstration> shown, Tokenizer tokenizer) {
    List<Experience> demonstrations = shown.stream().map(one -> encode(one, tokenizer)).toList();
    List<int[]> ids = demonstrations.stream().map(Experience::tokenIds).toList();
    return policy -> {
      List<float[]> logProbs = policy.tokenLogProbs(ids);
      double sum = 0;
      double count = 0;
      for (int i = 0; i < ids.size(); i++) {
        float[] mask = demonstrations.get(i).lossMask();
        for (int t = 1; t < mask.length; t++) {
          sum += mask[t] == 0 ? 0 : mask[t] * logProbs.get(i)[t];
          count += mask[t];
        }
      }
      return Math.exp(sum / count);
    };
  }
}
