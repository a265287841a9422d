package org.srl4j.eval.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * Reads the good files, then changed ones, and counts the outcomes: each must be read, or refused
 * with a message, within bounds of time and memory.
 *
 * <p>In large: {@code -Dsrl4j.fuzz=100000}, of some readers {@code -Dsrl4j.fuzzTargets=REGEX}, for
 * at most {@code -Dsrl4j.fuzzSeconds=N} each; other changes {@code -Dsrl4j.fuzzSeed=N}; a line of
 * counts a reader in {@code -Dsrl4j.harnessLog=FILE}. Fast with {@code java.io.tmpdir} in memory.
 */
public final class Fuzzing implements Runnable {
  private static final int FILES = Integer.getInteger("srl4j.fuzz", 150);
  private static final long SEED = Long.getLong("srl4j.fuzzSeed", 1);
  private static final long SECONDS = Long.getLong("srl4j.fuzzSeconds", 3600);
  private static final Pattern TARGETS =
      Pattern.compile(System.getProperty("srl4j.fuzzTargets", ".*"));

  /** Of the reading thread alone, so that a pause of the whole machine does not count. */
  private static final double MOST_SECONDS = 2;

  /** On the clock; what takes so long does not end at all. */
  private static final double HANG_SECONDS = 60;

  /** Allocated by one reading; a length in a file must not be believed before it is checked. */
  private static final long MOST_BYTES = 256L << 20;

  /** What a thread has that asks for nothing, on the systems with the smallest. */
  private static final long STACK = 1 << 20;

  private static final int MOST_KEPT = 5;
  private static final int MOST_SHOWN = 500;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final FuzzTarget target;
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final StringBuilder faults = new StringBuilder();
  private int kept;
  private volatile byte[] current;
  private volatile long since;

  private Fuzzing(FuzzTarget target) {
    this.target = target;
  }

  /**
   * Reads changed files.
   *
   * @return counts by outcome: read, refused, unchanged
   * @throws AssertionError if there was a fault; the message says which and where the file is kept
   */
  public static Map<String, Integer> run(FuzzTarget target) throws Exception {
    Assumptions.assumeTrue(
        TARGETS.matcher(target.name()).matches(), "skipped: not among -Dsrl4j.fuzzTargets");
    for (byte[] good : target.good()) {
      target.reading().of(good);
    }
    Fuzzing fuzzing = new Fuzzing(target);
    long start = System.nanoTime();
    Thread reader = new Thread(fuzzing, "fuzz-" + target.name());
    reader.setDaemon(true);
    reader.start();
    while (reader.isAlive() && !fuzzing.hangs()) {
      reader.join(200);
    }
    if (reader.isAlive()) {
      byte[] hanging = fuzzing.current;
      StackTraceElement[] where = reader.getStackTrace();
      fuzzing.fault("hangs", hanging, Arrays.toString(where));
    }
    target.reading().of(target.good().get(0)); // others may read what stands beside it
    fuzzing.log((System.nanoTime() - start) / 1e9);
    assertTrue(fuzzing.faults.isEmpty(), () -> target + " " + fuzzing.outcomes + fuzzing.faults);
    return fuzzing.outcomes;
  }

  /** Reads one text that was made to hurt, within the same bounds. */
  static void once(String name, String text, FuzzTarget.TextReading reading)
      throws InterruptedException {
    Fuzzing fuzzing = new Fuzzing(FuzzTarget.text(name, List.of(), List.of(), reading));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Thread reader = new Thread(null, () -> fuzzing.read(bytes), "fuzz-once", STACK);
    reader.start();
    reader.join();
    assertTrue(fuzzing.faults.isEmpty(), () -> name + ": " + fuzzing.faults);
  }

  private boolean hangs() {
    long begun = since;
    return begun != 0 && (System.nanoTime() - begun) / 1e9 > HANG_SECONDS;
  }

  @Override
  public void run() {
    ChangedBytes changes = new ChangedBytes(SEED, target.words());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    for (int i = 0; i < FILES && System.nanoTime() < end; i++) {
      byte[] changed = changes.next(target.good());
      if (target.good().stream().anyMatch(good -> Arrays.equals(good, changed))) {
        outcomes.merge("unchanged", 1, Integer::sum);
      } else {
        read(changed);
      }
    }
  }

  private void read(byte[] changed) {
    current = changed;
    since = System.nanoTime();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long start = THREADS.getCurrentThreadCpuTime();
    String outcome = "read";
    String problem = "";
    try {
      target.reading().of(changed);
    } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
      outcome = refuses(e) ? "refused" : "wrong exception";
      String said = "" + e;
      problem =
          said.substring(0, Math.min(said.length(), MOST_SHOWN))
              + " "
              + Arrays.stream(e.getStackTrace()).limit(4).toList();
    }
    double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
    long used = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    since = 0;
    if (seconds > MOST_SECONDS) {
      fault("too long", changed, seconds + " s");
    } else if (used > MOST_BYTES) {
      fault("too much memory", changed, used + " bytes");
    } else if (outcome.equals("wrong exception")) {
      fault(outcome, changed, problem);
    } else {
      outcomes.merge(outcome, 1, Integer::sum);
    }
  }

  /** With a message, and of a type that says that the input is to blame. */
  private static boolean refuses(Throwable e) {
    boolean input = e instanceof IllegalArgumentException || !(e instanceof RuntimeException);
    boolean wrapped = e instanceof UncheckedIOException;
    boolean said = e.getMessage() != null && !e.getMessage().isBlank();
    return said && e instanceof Exception && (input || wrapped);
  }

  /** Counts a fault and keeps the first files, so that they can be looked at. */
  private synchronized void fault(String outcome, byte[] changed, String problem) {
    outcomes.merge(outcome, 1, Integer::sum);
    if (kept++ < MOST_KEPT) {
      faults.append('\n').append(outcome).append(": ").append(problem).append(", kept as ");
      try {
        Path file = Files.createTempFile("srl4j-fuzz-", ".kept");
        Files.write(file, changed);
        faults.append(file);
      } catch (IOException e) {
        faults.append(new String(changed, StandardCharsets.ISO_8859_1));
      }
    }
  }

  private void log(double seconds) throws IOException {
    String log = System.getProperty("srl4j.harnessLog");
    if (log != null) {
      Files.writeString(
          Path.of(log),
          String.format("%s, seed %d: %s in %.0f s%s%n", target, SEED, outcomes, seconds, faults),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}
