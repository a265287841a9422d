package org.srl4j.eval.api;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Long work on a thread of its own, one piece after another. An interrupt of the caller becomes a
 * request to stop: files that are being written would otherwise be closed under the writer.
 */
final class OneAtATime {
  private static final ExecutorService WORKER =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "srl4j-work");
            thread.setDaemon(true);
            return thread;
          });

  private OneAtATime() {}

  /** Work that asks now and then whether to stop. */
  interface Work<T> {
    /** Does it. */
    T run(BooleanSupplier stopRequested) throws Exception;
  }

  /**
   * Waits for earlier work, then for this. When interrupted it asks the work to stop, waits for
   * what it returns then, and leaves the thread's interrupt set.
   */
  static <T> T call(Work<T> work) {
    AtomicBoolean stop = new AtomicBoolean();
    Future<T> result = WORKER.submit(() -> work.run(stop::get));
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true;
          stop.set(true);
        } catch (ExecutionException e) {
          throw unchecked(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known
        ? known
        : new IllegalStateException(cause.getMessage(), cause);
  }
}
