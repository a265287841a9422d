package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.srl4j.models.policy.PackedRow.Segment;

class PackingTest {

  private static List<PackedRow> unshared(List<Integer> lengths, int budget, int maxLength) {
    List<int[]> sequences = lengths.stream().map(n -> IntStream.range(0, n).toArray()).toList();
    List<Integer> uncounted = Collections.nCopies(lengths.size(), 0);
    return new Packing(budget, maxLength).pack(sequences, uncounted);
  }

  @Test
  void everyTokenHasOnePlace() {
    List<Integer> lengths = IntStream.range(0, 60).map(i -> 1 + i * 37 % 120).boxed().toList();
    List<PackedRow> rows = unshared(lengths, 512, 128);
    int total = lengths.stream().mapToInt(n -> n).sum();
    assertEquals(total, rows.stream().mapToInt(PackedRow::used).sum());
    for (PackedRow row : rows) {
      assertTrue(row.used() <= 512);
      assertTrue(row.used() <= row.length() && row.length() - row.used() < 64);
      int place = 0;
      for (Segment segment : row.segments()) {
        assertEquals(place, segment.place());
        assertEquals(lengths.get(segment.member()), segment.to());
        place += segment.count();
      }
    }
  }

  @Test
  void completionsOfOnePromptShareAllOfItButTheLastToken() {
    int[] first = {1, 2, 3, 4, 5, 6};
    int[] second = {1, 2, 3, 4, 7};
    int[] other = {9, 9, 9, 4, 7};
    List<PackedRow> rows =
        new Packing(100, 10).pack(List.of(first, other, second), List.of(4, 4, 4));
    // prompt 1 2 3 4: tokens 0 .. 2 are shared, 4 is repeated because it predicts
    assertEquals(1, rows.size());
    assertEquals(
        List.of(
            new Segment(0, 0, 3, 0, 0),
            new Segment(0, 3, 6, 3, 0),
            new Segment(2, 3, 5, 6, 0),
            new Segment(1, 0, 5, 8, 8)),
        rows.get(0).segments());
    assertEquals(64, rows.get(0).length());
  }

  @Test
  void aLargeGroupIsCutAtTheBudget() {
    int[] tokens = {1, 2, 3, 4, 5};
    // a tree of n: 3 + 2 n tokens, so 3 fit into 10
    List<PackedRow> rows =
        new Packing(10, 10).pack(Collections.nCopies(7, tokens), Collections.nCopies(7, 4));
    assertEquals(
        List.of(9, 9, 5), rows.stream().map(PackedRow::used).toList()); // the seventh is alone
  }

  @Test
  void aSequenceBeyondTheBudgetGoesAlone() {
    List<PackedRow> rows = unshared(List.of(40, 40), 1, 48);
    assertEquals(2, rows.size());
    assertEquals(new PackedRow(List.of(new Segment(0, 0, 40, 0, 0)), 64), rows.get(0));
  }

  @Test
  void aSequenceThatIsTooLongIsAnError() {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> unshared(List.of(49), 100, 48));
    assertEquals(
        "a sequence of 49 tokens is longer than the policy's maxLength 48; shorten it or leave it"
            + " out of the data",
        e.getMessage());
  }
}
