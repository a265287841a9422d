package org.srl4j.eval.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/**
 * What all processes of a run have in common, whoever their parent is. Limits are inherited, and a
 * process without rights can only lower them. The kernel counts memory in pages of 4,096 bytes, so
 * the last 12 bits of its two limits mean nothing to it: 24 bits that are the run's number. Where
 * limits cannot be set, a variable of the environment holds it.
 *
 * @param number of the run, from 1 and below 2^24
 */
record RunMark(int number) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PAGE_BITS = 12;
  private static final int LOW = (1 << PAGE_BITS) - 1;
  private static final String VARIABLE = "SRL4J_RUN";

  /** Another number than other runs have; by chance the same in one of 16 million pairs. */
  static RunMark random() {
    return new RunMark(RANDOM.nextInt(1, 1 << (2 * PAGE_BITS)));
  }

  /** Options of {@code prlimit} that limit memory and mark. */
  List<String> options(int memoryMegabytes) {
    long bytes = (long) memoryMegabytes << 20;
    return List.of("--as=" + (bytes + (number & LOW)), "--data=" + (bytes + (number >> PAGE_BITS)));
  }

  /** The environment that marks. */
  Map<String, String> environment() {
    return Map.of(VARIABLE, "" + number);
  }

  /** Whether a process, by its number, is one of the run. */
  boolean isOn(long process) {
    Path facts = Path.of("/proc", "" + process);
    return hasLimits(facts.resolve("limits")) || hasVariable(facts.resolve("environ"));
  }

  private boolean hasLimits(Path limits) {
    try {
      List<String> lines = Files.readAllLines(limits);
      return (hard(lines, "Max address space") & LOW) == (number & LOW)
          && (hard(lines, "Max data size") & LOW) == number >> PAGE_BITS;
    } catch (IOException | NumberFormatException e) {
      return false; // it has ended, or is unlimited
    }
  }

  /** A line is: name, soft limit, hard limit, unit. */
  private static long hard(List<String> lines, String name) throws IOException {
    for (String line : lines) {
      if (line.startsWith(name)) {
        String[] words = line.strip().split("\\s+");
        return Long.parseLong(words[words.length - 2]);
      }
    }
    throw new IOException("no limit: " + name);
  }

  private boolean hasVariable(Path environment) {
    try {
      byte[] bytes = Files.readAllBytes(environment);
      String wanted = "\0" + VARIABLE + "=" + number + "\0";
      return ("\0" + new String(bytes, StandardCharsets.ISO_8859_1)).contains(wanted);
    } catch (IOException e) {
      return false; // it has ended, or is another user's
    }
  }
}
