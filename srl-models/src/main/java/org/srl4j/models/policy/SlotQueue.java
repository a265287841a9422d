package org.srl4j.models.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Sequences that wait for a slot, and the free slots. Long prompts enter first and equal prompts
 * one after the other, so that a prompt is computed once: the sequence that entered last still
 * holds it when the next of its group enters.
 */
final class SlotQueue {
  private final List<Sequence> order;
  private final BitSet free = new BitSet();
  private final int batch;
  private int next;
  private Sequence latest;

  /**
   * Who enters.
   *
   * @param fresh sequences whose prompt has to be computed, longest prompt first
   * @param copies what to copy after that, in this order
   * @param all everyone
   */
  record Admission(List<Sequence> fresh, List<Copy> copies, List<Sequence> all) {}

  /** The sequence's prompt is in this slot. */
  record Copy(int slot, Sequence sequence) {}

  SlotQueue(List<Sequence> sequences, int slots) {
    order = new ArrayList<>(sequences);
    order.sort(
        Comparator.<Sequence>comparingInt(s -> -s.prompt.length)
            .thenComparing((a, b) -> Arrays.compare(a.prompt, b.prompt)));
    free.set(0, slots);
    batch = Math.max(1, slots / 8);
  }

  /** Whether enough slots are free to compute prompts together. */
  boolean isTimeToAdmit() {
    int waiting = order.size() - next;
    return waiting > 0 && free.cardinality() >= Math.min(batch, waiting);
  }

  /** Gives the free slots to the sequences that are next. */
  Admission admit() {
    Admission admission = new Admission(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    while (next < order.size() && !free.isEmpty()) {
      Sequence sequence = order.get(next++);
      assign(sequence, admission);
      free.clear(sequence.slot);
      latest = sequence;
      admission.all().add(sequence);
    }
    return admission;
  }

  private void assign(Sequence sequence, Admission admission) {
    boolean known = latest != null && Arrays.equals(latest.prompt, sequence.prompt);
    if (known && free.get(latest.slot)) {
      sequence.slot = latest.slot; // finished, its prompt is still there
      return;
    }
    sequence.slot = free.nextSetBit(0);
    if (known) {
      admission.copies().add(new Copy(latest.slot, sequence));
    } else {
      admission.fresh().add(sequence);
    }
  }

  /** Takes back a finished sequence's slot. */
  void release(Sequence sequence) {
    free.set(sequence.slot);
  }
}
