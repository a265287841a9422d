package org.srl4j.eval.compare.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * How long a kind of work takes.
 *
 * @param first seconds of the first time, in which code and plans are compiled too
 * @param each seconds of every later time
 * @param measured how much of the work was done to know this, in its own unit
 * @param whole how much there is of it
 */
record Timing(double first, double each, int measured, int whole) {
  /** Nothing to do. */
  static final Timing NONE = new Timing(0, 0, 0, 0);

  private static final int START = 2;
  private static final int GROWTH = 4;
  private static final double VERY_LONG = 8;

  private record Pass(int size, double seconds) {}

  /**
   * Does a piece of work in growing sizes until a part of it, or all, took long enough. The first
   * time, in which code is compiled, decides nothing unless it takes very long; the last size is
   * done twice where that is cheap.
   *
   * @param whole size of the work, at least 1
   * @param enough seconds that are enough for one size
   * @param run does a part of a size and returns its seconds
   */
  static Timing of(int whole, double enough, IntToDoubleFunction run) {
    List<Pass> passes = new ArrayList<>();
    int size = Math.min(whole, START);
    double seconds = add(passes, size, run);
    if (seconds > VERY_LONG * enough) {
      return of(whole, passes);
    }
    seconds = add(passes, size, run);
    while (size < whole && GROWTH * seconds <= enough) {
      size = Math.min(whole, GROWTH * size);
      seconds = add(passes, size, run);
    }
    if (seconds <= enough) {
      add(passes, size, run);
    }
    return of(whole, passes);
  }

  private static double add(List<Pass> passes, int size, IntToDoubleFunction run) {
    Pass pass = new Pass(size, run.applyAsDouble(size));
    passes.add(pass);
    return pass.seconds();
  }

  private static Timing of(int whole, List<Pass> passes) {
    Pass last = passes.get(passes.size() - 1);
    double each = last.seconds() * whole / last.size();
    double more = 0;
    for (Pass pass : passes) {
      more += Math.max(0, pass.seconds() - each * pass.size() / whole);
    }
    return new Timing(each + more, each, last.size(), whole);
  }

  /** Seconds of doing it so many times. */
  double times(double count) {
    return count <= 0 ? 0 : first + (count - 1) * each;
  }

  /** What was measured, in words; e.g. {@code 8 of 32 prompts}. */
  String share(String unit) {
    return measured == whole ? "all " + whole + " " + unit : measured + " of " + whole + " " + unit;
  }
}
