package org.srl4j.eval.sandbox;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * The time that a program may take, so counted that a busy machine ends no program.
 *
 * <p>It is over when it has passed on the clock <em>and</em> the program has used as much of the
 * processors. A program that only waits is over after {@value #PATIENCE} times as much on the
 * clock.
 */
public final class TimeLimit {
  /** Times the limit that a program may take on the clock, whatever it used of the processors. */
  public static final int PATIENCE = 5;

  private final Duration time;
  private final Supplier<Duration> used;
  private final Duration before;
  private final long begin = System.nanoTime();
  private volatile long extra;

  /**
   * Begins now.
   *
   * @param time above 0
   * @param used processor time that the program has used so far; what it says now counts as none
   */
  public TimeLimit(Duration time, Supplier<Duration> used) {
    this.time = time;
    this.used = used;
    this.before = used.get();
  }

  /** Gives so many nanoseconds more on the clock. */
  public void extend(long nanos) {
    extra += nanos;
  }

  /** Whether the time is over. */
  public boolean over() {
    long passed = System.nanoTime() - begin - extra;
    return passed >= PATIENCE * time.toNanos()
        || passed >= time.toNanos() && used.get().minus(before).compareTo(time) >= 0;
  }
}
