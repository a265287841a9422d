package org.srl4j.eval.swe.run;

import java.time.Duration;
import org.srl4j.eval.sandbox.TimeLimit;

/** Ends a candidate's process when its time is over, and the judge if it does not notice. */
final class Deadline implements AutoCloseable {
  private static final long GRACE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long PAUSE_MILLIS = 20;

  private final Child candidate;
  private final Child judge;
  private final TimeLimit limit;
  private volatile boolean passed;
  private volatile boolean closed;

  Deadline(Duration time, Child candidate, Child judge) {
    this.candidate = candidate;
    this.judge = judge;
    this.limit = new TimeLimit(time, () -> candidate.processorTime().plus(judge.processorTime()));
    Thread thread = new Thread(this::watch, "tests-deadline");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    long passedAt = 0;
    while (!closed) {
      if (!passed && limit.over()) {
        passedAt = System.nanoTime();
        passed = true;
        candidate.kill();
      }
      if (passed && System.nanoTime() - passedAt > GRACE_NANOS) {
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

  /** Gives more time on the clock. */
  void extend(long nanos) {
    limit.extend(nanos);
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
