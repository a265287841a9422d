package org.srl4j.eval.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.train.files.SealedFolder;

/**
 * {@code srl compare --preset smoke} killed at random moments of start, training, testing and
 * reporting: resumed, it ends as one that was left alone, all files but for times. In large {@code
 * -Dsrl4j.kills=50}; other moments with {@code -Dsrl4j.harnessSeed=N}; what happened is appended to
 * the file {@code -Dsrl4j.harnessLog}.
 */
class KilledComparisonIT {
  private static final int KILLS = Integer.getInteger("srl4j.kills", 3);

  /** A comparison is killed again until it had so many. */
  private static final int KILLS_A_COMPARISON = 5;

  private static final long MOST_MILLIS_AFTER = 200;
  private static final Random RANDOM = new Random(Integer.getInteger("srl4j.harnessSeed", 8));

  @TempDir static Path folder;
  private static Path whole;
  private static long startMillis;
  private static long rows;
  private static long tests;

  /** When a process is killed. */
  private enum Moment {
    START,
    TRAINING,
    TESTING,
    REPORTING
  }

  @BeforeAll
  static void comparisonThatIsLeftAlone() throws Exception {
    assumeFalse(System.getProperty("os.name").startsWith("Windows"), "skipped: needs SIGKILL");
    whole = folder.resolve("whole");
    long start = System.nanoTime();
    ChildProcess child = start(whole);
    while (child.process().isAlive() && !Files.isDirectory(whole.resolve("seed-0"))) {
      Thread.sleep(5);
    }
    startMillis = (System.nanoTime() - start) / 1_000_000;
    Ran ran = child.finish();
    assertEquals(0, ran.exitCode(), ran.err());
    rows = rows(whole);
    tests = count(whole, "tested.json");
    log("whole: start " + startMillis + " ms, " + rows + " rows, " + tests + " tests");
  }

  private static ChildProcess start(Path output) throws IOException {
    List<String> words = new ArrayList<>(List.of("compare", "--preset", "smoke"));
    words.addAll(List.of("--checkpoint-every", "1", "--output", output.toString(), "--resume"));
    return ChildProcess.start(folder, output.getFileName().toString(), words);
  }

  private static List<Path> files(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (java.io.UncheckedIOException | NoSuchFileException e) {
      return List.of(); // folders get other names while they are listed
    }
  }

  private static long count(Path tree, String name) throws IOException {
    return files(tree).stream().filter(file -> file.endsWith(name)).count();
  }

  private static long rows(Path tree) throws IOException {
    long rows = 0;
    for (Path file : files(tree)) {
      if (file.endsWith("metrics.jsonl")) {
        try (Stream<String> lines = Files.lines(file)) {
          rows += lines.count();
        } catch (NoSuchFileException e) {
          continue; // renamed since
        }
      }
    }
    return rows;
  }

  private static boolean has(Path tree, Moment moment, long least) throws IOException {
    return switch (moment) {
      case START -> true;
      case TRAINING -> rows(tree) >= least;
      case TESTING ->
          count(tree, "tested.json") >= least % tests && Files.exists(unfinishedTest(tree));
      case REPORTING -> count(tree, "tested.json") == tests;
    };
  }

  private static Path unfinishedTest(Path tree) throws IOException {
    Path seed = tree.resolve("seed-0");
    if (Files.isDirectory(seed)) {
      try (Stream<Path> methods = Files.list(seed)) {
        return methods
            .map(method -> method.resolve("unfinished-test"))
            .filter(Files::exists)
            .findFirst()
            .orElse(seed.resolve("none"));
      }
    }
    return seed.resolve("none");
  }

  /** Says where it was killed; empty if it had ended before. */
  private static String startAndKill(Path output) throws Exception {
    Moment moment = Moment.values()[RANDOM.nextInt(Moment.values().length)];
    long least = RANDOM.nextLong(rows);
    ChildProcess child = start(output);
    while (child.process().isAlive() && !has(output, moment, least)) {
      Thread.sleep(5);
    }
    boolean starting = moment == Moment.START;
    Thread.sleep(RANDOM.nextLong(starting ? startMillis : MOST_MILLIS_AFTER));
    boolean killed = child.kill();
    return killed
        ? String.format(
            "%s: row %d of %d, test %d of %d; ",
            moment, rows(output), rows, count(output, "tested.json"), tests)
        : "";
  }

  @Test
  void aKilledComparisonResumesToTheSameEnd() throws Exception {
    int kills = 0;
    for (int trial = 0; kills < KILLS; trial++) {
      Path output = folder.resolve("kill-" + trial);
      StringBuilder where = new StringBuilder();
      for (int i = 0; kills < KILLS && i < KILLS_A_COMPARISON; i++) {
        String killed = startAndKill(output);
        if (killed.isEmpty()) {
          break;
        }
        where.append(killed);
        kills++;
      }
      Ran ended = start(output).finish();
      assertEquals(0, ended.exitCode(), where + "\n" + ended.err());
      assertEquals("", ComparedFiles.difference(whole, output), where.toString());
      log("kills " + kills + ": " + where);
      SealedFolder.delete(output);
    }
  }

  private static void log(String line) throws IOException {
    String log = System.getProperty("srl4j.harnessLog");
    if (log != null) {
      Files.writeString(
          Path.of(log), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
