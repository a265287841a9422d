package org.srl4j.eval.task.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.srl4j.core.data.Seeds;

/**
 * The total order in which operations have to be applied, like the precedence of arithmetic. No
 * text that a policy sees states it; only expert trajectories follow it.
 *
 * @param order all twelve operations, first applied first
 */
public record HiddenConvention(List<DigitOperation> order) {
  private static final long STREAM = 1;

  /** Copies the order and checks that it holds every operation once. */
  public HiddenConvention {
    order = List.copyOf(order);
    if (order.size() != DigitOperation.values().length
        || !EnumSet.copyOf(order).equals(EnumSet.allOf(DigitOperation.class))) {
      throw new IllegalArgumentException(
          "order: must hold each of the 12 operations once, got " + order);
    }
  }

  /**
   * The convention of a seed: a uniformly random order, independent of data and base.
   *
   * @param seed any number
   * @return the order
   */
  public static HiddenConvention ofSeed(long seed) {
    List<DigitOperation> order = new ArrayList<>(List.of(DigitOperation.values()));
    Collections.shuffle(order, new Random(Seeds.derive(seed, STREAM)));
    return new HiddenConvention(order);
  }

  /**
   * Instructions in the order in which they have to be applied.
   *
   * @param instructions with different operations, in any order
   * @return the same instructions, sorted
   */
  public List<Instruction> sort(List<Instruction> instructions) {
    return instructions.stream()
        .sorted(Comparator.comparingInt(i -> order.indexOf(i.operation())))
        .toList();
  }
}
