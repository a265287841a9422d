package org.srl4j.eval.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes times in turn: after the warm-up, every round runs every engine once, in the same order. A
 * slow engine leaves when its time is used up, but never before it has run once.
 *
 * @param warmUps runs of each engine that are not counted, at least 1
 * @param rounds at least 1
 * @param budgetMilliseconds measured time after which an engine leaves
 */
record Alternation(int warmUps, int rounds, double budgetMilliseconds) {

  /** Checks ranges. */
  Alternation {
    if (warmUps < 1 || rounds < 1 || !(budgetMilliseconds > 0)) {
      throw new IllegalArgumentException(
          "warm-ups and rounds: must be at least 1 and the budget above 0, got "
              + warmUps
              + ", "
              + rounds
              + ", "
              + budgetMilliseconds);
    }
  }

  /**
   * What one engine did.
   *
   * @param contender the engine
   * @param result of its first run, before any state changed
   * @param milliseconds of its measured runs, in the order of the rounds
   */
  record Times(Contender contender, double result, List<Double> milliseconds) {
    private double used() {
      return milliseconds.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /** Warms all engines up and takes the times. */
  List<Times> run(List<Contender> contenders) throws IOException {
    List<Times> all = new ArrayList<>();
    for (Contender contender : contenders) {
      all.add(new Times(contender, warmUp(contender), new ArrayList<>()));
    }
    for (int round = 0; round < rounds; round++) {
      for (Times times : all) {
        if (times.used() < budgetMilliseconds) {
          times.milliseconds.add(times.contender.run().milliseconds());
        }
      }
    }
    return all;
  }

  private double warmUp(Contender contender) throws IOException {
    Contender.Timing first = contender.run();
    double used = first.milliseconds();
    for (int i = 1; i < warmUps && used < budgetMilliseconds / 4; i++) {
      used += contender.run().milliseconds();
    }
    return first.result();
  }
}
