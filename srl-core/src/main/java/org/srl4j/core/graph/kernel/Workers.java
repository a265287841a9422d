package org.srl4j.core.graph.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Splits loops over rows among a fixed number of threads. The split never changes a result: every
 * element is computed by one thread, in the same order, whatever the number of threads.
 */
public final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService pool;

  /** A loop's body over rows [from, to). */
  @FunctionalInterface
  public interface Range {
    /** Does the rows from {@code from} (inclusive) to {@code to} (exclusive). */
    void run(int from, int to);
  }

  private Workers(int threads) {
    this.threads = threads;
    this.pool =
        threads == 1
            ? null
            : Executors.newFixedThreadPool(
                threads - 1,
                task -> {
                  Thread thread = new Thread(task, "srl4j-worker");
                  thread.setDaemon(true);
                  return thread;
                });
  }

  /**
   * Workers with this many threads, the caller's included.
   *
   * @param threads at least 1
   */
  public static Workers of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: must be at least 1, got " + threads);
    }
    return new Workers(threads);
  }

  /** Number of threads, the caller's included. */
  public int threads() {
    return threads;
  }

  /**
   * Runs a body over all rows.
   *
   * @param rows number of rows
   * @param grain ranges start at multiples of this
   * @param body called once a range
   */
  public void forRows(int rows, int grain, Range body) {
    int blocks = (rows + grain - 1) / grain;
    int parts = Math.min(threads, blocks);
    if (parts <= 1) {
      body.run(0, rows);
      return;
    }
    List<Future<?>> pending = new ArrayList<>(parts - 1);
    for (int p = 1; p < parts; p++) {
      int from = (int) ((long) blocks * p / parts) * grain;
      int to = Math.min(rows, (int) ((long) blocks * (p + 1) / parts) * grain);
      pending.add(pool.submit(() -> body.run(from, to)));
    }
    body.run(0, (int) ((long) blocks / parts) * grain);
    for (Future<?> future : pending) {
      await(future);
    }
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a kernel was running", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a kernel failed", e.getCause());
    }
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdownNow();
    }
  }
}
