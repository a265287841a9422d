package org.srl4j.eval.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * Gold answers that cannot be used, with their places. They end nothing while there are others, but
 * are never left out without a word.
 */
final class UnusableGolds {
  /** How many are named; all are counted. */
  static final int MOST_NAMED = 20;

  private final List<String> rows = new ArrayList<>();
  private final List<String> accepted = new ArrayList<>();

  /** A problem that has no other gold answer and is left out. */
  void row(String fault) {
    rows.add(fault);
  }

  /** One of several accepted answers, which is left out. */
  void oneOfSeveral(String fault) {
    accepted.add(fault);
  }

  /**
   * Checks that something is left.
   *
   * @param left problems with a usable gold answer
   * @throws IllegalArgumentException if there is none, with the first fault
   */
  void requireOthers(int left) {
    if (left == 0 && !rows.isEmpty()) {
      throw new IllegalArgumentException(
          rows.get(0)
              + (rows.size() == 1
                  ? "; it is the only row"
                  : "; none of the " + rows.size() + " rows has a usable gold answer"));
    }
  }

  /** What a reader of the figures must know. */
  List<String> warnings(int all) {
    List<String> warnings = new ArrayList<>();
    if (!rows.isEmpty()) {
      warnings.add(
          "Left out: "
              + rows.size()
              + " of "
              + all
              + " problems, without a usable gold answer. "
              + named(rows));
    }
    if (!accepted.isEmpty()) {
      warnings.add(
          "Left out: "
              + accepted.size()
              + " of the accepted answers of problems that have others. "
              + named(accepted));
    }
    return warnings;
  }

  private static String named(List<String> faults) {
    int more = faults.size() - MOST_NAMED;
    String named = String.join("; ", faults.subList(0, Math.min(MOST_NAMED, faults.size())));
    return more > 0 ? named + "; and " + more + " more" : named;
  }
}
