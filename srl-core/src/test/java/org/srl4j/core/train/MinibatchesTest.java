package org.srl4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.Experience;

class MinibatchesTest {

  private static List<Experience> experiences(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Experience.demonstration(new int[] {0, i}, new float[] {0, 1}))
        .toList();
  }

  private static TrainerConfig config(int minibatches, int iterations) {
    return TrainerConfig.of(10, LearningRateSchedule.constant(1), 3)
        .withUpdatesPerCollection(minibatches, iterations);
  }

  @Test
  void eachPassHasEveryExperienceOnceInAnotherOrder() {
    List<Experience> all = experiences(20);
    List<List<Experience>> batches = Minibatches.split(all, config(3, 2), 0);
    assertEquals(List.of(6, 7, 7, 6, 7, 7), batches.stream().map(List::size).toList());
    List<Experience> first = new ArrayList<>();
    List<Experience> second = new ArrayList<>();
    batches.subList(0, 3).forEach(first::addAll);
    batches.subList(3, 6).forEach(second::addAll);
    assertEquals(new HashSet<>(all), new HashSet<>(first));
    assertEquals(new HashSet<>(all), new HashSet<>(second));
    assertNotEquals(first, second);
  }

  @Test
  void oneMinibatchKeepsTheOrder() {
    List<Experience> all = experiences(5);
    assertEquals(List.of(all, all), Minibatches.split(all, config(1, 2), 0));
  }

  @Test
  void fewerExperiencesThanPartsGiveFewerBatches() {
    assertEquals(2, Minibatches.split(experiences(2), config(4, 1), 0).size());
    assertTrue(Minibatches.split(List.of(), config(4, 1), 0).isEmpty());
  }

  @Test
  void theOrderIsAFunctionOfSeedAndCollection() {
    List<Experience> all = experiences(20);
    assertEquals(Minibatches.split(all, config(2, 1), 4), Minibatches.split(all, config(2, 1), 4));
    assertNotEquals(
        Minibatches.split(all, config(2, 1), 4), Minibatches.split(all, config(2, 1), 5));
  }
}
