package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.srl4j.core.policy.SamplingRequest;

class SlotQueueTest {

  private static Sequence sequence(int... prompt) {
    return new Sequence(new SamplingRequest(prompt, 1));
  }

  private static List<Integer> slots(List<Sequence> sequences) {
    return sequences.stream().map(s -> s.slot).toList();
  }

  @Test
  void longPromptsEnterFirstAndEqualOnesTogether() {
    Sequence a = sequence(1, 2);
    Sequence b = sequence(1, 2, 3);
    Sequence c = sequence(1, 2);
    SlotQueue.Admission admission = new SlotQueue(List.of(a, b, c), 4).admit();
    assertEquals(List.of(b, a, c), admission.all());
    assertEquals(List.of(b, a), admission.fresh());
    assertEquals(List.of(new SlotQueue.Copy(a.slot, c)), admission.copies());
    assertEquals(List.of(0, 1, 2), slots(admission.all()));
  }

  @Test
  void aGroupLargerThanTheSlotsKeepsItsPrompt() {
    List<Sequence> group = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      group.add(sequence(7, 7));
    }
    SlotQueue queue = new SlotQueue(group, 2);
    queue.admit();
    queue.release(group.get(1)); // entered last; its slot still holds the prompt
    SlotQueue.Admission second = queue.admit();
    assertEquals(1, group.get(2).slot);
    assertTrue(second.fresh().isEmpty() && second.copies().isEmpty());
    queue.release(group.get(0));
    SlotQueue.Admission third = queue.admit();
    assertEquals(List.of(new SlotQueue.Copy(1, group.get(3))), third.copies());
    assertEquals(0, group.get(3).slot);
  }

  @Test
  void othersWaitUntilAnEighthOfTheSlotsIsFree() {
    List<Sequence> all = new ArrayList<>();
    for (int i = 0; i < 19; i++) {
      all.add(sequence(i));
    }
    SlotQueue queue = new SlotQueue(all, 16);
    assertTrue(queue.isTimeToAdmit());
    List<Sequence> first = queue.admit().all();
    assertEquals(16, first.size());
    queue.release(first.get(3));
    assertFalse(queue.isTimeToAdmit());
    queue.release(first.get(5));
    assertTrue(queue.isTimeToAdmit());
    assertEquals(List.of(3, 5), slots(queue.admit().all()));
    queue.release(first.get(0)); // one slot is enough for the only one left
    assertTrue(queue.isTimeToAdmit());
    queue.admit();
    assertFalse(queue.isTimeToAdmit());
  }

  /** Plays the caches: a slot holds a prompt until another one is written to it. */
  @Test
  void everyPromptIsComputedOnceAndEverySequenceFindsIts() {
    Random random = new Random(3);
    List<Sequence> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(sequence(new int[1 + random.nextInt(40) / 2]));
    }
    SlotQueue queue = new SlotQueue(all, 8);
    Map<Integer, Integer> held = new HashMap<>();
    Set<Integer> computed = new HashSet<>();
    List<Sequence> active = new ArrayList<>();
    int entered = 0;
    while (queue.isTimeToAdmit()) {
      SlotQueue.Admission admission = queue.admit();
      admission.fresh().forEach(s -> assertTrue(computed.add(s.prompt.length), "again"));
      admission.fresh().forEach(s -> held.put(s.slot, s.prompt.length));
      admission.copies().forEach(c -> held.put(c.sequence().slot, held.get(c.slot())));
      active.addAll(admission.all());
      assertEquals(active.size(), new HashSet<>(slots(active)).size());
      active.forEach(s -> assertEquals(s.prompt.length, held.get(s.slot)));
      entered += admission.all().size();
      for (int i = 1 + random.nextInt(active.size()); i > 0; i--) {
        queue.release(active.remove(random.nextInt(active.size())));
      }
    }
    assertEquals(200, entered);
  }
}
