package org.srl4j.eval.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.train.files.FolderLock;

/**
 * Two processes that are started at once on one folder: one works, the other is refused and touches
 * nothing. In large {@code -Dsrl4j.starts=20}.
 */
class TwoProcessesIT {
  private static final int STARTS = Integer.getInteger("srl4j.starts", 2);

  @TempDir static Path folder;

  /** Commands take turns, so that with several starts each meets each. */
  private static List<String> command(int number, Path output) {
    List<String> words = new ArrayList<>();
    switch (number % 3) {
      case 0 -> words.addAll(List.of("compare", "--preset", "smoke"));
      case 1 -> words.addAll(List.of("train", "--method", "srl", "--preset", "smoke", "--resume"));
      default -> words.addAll(List.of("compare", "--preset", "smoke", "--resume"));
    }
    words.addAll(List.of("--output", output.toString()));
    return words;
  }

  @Test
  void theSecondProcessIsRefused() throws Exception {
    for (int start = 0; start < STARTS; start++) {
      Path output = folder.resolve("both-" + start);
      ChildProcess first = ChildProcess.start(folder, "first", command(start, output));
      ChildProcess second = ChildProcess.start(folder, "second", command(start / 3, output));
      while (first.process().isAlive() && second.process().isAlive()) {
        Thread.sleep(5);
      }
      ChildProcess refused = first.process().isAlive() ? second : first;
      ChildProcess working = first.process().isAlive() ? first : second;
      Ran ran = refused.finish();
      assertEquals(1, ran.exitCode(), ran.err());
      assertTrue(ran.err().contains(output + ": process " + working.process().pid()), ran.err());
      assertTrue(ran.err().contains("works in this folder; nothing was changed"), ran.err());
      if (start == 0) {
        Ran done = working.finish();
        assertEquals(0, done.exitCode(), done.err());
        assertTrue(Files.exists(output.resolve("report.html")), done.err());
      } else {
        assertTrue(FolderLock.isHeld(output), "the other works on");
        working.kill();
      }
      log(start + ": " + ran.err().strip());
    }
  }

  private static void log(String line) throws java.io.IOException {
    String log = System.getProperty("srl4j.harnessLog");
    if (log != null) {
      Files.writeString(
          Path.of(log), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
