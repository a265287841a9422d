package org.srl4j.eval.sandbox;

import java.time.Duration;
import java.util.Objects;

/**
 * How much a candidate program may use.
 *
 * @param time on the clock and on the processors, above 0; then it is killed ({@link TimeLimit})
 * @param memoryMegabytes address space of each process, at least 256
 * @param outputBytes printed bytes that are kept and read, at least 1; a program that prints more
 *     is killed
 * @param fileMegabytes size of a file that it may write, at least 1
 * @param processes processes and threads of a run together, at least 16; a Java program needs about
 *     30
 */
public record Limits(
    Duration time, int memoryMegabytes, int outputBytes, int fileMegabytes, int processes) {

  /** Checks ranges. */
  public Limits {
    Objects.requireNonNull(time, "time");
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("time: must be above 0, got " + time);
    }
    atLeast("memoryMegabytes", memoryMegabytes, 256);
    atLeast("outputBytes", outputBytes, 1);
    atLeast("fileMegabytes", fileMegabytes, 1);
    atLeast("processes", processes, 16);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": must be at least " + least + ", got " + value);
    }
  }

  /** For compiling and testing a small Java program: 20 s, 3 GiB of addresses, 1 MiB printed. */
  public static Limits forJava() {
    return new Limits(Duration.ofSeconds(20), 3072, 1 << 20, 16, 96);
  }
}
