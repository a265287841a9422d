package org.srl4j.eval.bench;

import java.io.IOException;
import java.util.OptionalDouble;

/** An engine that takes its turns. */
interface Contender extends AutoCloseable {

  /**
   * One run.
   *
   * @param milliseconds it took
   * @param result what it computed
   */
  record Timing(double milliseconds, double result) {}

  /** Name in the table. */
  String name();

  /** Does the work once. */
  Timing run() throws IOException;

  /** Largest resident memory of its process so far, MB; empty where the system does not say. */
  OptionalDouble peakMegabytes();

  @Override
  void close();
}
