package org.srl4j.eval.task.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * All orders of one problem tried: n! of them, 40,320 for eight operations.
 *
 * @param right orders that end in the right answer, the convention's included
 * @param equivalent of these, orders that do so from {@code CHECKS} other start states too, the
 *     convention's included; 1 = no alternative
 */
public record OrderCensus(long right, long equivalent) {
  private static final int CHECKS = 3;

  /**
   * Counts the orders of a problem.
   *
   * @param problem with few operations: the time grows as n!
   * @param convention the right order
   * @param seed decides the other start states
   * @return the counts
   */
  public static OrderCensus of(OrderProblem problem, HiddenConvention convention, long seed) {
    Random random = new Random(seed);
    List<Instruction> ordered = convention.sort(problem.shown());
    int[] starts = new int[1 + CHECKS];
    int[] goals = new int[starts.length];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = i == 0 ? problem.start() : random.nextInt(DigitState.COUNT);
      goals[i] = Instruction.applyAll(starts[i], ordered);
    }
    return count(starts, goals, ordered);
  }

  private static OrderCensus count(int[] states, int[] goals, List<Instruction> left) {
    if (left.isEmpty()) {
      boolean all = Arrays.equals(states, goals);
      return new OrderCensus(states[0] == goals[0] ? 1 : 0, all ? 1 : 0);
    }
    long right = 0;
    long equivalent = 0;
    for (int i = 0; i < left.size(); i++) {
      List<Instruction> rest = new ArrayList<>(left);
      Instruction next = rest.remove(i);
      int[] after = new int[states.length];
      for (int s = 0; s < states.length; s++) {
        after[s] = next.apply(states[s]);
      }
      OrderCensus below = count(after, goals, rest);
      right += below.right;
      equivalent += below.equivalent;
    }
    return new OrderCensus(right, equivalent);
  }
}
