package org.srl4j.eval.task.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.srl4j.core.data.Seeds;

/**
 * How often operations applied in a uniformly random order give the right answer. This is the
 * success rate at temperature 1 of a base that computes without error and knows nothing of the
 * convention; where it is high, reinforcement of right answers alone takes off by luck.
 *
 * @param rollouts random orders tried
 * @param lucky of these, with the right answer
 * @param equivalent of the lucky, right also from {@value #CHECKS} other start states: the order is
 *     the convention's or has the same effect, and the rest are meetings of two orders by chance
 */
public record LuckEstimate(long rollouts, long lucky, long equivalent) {
  /** Success rate that a base may have by luck: 0.02 %. */
  public static final double BOUND = 2e-4;

  private static final int CHECKS = 3;

  /** Checks that the counts fit each other. */
  public LuckEstimate {
    if (rollouts < 1 || lucky < 0 || lucky > rollouts || equivalent < 0 || equivalent > lucky) {
      throw new IllegalArgumentException(
          "rollouts: must be at least 1 and hold lucky, which holds equivalent; got "
              + rollouts
              + ", "
              + lucky
              + ", "
              + equivalent);
    }
  }

  /**
   * Estimates over problems and conventions: each rollout has a problem and a convention of its
   * own.
   *
   * @param operations operations of a problem, 1..12
   * @param rollouts how many, at least 1
   * @param seed decides all draws
   * @return the counts
   */
  public static LuckEstimate simulate(int operations, long rollouts, long seed) {
    Random random = new Random(Seeds.derive(seed));
    Counter counter = new Counter(random);
    for (long i = 0; i < rollouts; i++) {
      // The shown order is uniformly random: it serves as the right one of a random convention.
      OrderProblem problem = OrderProblem.draw(operations, random);
      counter.roll(problem.start(), problem.shown());
    }
    return counter.estimate();
  }

  /**
   * Estimates on given problems.
   *
   * @param problems at least one
   * @param convention their right order
   * @param rolloutsPerProblem random orders tried on each, at least 1
   * @param seed decides all draws
   * @return the counts
   */
  public static LuckEstimate of(
      List<OrderProblem> problems, HiddenConvention convention, int rolloutsPerProblem, long seed) {
    Counter counter = new Counter(new Random(Seeds.derive(seed)));
    for (OrderProblem problem : problems) {
      List<Instruction> right = convention.sort(problem.shown());
      for (int i = 0; i < rolloutsPerProblem; i++) {
        counter.roll(problem.start(), right);
      }
    }
    return counter.estimate();
  }

  /** Share of rollouts with the right answer, in [0, 1]. */
  public double rate() {
    return (double) lucky / rollouts;
  }

  /** Binomial standard error of {@link #rate()}. */
  public double standardError() {
    return Math.sqrt(rate() * (1 - rate()) / rollouts);
  }

  private static final class Counter {
    private final Random random;
    private long rollouts;
    private long lucky;
    private long equivalent;

    Counter(Random random) {
      this.random = random;
    }

    void roll(int start, List<Instruction> right) {
      List<Instruction> tried = new ArrayList<>(right);
      Collections.shuffle(tried, random);
      rollouts++;
      if (Instruction.applyAll(start, tried) == Instruction.applyAll(start, right)) {
        lucky++;
        equivalent += isEquivalent(tried, right) ? 1 : 0;
      }
    }

    private boolean isEquivalent(List<Instruction> tried, List<Instruction> right) {
      for (int i = 0; i < CHECKS; i++) {
        int start = random.nextInt(DigitState.COUNT);
        if (Instruction.applyAll(start, tried) != Instruction.applyAll(start, right)) {
          return false;
        }
      }
      return true;
    }

    LuckEstimate estimate() {
      return new LuckEstimate(rollouts, lucky, equivalent);
    }
  }
}
