package org.rapaio.jupyter.kernel.channels;

/**
 * Stands in for the kernel's class of this name, which makes about one start in five fail in two
 * ways: it sets {@code running} after the thread has started, so a fast thread ends at once; and a
 * message that comes before the kernel has registered its handlers ends the thread with a {@code
 * NullPointerException}. Here the loop is on from the beginning, and reads nothing before the thread
 * that made it waits for the end of the kernel, which it does when all is registered.
 */
public final class LoopThread extends Thread {
  private static final long START_PAUSE = 5;

  private final Thread starter = Thread.currentThread();
  private final long pause;
  private final Runnable body;
  private volatile boolean running = true;

  /** A loop that is not started. Pause in milliseconds. */
  public LoopThread(String name, long pause, Runnable body) {
    super(name);
    this.pause = pause;
    this.body = body;
  }

  @Override
  public void run() {
    try {
      while (running && starter.getState() != State.WAITING) {
        sleep(START_PAUSE);
      }
      while (running) {
        body.run();
        sleep(pause);
      }
    } catch (InterruptedException e) {
      running = false;
    }
  }

  /** The loop ends after its present round. */
  public void shutdown() {
    running = false;
  }
}
