package org.srl4j.eval.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * Turns Ctrl-C into a request to stop: what runs ends after its current collection, results are
 * written, and the process exits with 130.
 */
final class StopSignal implements BooleanSupplier, AutoCloseable {
  private static final int INTERRUPTED = 130;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean requested;

  private StopSignal() {}

  static StopSignal install(PrintWriter err) {
    StopSignal signal = new StopSignal();
    Thread hook =
        new Thread(
            () -> {
              if (signal.finished.getCount() > 0) {
                signal.requested = true;
                err.println("stopping after the current collection; results are being written ...");
                err.flush();
                signal.await();
                Runtime.getRuntime().halt(INTERRUPTED);
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
    return signal;
  }

  private void await() {
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean getAsBoolean() {
    return requested;
  }

  /** 130 after a stop, else 0. */
  int exitCode() {
    return requested ? INTERRUPTED : 0;
  }

  /** All is written, or has failed: the process may end. */
  @Override
  public void close() {
    finished.countDown();
  }
}
