package org.srl4j.eval.swe.run.answer;

import java.io.OutputStream;

/** Throws away what candidates print, and stops those that print too much. Thread-safe. */
final class LimitedOutput extends OutputStream {
  private final long limit;
  private long written;

  /**
   * A stream.
   *
   * @param limit bytes that may be printed until {@link #reset}
   */
  LimitedOutput(long limit) {
    this.limit = limit;
  }

  /** Begins to count anew. */
  synchronized void reset() {
    written = 0;
  }

  @Override
  public void write(int b) {
    count(1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    count(length);
  }

  /** Not an IOException, which a PrintStream would swallow. */
  private synchronized void count(int bytes) {
    written += bytes;
    if (written > limit) {
      throw new IllegalStateException("more than " + limit + " bytes were printed");
    }
  }
}
