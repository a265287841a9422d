package org.srl4j.eval.task.words;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.srl4j.core.data.Seeds;

/**
 * How often events in a uniformly random order, applied without error, give the right answer: what
 * a base reaches that knows nothing of the convention.
 *
 * @param rollouts random orders tried
 * @param lucky of these, with the right answer
 */
public record WordsLuck(long rollouts, long lucky) {
  /** Share of lucky rollouts that a set of problems stays below: 0.02 %. */
  public static final double BOUND = 2e-4;

  /** 8!. */
  static final int ORDERS_OF_EIGHT = 40_320;

  /**
   * Tries random orders.
   *
   * @param problems at least one, tried in turn
   * @param expert knows the right answers
   * @param rollouts how many orders in all
   * @param seed decides the orders
   */
  public static WordsLuck of(
      List<WordsProblem> problems, WordsExpert expert, int rollouts, long seed) {
    Random random = new Random(Seeds.derive(seed));
    long lucky = 0;
    for (int i = 0; i < rollouts; i++) {
      WordsProblem problem = problems.get(i % problems.size());
      List<Incident> order = new ArrayList<>(problem.events());
      Collections.shuffle(order, random);
      if (problem.form().same(expert.readings(problem), problem.readings(order))) {
        lucky++;
      }
    }
    return new WordsLuck(rollouts, lucky);
  }

  /** Share of lucky rollouts. */
  public double rate() {
    return (double) lucky / rollouts;
  }

  /**
   * All orders that give the right answer, of n! orders; stops counting above a bound.
   *
   * @param most where to stop
   * @return 1 .. most + 1
   */
  static int rightOrders(WordsProblem problem, List<Integer> right, int most) {
    int equal = new Count(problem, right, most, true).from(new ArrayList<>(), problem.start());
    if (problem.form() != AnswerForm.FRACTION || equal > most) {
      return equal; // the same readings are always the same answer
    }
    return new Count(problem, right, most, false).from(new ArrayList<>(), problem.start());
  }

  /** Walks through orders; cut cuts them off where a reading is wrong. */
  private record Count(WordsProblem problem, List<Integer> right, int most, boolean cut) {
    int from(List<Incident> applied, int digit) {
      if (applied.size() == problem.events().size()) {
        return problem.form().same(right, problem.readings(applied)) ? 1 : 0;
      }
      int count = 0;
      for (Incident next : problem.events()) {
        if (applied.contains(next) || count > most) {
          continue;
        }
        int after = next.apply(digit);
        boolean read = applied.size() % 2 == 1;
        if (!read || !cut || right.get(applied.size() / 2) == after) {
          applied.add(next);
          count += from(applied, after);
          applied.remove(applied.size() - 1);
        }
      }
      return count;
    }
  }
}
