package org.srl4j.models.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.plan.ExecutionPlan;
import org.srl4j.models.decoder.Decoder;

/**
 * Sequences of similar length that go through a plan together, padded on the right.
 *
 * @param members positions of the sequences in the list that was packed
 * @param rows B of the plan, at least the number of members
 * @param length T of the plan, at least the longest member
 */
record MicroBatch(List<Integer> members, int rows, int length) {
  private static final double MAX_STRETCH = 1.2;

  /**
   * Packs sequences, shortest first.
   *
   * @param lengths in tokens
   * @param tokenBudget most tokens of a micro-batch, padding included; a longer sequence goes alone
   * @param maxLength longest sequence that the policy takes
   */
  static List<MicroBatch> pack(List<Integer> lengths, int tokenBudget, int maxLength) {
    List<Integer> order =
        IntStream.range(0, lengths.size())
            .boxed()
            .sorted(Comparator.comparing(lengths::get))
            .toList();
    List<MicroBatch> batches = new ArrayList<>();
    int start = 0;
    while (start < order.size()) {
      int end = start + 1;
      while (end < order.size() && fits(lengths, order, start, end, tokenBudget, maxLength)) {
        end++;
      }
      int length = padded(lengths.get(order.get(end - 1)), maxLength);
      batches.add(new MicroBatch(order.subList(start, end), rounded(end - start), length));
      start = end;
    }
    return batches;
  }

  private static boolean fits(
      List<Integer> lengths, List<Integer> order, int start, int end, int budget, int maxLength) {
    int length = padded(lengths.get(order.get(end)), maxLength);
    // Few large products are faster than many small ones without padding, up to a point.
    boolean similar = lengths.get(order.get(start)) * MAX_STRETCH + 16 >= length;
    return similar && (end - start + 1) * length <= budget;
  }

  private static int padded(int length, int maxLength) {
    if (length > maxLength) {
      throw new IllegalArgumentException(
          "a sequence of "
              + length
              + " tokens is longer than the policy's maxLength "
              + maxLength
              + "; shorten it or leave it out of the data");
    }
    return PlanCache.roundedLength(length, maxLength);
  }

  private static int rounded(int rows) {
    return PlanCache.roundedBatch(rows);
  }

  /**
   * Writes ids and targets: position t predicts token t + 1; the last position predicts nothing.
   */
  void writeTokens(ExecutionPlan plan, List<int[]> sequences) {
    Slice ids = plan.input(Decoder.IDS);
    Slice targets = plan.input(Decoder.TARGETS);
    Arrays.fill(ids.data(), 0f);
    Arrays.fill(targets.data(), 0f);
    for (int row = 0; row < members.size(); row++) {
      int[] tokens = sequences.get(members.get(row));
      for (int t = 0; t < tokens.length; t++) {
        ids.data()[ids.offset() + row * length + t] = tokens[t];
        if (t > 0) {
          targets.data()[targets.offset() + row * length + t - 1] = tokens[t];
        }
      }
    }
  }

  /** Writes values that belong to tokens to the positions that predict them; 0 elsewhere. */
  void writeShifted(ExecutionPlan plan, String input, List<float[]> values) {
    if (!plan.hasInput(input)) {
      return;
    }
    Slice slice = plan.input(input);
    Arrays.fill(slice.data(), 0f);
    for (int row = 0; row < members.size(); row++) {
      float[] source = values.get(members.get(row));
      System.arraycopy(source, 1, slice.data(), slice.offset() + row * length, source.length - 1);
    }
  }
}
