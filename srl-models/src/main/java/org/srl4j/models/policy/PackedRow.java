package org.srl4j.models.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srl4j.core.graph.TokenLayout;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.plan.ExecutionPlan;
import org.srl4j.models.decoder.Decoder;
import org.srl4j.models.lora.DropoutMask;

/**
 * Sequences in one row of a plan, one after another; those with a common beginning share it. The
 * rest of the row is a span of padding that nothing sees.
 *
 * <p>Place i of the row predicts the token that follows it in its sequence.
 *
 * @param segments where the sequences' own tokens lie
 * @param length T of the plan, at least the tokens used
 */
record PackedRow(List<Segment> segments, int length) {

  /**
   * The tokens of one sequence that it does not share, or tokens that others share.
   *
   * @param member position of the sequence in the list that was packed
   * @param from first of its tokens that lie here
   * @param to one behind the last
   * @param place where the first lies in the row
   * @param prefix where its earlier tokens {@code [0, from)} lie in the row; unused if from is 0
   */
  record Segment(int member, int from, int to, int place, int prefix) {
    int count() {
      return to - from;
    }
  }

  /** Copies the list. */
  PackedRow {
    segments = List.copyOf(segments);
  }

  /** Places used, padding excluded. */
  int used() {
    Segment last = segments.get(segments.size() - 1);
    return last.place + last.count();
  }

  /** Writes ids, targets and the layout. */
  void writeTokens(ExecutionPlan plan, List<int[]> sequences) {
    Slice ids = cleared(plan.input(Decoder.IDS));
    Slice targets = cleared(plan.input(Decoder.TARGETS));
    for (Segment s : segments) {
      int[] tokens = sequences.get(s.member);
      for (int t = s.from; t < s.to; t++) {
        int place = s.place + t - s.from;
        ids.data()[ids.offset() + place] = tokens[t];
        targets.data()[targets.offset() + place] = t + 1 < tokens.length ? tokens[t + 1] : 0;
      }
    }
    List<Segment> spans = new ArrayList<>(segments);
    if (used() < length) {
      spans.add(new Segment(-1, 0, length - used(), used(), 0));
    }
    writeLayout(plan, spans);
  }

  private void writeLayout(ExecutionPlan plan, List<Segment> spans) {
    if (plan.hasInput(TokenLayout.POSITIONS)) { // no layer may be rotated
      Slice positions = plan.input(TokenLayout.POSITIONS);
      for (Segment s : spans) {
        for (int t = s.from; t < s.to; t++) {
          positions.data()[positions.offset() + s.place + t - s.from] = t;
        }
      }
    }
    Slice visible = plan.input(TokenLayout.VISIBLE);
    for (Segment s : spans) {
      for (int t = s.from; t < s.to; t++) {
        int place = s.place + t - s.from;
        int at = visible.offset() + place;
        visible.data()[at] = s.place;
        visible.data()[at + length] = s.from == 0 ? s.place : s.prefix;
        visible.data()[at + 2 * length] = s.from == 0 ? s.place : s.prefix + s.from;
      }
    }
  }

  /** Writes values that belong to tokens to the places that predict them; 0 elsewhere. */
  void writeShifted(ExecutionPlan plan, String input, List<float[]> values) {
    if (!plan.hasInput(input)) {
      return;
    }
    Slice slice = cleared(plan.input(input));
    for (Segment s : segments) {
      float[] source = values.get(s.member);
      int count = Math.min(s.count(), source.length - 1 - s.from);
      System.arraycopy(source, s.from + 1, slice.data(), slice.offset() + s.place, count);
    }
  }

  /** Writes what dropout's masks depend on: the update, the sequence and the place in it. */
  void writeDropoutKeys(ExecutionPlan plan, long update) {
    if (!plan.hasInput(DropoutMask.KEYS)) {
      return;
    }
    Slice slice = cleared(plan.input(DropoutMask.KEYS));
    for (Segment s : segments) {
      for (int t = s.from; t < s.to; t++) {
        slice.data()[slice.offset() + s.place + t - s.from] = DropoutMask.key(update, s.member, t);
      }
    }
  }

  private static Slice cleared(Slice slice) {
    Arrays.fill(slice.data(), slice.offset(), slice.offset() + slice.length(), 0f);
    return slice;
  }
}
