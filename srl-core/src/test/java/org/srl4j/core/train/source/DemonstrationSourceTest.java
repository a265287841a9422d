package org.srl4j.core.train.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.Experience;
import org.srl4j.core.train.ExperienceBatch;

class DemonstrationSourceTest {

  private static Experience document(long number) {
    return Experience.demonstration(new int[] {0, (int) number}, new float[] {0, 1});
  }

  private static List<Experience> documents(int count) {
    return IntStream.range(0, count).mapToObj(DemonstrationSourceTest::document).toList();
  }

  private static List<Integer> numbers(ExperienceBatch batch) {
    return batch.experiences().stream().map(e -> e.tokenIds()[1]).toList();
  }

  private static List<Integer> all(DemonstrationSource source) {
    List<Integer> numbers = new ArrayList<>();
    for (long c = 0; c < source.collections(); c++) {
      numbers.addAll(numbers(source.next(null, c)));
    }
    return numbers;
  }

  @Test
  void everyEpochHasEachDemonstrationOnce() {
    List<Integer> served = all(DemonstrationSource.epochs(documents(5), 2, 3, 1));
    assertEquals(15, served.size());
    for (int epoch = 0; epoch < 3; epoch++) {
      List<Integer> sorted = served.subList(epoch * 5, epoch * 5 + 5).stream().sorted().toList();
      assertEquals(List.of(0, 1, 2, 3, 4), sorted);
    }
  }

  @Test
  void epochsDifferInOrderAndSeedsToo() {
    List<Integer> served = all(DemonstrationSource.epochs(documents(20), 4, 2, 1));
    assertNotEquals(served.subList(0, 20), served.subList(20, 40));
    assertNotEquals(served, all(DemonstrationSource.epochs(documents(20), 4, 2, 2)));
    assertEquals(served, all(DemonstrationSource.epochs(documents(20), 4, 2, 1)));
  }

  @Test
  void onlyTheLastBatchMayBeSmallerAndItEndsTraining() {
    // 2 epochs of 5 = 10 demonstrations: batches of 4, 4, 2
    DemonstrationSource source = DemonstrationSource.epochs(documents(5), 4, 2, 1);
    assertEquals(3, source.collections());
    assertEquals(4, source.next(null, 1).experiences().size());
    assertFalse(source.next(null, 1).last());
    assertEquals(2, source.next(null, 2).experiences().size());
    assertTrue(source.next(null, 2).last());
    assertEquals(1.6, source.next(null, 1).stats().get("epoch"), 1e-12); // 8 of 5
  }

  @Test
  void afterTheEndThereIsNothing() {
    ExperienceBatch batch = DemonstrationSource.epochs(documents(4), 4, 1, 1).next(null, 1);
    assertTrue(batch.experiences().isEmpty() && batch.last());
  }

  @Test
  void aBatchDoesNotDependOnTheBatchesAskedBefore() {
    DemonstrationSource source = DemonstrationSource.epochs(documents(7), 2, 9, 1);
    List<Integer> late = numbers(source.next(null, 20));
    source.next(null, 3);
    assertEquals(late, numbers(source.next(null, 20)));
  }

  @Test
  void aStreamGoesOnByPosition() {
    DemonstrationSource source = DemonstrationSource.stream(DemonstrationSourceTest::document, 3);
    assertEquals(List.of(3_000_000, 3_000_001, 3_000_002), numbers(source.next(null, 1_000_000)));
    assertFalse(source.next(null, 1_000_000).last());
  }

  @Test
  void badOptionsAreRejected() {
    assertThrows(
        IllegalArgumentException.class, () -> DemonstrationSource.epochs(List.of(), 1, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> DemonstrationSource.epochs(documents(1), 0, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> DemonstrationSource.epochs(documents(1), 1, 0, 1));
  }
}
