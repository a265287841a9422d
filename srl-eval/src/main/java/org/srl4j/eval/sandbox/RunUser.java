package org.srl4j.eval.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Users by number. The kernel limits the processes of a user, so each run gets another one, from a
 * range that systemd's table of users keeps free of all others.
 */
final class RunUser {
  private static final int FIRST = 60_578;
  private static final int LAST = 61_183;
  private static final AtomicInteger NEXT = new AtomicInteger(new SecureRandom().nextInt());

  private RunUser() {}

  /** The next one; after all were given the first again. Other programs begin elsewhere. */
  static int next() {
    return FIRST + Math.floorMod(NEXT.getAndIncrement(), LAST - FIRST + 1);
  }

  /** How many threads our own user has now, all programs together; empty without {@code /proc}. */
  static OptionalInt threadsOfOurs() {
    try {
      String ours = value("self", "Uid:");
      int threads = 0;
      try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
        for (Path process : all) {
          threads += threads(process.getFileName().toString(), ours);
        }
      }
      return OptionalInt.of(threads);
    } catch (IOException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private static int threads(String process, String user) {
    try {
      return value(process, "Uid:").equals(user) ? Integer.parseInt(value(process, "Threads:")) : 0;
    } catch (IOException e) {
      return 0; // it has ended meanwhile
    }
  }

  /** The first word behind a name in the status of a process. */
  private static String value(String process, String name) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", process, "status"))) {
      if (line.startsWith(name)) {
        return line.substring(name.length()).strip().split("\\s", 2)[0];
      }
    }
    throw new IOException("/proc/" + process + "/status: no " + name);
  }
}
