package org.srl4j.eval.harness;

import java.util.Arrays;
import org.srl4j.core.data.Experience;
import org.srl4j.core.policy.Tokenizer;
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
}
