package org.srl4j.core.graph.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Splits loops over rows among a fixed number of threads. The split never changes a result: every
 * element is computed by one thread, in the same order, whatever the number of threads.
 *
 * <p>Thread-safe: a loop that is started while another one runs, from another thread or from a
 * loop's body, is done by its caller alone. A loop allocates nothing.
 */
public final class Workers implements AutoCloseable {
  /** How long a thread without work stays awake: loops follow each other closely. */
  private static final long SPIN_NANOS = 20_000;

  private final int threads;
  private final Worker[] workers;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final BooleanSupplier allDone = () -> pending.get() == 0;
  private volatile boolean closed; // busy is then kept set
  private volatile Thread sleeper;

  // The loop that is running: written before the workers are woken, read after.
  private Range body;
  private int rows;
  private int grain;
  private int parts;

  /** A loop's body over rows [from, to). */
  @FunctionalInterface
  public interface Range {
    /** Does the rows from {@code from} (inclusive) to {@code to} (exclusive). */
    void run(int from, int to);
  }

  private Workers(int threads) {
    this.threads = threads;
    this.workers = new Worker[threads - 1];
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
    Workers result = new Workers(threads);
    result.start();
    return result;
  }

  private void start() {
    for (int w = 0; w < workers.length; w++) {
      workers[w] = new Worker(w + 1);
      workers[w].start();
    }
  }

  /** Number of threads, the caller's included. */
  public int threads() {
    return threads;
  }

  /**
   * Runs a body over all rows and returns when all are done. What the body throws in the caller's
   * thread comes out as it is.
   *
   * @param rows number of rows
   * @param grain ranges start at multiples of this
   * @param body called once a range
   * @throws IllegalStateException if the body failed in another thread, which is the cause, or if
   *     the caller was interrupted; it still is
   */
  public void forRows(int rows, int grain, Range body) {
    int blocks = (rows + grain - 1) / grain;
    int split = Math.min(threads, blocks);
    if (split <= 1 || !busy.compareAndSet(false, true)) {
      body.run(0, rows);
      return;
    }
    try {
      this.body = body;
      this.rows = rows;
      this.grain = grain;
      this.parts = split;
      share();
    } finally {
      this.body = null;
      busy.set(false);
    }
  }

  private void share() {
    failure.set(null);
    pending.set(parts - 1);
    for (int p = 1; p < parts; p++) {
      workers[p - 1].wake();
    }
    try {
      part(0);
    } finally {
      sleepUntil(allDone);
    }
    if (failure.get() != null) {
      throw new IllegalStateException("a kernel failed", failure.get());
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("interrupted while a kernel was running");
    }
  }

  private void part(int p) {
    long blocks = (rows + grain - 1) / grain;
    int from = (int) (blocks * p / parts) * grain;
    int to = Math.min(rows, (int) (blocks * (p + 1) / parts) * grain);
    body.run(from, to);
  }

  private void sleepUntil(BooleanSupplier condition) {
    if (spun(condition)) {
      return;
    }
    sleeper = Thread.currentThread();
    while (!condition.getAsBoolean()) {
      LockSupport.park(this);
      if (Thread.currentThread().isInterrupted()) {
        Thread.yield(); // parking no longer waits
      }
    }
    sleeper = null;
  }

  /** Waits for a short while; whether the condition came true. */
  private static boolean spun(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > SPIN_NANOS) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }

  /** Ends the threads, after the loop that is running; later ones are done by their callers. */
  @Override
  public void close() {
    while (!closed && !busy.compareAndSet(false, true)) {
      Thread.onSpinWait();
    }
    closed = true;
    for (Worker worker : workers) {
      LockSupport.unpark(worker);
    }
  }

  private final class Worker extends Thread {
    private final int part;
    private final BooleanSupplier wanted = () -> this.asked || closed;
    private volatile boolean asked;
    private volatile boolean parked;

    Worker(int part) {
      super("srl4j-worker");
      setDaemon(true);
      this.part = part;
    }

    void wake() {
      asked = true;
      if (parked) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      while (true) {
        await();
        if (!asked) {
          return; // closed
        }
        asked = false;
        try {
          part(part);
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        }
        if (pending.decrementAndGet() == 0) {
          LockSupport.unpark(sleeper);
        }
      }
    }

    private void await() {
      if (spun(wanted)) {
        return;
      }
      parked = true;
      while (!wanted.getAsBoolean()) {
        LockSupport.park(Workers.this);
      }
      parked = false;
    }
  }
}
