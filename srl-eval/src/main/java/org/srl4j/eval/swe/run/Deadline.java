package org.srl4j.eval.swe.run;

import java.time.Duration;

/** Ends a candidate's process when its time is over, and the judge if it does not notice. */
final class Deadline implements AutoCloseable {
  private static final long GRACE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long PAUSE_MILLIS = 20;

  private final Child candidate;
  private final Child judge;
  private volatile long until;
  private volatile boolean passed;
  private volatile boolean closed;

  Deadline(Duration time, Child candidate, Child judge) {
    this.candidate = candidate;
    this.judge = judge;
    this.until = System.nanoTime() + time.toNanos();
    Thread thread = new Thread(this::watch, "tests-deadline");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    while (!closed) {
      long late = System.nanoTime() - until;
      if (late > 0 && !passed) {
        passed = true;
        candidate.kill();
      }
      if (late > GRACE_NANOS) {
        judge.kill();
        return;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Gives more time. */
  void extend(long nanos) {
    until += nanos;
  }

  /** Whether the time is over. */
  boolean passed() {
    return passed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
