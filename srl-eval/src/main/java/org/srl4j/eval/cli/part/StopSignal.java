package org.srl4j.eval.cli.part;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * Turns Ctrl-C into a request to stop: what runs ends after its current collection, results are
 * written, and the process exits with 130.
 *
 * <p>The request comes by a shutdown hook, which holds the process until {@link #commandEnded}: so
 * late that an error has been printed too.
 */
public final class StopSignal implements BooleanSupplier, AutoCloseable {
  private static final int INTERRUPTED = 130;

  private static volatile StopSignal current;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean requested;
  private volatile boolean closed;

  private StopSignal() {}

  /**
   * Watches for Ctrl-C until it is closed.
   *
   * @param err where it is said that the command stops
   */
  public static StopSignal install(PrintWriter err) {
    StopSignal signal = new StopSignal();
    current = signal;
    Runtime.getRuntime().addShutdownHook(new Thread(() -> signal.stop(err)));
    return signal;
  }

  /** The command is over and all it has to say is printed: the process may end. */
  public static void commandEnded() {
    StopSignal signal = current;
    if (signal != null) {
      signal.ended.countDown();
      current = null;
    }
  }

  private void stop(PrintWriter err) {
    if (closed) {
      return; // the usual end of a process
    }
    requested = true;
    err.println("stopping after the current collection; results are being written ...");
    err.flush();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(INTERRUPTED);
  }

  @Override
  public boolean getAsBoolean() {
    return requested;
  }

  /** 130 after a stop, else 0. */
  public int exitCode() {
    return requested ? INTERRUPTED : 0;
  }

  /** From now on a shutdown is no request to stop. */
  @Override
  public void close() {
    closed = true;
  }
}
