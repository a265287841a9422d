package org.srl4j.eval.task.repair;

import java.util.List;
import java.util.Random;
import org.srl4j.core.data.Seeds;

/**
 * Which of several possible repairs the project's developers make: they change the constant of the
 * rule that comes first in this order. No text that a policy sees states it; only the expert's
 * edits follow it, and the hidden tests decide by it.
 *
 * @param order all rules, first changed first
 */
record RepairConvention(List<String> order) {
  private static final long STREAM = 1;

  RepairConvention {
    order = List.copyOf(order);
    if (order.size() != RepairVocabulary.RULES.size()
        || !order.containsAll(RepairVocabulary.RULES)) {
      throw new IllegalArgumentException("order: must hold each rule once, got " + order);
    }
  }

  /** The convention of a seed: a uniformly random order, independent of data and base. */
  static RepairConvention ofSeed(long seed) {
    Random random = new Random(Seeds.derive(seed, STREAM));
    return new RepairConvention(RepairVocabulary.shuffled(RepairVocabulary.RULES, random));
  }

  /** The place of the line whose constant is to be changed, from 0. */
  int choose(Routine routine) {
    int best = 0;
    for (int i = 1; i < routine.lines().size(); i++) {
      if (rank(routine, i) < rank(routine, best)) {
        best = i;
      }
    }
    return best;
  }

  private int rank(Routine routine, int place) {
    return order.indexOf(routine.lines().get(place).rule());
  }
}
