package org.srl4j.eval.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.train.files.SealedFolder;

/**
 * Runs of {@code srl train} in processes of their own that are killed, damaged or run out of disk,
 * and must then end as one that was left alone. In large: {@code -Dsrl4j.kills=50
 * -Dsrl4j.damages=20 -Dsrl4j.fullDisks=20 -Dsrl4j.collections=100}, other moments with {@code
 * -Dsrl4j.harnessSeed=N}; full disks need the right to mount a tmpfs, and begin with the size of
 * number {@code -Dsrl4j.firstFullDisk=N}.
 */
class KillResumeIT {
  private static final int KILLS = Integer.getInteger("srl4j.kills", 1);
  private static final int DAMAGES = Integer.getInteger("srl4j.damages", 1);
  private static final int FULL_DISKS = Integer.getInteger("srl4j.fullDisks", 0);
  private static final int FIRST_FULL_DISK = Integer.getInteger("srl4j.firstFullDisk", 1);

  /** A resumed run is killed again until it had so many. */
  private static final int KILLS_A_RUN = 5;

  /** As long as about ten updates of a process that is warm. */
  private static final long MOST_MILLIS_AFTER = 300;

  /** Two updates each. */
  private static final int COLLECTIONS = Integer.getInteger("srl4j.collections", 12);

  private static final int VALIDATE_EVERY = COLLECTIONS < 50 ? 2 : 14;
  private static final int CHECKPOINT_EVERY = COLLECTIONS < 50 ? 4 : 10;
  private static final String METRICS = "metrics.jsonl";
  private static final List<String> NAMES =
      List.of("Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hal");
  private static final List<String> THINGS = List.of("apples", "stamps", "marbles");
  private static final long TIMEOUT_SECONDS = 300;

  @TempDir static Path folder;

  private static final Random RANDOM = new Random(Integer.getInteger("srl4j.harnessSeed", 8));
  private static Path base;
  private static Path whole;
  private static long startMillis;
  private static long trainMillis;

  private record Ended(int exitCode, String err) {}

  @BeforeAll
  static void runThatIsLeftAlone() throws Exception {
    assumeFalse(System.getProperty("os.name").startsWith("Windows"), "skipped: needs SIGKILL");
    writeProblems();
    Path first = folder.resolve("first");
    List<String> command = new ArrayList<>(List.of("train", "--method", "srl"));
    command.addAll(problems());
    command.addAll(
        List.of(
            "--output", "" + first, "base.updates=40", "methods.srl.schedule.max_collections=1"));
    Ran ran = Ran.command(command.toArray(String[]::new));
    assertEquals(0, ran.exitCode(), ran.err());
    base = first.resolve("bases/base-0");
    whole = folder.resolve("whole");
    long start = System.nanoTime();
    Process child = start(whole, false);
    awaitFirstRow(child);
    startMillis = (System.nanoTime() - start) / 1_000_000;
    Ended ended = finish(child);
    trainMillis = (System.nanoTime() - start) / 1_000_000 - startMillis;
    assertEquals(0, ended.exitCode(), ended.err());
    String metrics = Files.readString(whole.resolve(METRICS));
    long bests = bests(metrics);
    assertTrue(
        bests > 1, () -> "the best checkpoint must change, or its part is not tested: " + metrics);
    progress(
        "whole", 0, bests + " bests; start " + startMillis + " ms, train " + trainMillis + " ms");
  }

  /** How often a validation was the best so far: by accuracy, and among equals by the tie-break. */
  private static long bests(String metrics) throws IOException {
    double accuracy = -1;
    double tieBreak = -1;
    long count = 0;
    for (String line : metrics.lines().toList()) {
      JsonNode row = new ObjectMapper().readTree(line);
      double next = row.path("eval_accuracy").asDouble(-1);
      double nextTieBreak = row.path("eval_tie_break").asDouble(-1);
      if (next > accuracy || next == accuracy && nextTieBreak > tieBreak) {
        accuracy = next;
        tieBreak = nextTieBreak;
        count++;
      }
    }
    return count;
  }

  /**
   * Short problems, so that a policy of a few thousand weights solves some of them now and then.
   */
  private static void writeProblems() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      String name = NAMES.get(i / 3);
      int count = 1 + (i / 3 + i % 3) % 2;
      rows.add(
          String.format(
              "{\"question\": \"%s takes %d %s?\", \"answer\": \"%s looks.\\n%s takes %d.\\n#### %d\"}",
              name, count, THINGS.get(i % 3), name, name, count, count));
    }
    Files.write(folder.resolve("train.jsonl"), rows.subList(0, 12));
    Files.write(folder.resolve("test.jsonl"), rows.subList(12, 24));
  }

  private static List<String> problems() {
    return List.of(
        "--preset",
        "smoke",
        "--recipe",
        "files",
        "data.format=gsm8k",
        "data.train=" + folder.resolve("train.jsonl"),
        "data.test=" + folder.resolve("test.jsonl"),
        "data.vocabulary=300",
        "evaluation.train=8",
        "evaluation.validation=4",
        "evaluation.test=4");
  }

  private static Process start(Path output, boolean resume) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent") && !argument.startsWith("-Dsrl4j"))
        .forEach(command::add);
    command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "train", "--method", "srl"));
    command.addAll(problems());
    command.addAll(List.of("--model", base.toString(), "--output", output.toString()));
    command.addAll(
        List.of(
            "--checkpoint-every",
            "" + CHECKPOINT_EVERY,
            "methods.srl.schedule.max_collections=" + COLLECTIONS,
            "methods.srl.batch=4",
            "methods.srl.schedule.min_kept_ratio=0",
            "methods.srl.schedule.validate_every=" + VALIDATE_EVERY,
            "compute_budget=100000000"));
    if (resume) {
      command.add("--resume");
    }
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private static Ended finish(Process child) throws IOException, InterruptedException {
    assertTrue(child.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), "the process did not end");
    return new Ended(child.exitValue(), Files.readString(folder.resolve("err")));
  }

  private static void awaitFirstRow(Process child) throws IOException, InterruptedException {
    while (child.isAlive() && rows(whole) == 0) {
      Thread.sleep(5);
    }
  }

  /** Rows of metrics that are there, the last of them perhaps not whole. */
  private static long rows(Path run) throws IOException {
    Path metrics = run.resolve(METRICS);
    if (!Files.exists(metrics)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(metrics)) {
      return lines.count();
    }
  }

  /**
   * Kills a run at a random moment of its next part: one in four while it starts, the others some
   * time after a random update. False if it had ended before.
   *
   * @param part of a run that is to be killed so often, from 0
   */
  private static boolean startAndKill(Path output, boolean resume, int part) throws Exception {
    boolean starting = RANDOM.nextInt(4) == 0;
    int updates = 2 * COLLECTIONS / KILLS_A_RUN;
    int least = part * updates + RANDOM.nextInt(updates);
    Process child = start(output, resume);
    while (!starting && child.isAlive() && rows(output) < least) {
      Thread.sleep(10);
    }
    Thread.sleep(RANDOM.nextLong(starting ? startMillis : MOST_MILLIS_AFTER));
    return kill(child);
  }

  /** Kills a new run when it has a checkpoint and one before it; false if it had ended before. */
  private static boolean startAndKillWithTwoCheckpoints(Path output) throws Exception {
    Process child = start(output, false);
    while (child.isAlive()
        && checkpoints(output).stream().filter(KillResumeIT::isOfUpdate).count() < 2) {
      Thread.sleep(5);
    }
    Thread.sleep(RANDOM.nextLong(1 + trainMillis / 4));
    return kill(child);
  }

  private static boolean isOfUpdate(Path checkpoint) {
    return checkpoint.getFileName().toString().startsWith("update-");
  }

  /** False if it had ended before. */
  private static boolean kill(Process child) throws InterruptedException {
    boolean killed = child.isAlive();
    child.destroyForcibly();
    return child.waitFor() != 0 && killed;
  }

  private static List<String> withoutTimes(Path rows) throws IOException {
    return Files.readAllLines(rows).stream()
        .map(row -> row.replaceAll("\"[a-z_/]*(_time|_seconds)\":[-0-9.eE]+", ""))
        .toList();
  }

  private void assertSameEnd(Path resumed, String message) throws IOException {
    assertEquals(
        withoutTimes(whole.resolve(METRICS)), withoutTimes(resumed.resolve(METRICS)), message);
    assertEquals(
        Files.readString(whole.resolve("completions.jsonl")),
        Files.readString(resumed.resolve("completions.jsonl")),
        message);
    for (Path checkpoint : checkpoints(whole)) {
      Path same = resumed.resolve("checkpoints").resolve(checkpoint.getFileName());
      assertEquals(
          Files.readString(checkpoint.resolve(SealedFolder.SEAL)),
          Files.readString(same.resolve(SealedFolder.SEAL)),
          message);
      assertTrue(SealedFolder.fault(same).isEmpty(), message);
    }
  }

  /** Newest first, {@code update-N} before {@code best-N}. */
  private static List<Path> checkpoints(Path run) throws IOException {
    Path all = run.resolve("checkpoints");
    if (!Files.isDirectory(all)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(all)) {
      return entries
          .filter(p -> !p.getFileName().toString().startsWith("unfinished"))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  @Test
  void aKilledRunResumesToTheSameEnd() throws Exception {
    int kills = 0;
    for (int trial = 0; kills < KILLS; trial++) {
      Path run = folder.resolve("kill-" + trial);
      StringBuilder where = new StringBuilder();
      int before = kills;
      while (kills < KILLS
          && kills - before < KILLS_A_RUN
          && startAndKill(run, Files.exists(run), kills - before)) {
        kills++;
        where.append("row ").append(rows(run)).append(' ').append(names(run)).append("; ");
      }
      Ended ended = finish(start(run, true));
      assertEquals(0, ended.exitCode(), where + "\n" + ended.err());
      assertSameEnd(run, where + "\n" + ended.err());
      progress("kill", kills, where.toString());
      SealedFolder.delete(run);
    }
  }

  private static List<String> names(Path run) throws IOException {
    return checkpoints(run).stream().map(p -> p.getFileName().toString()).toList();
  }

  @Test
  void aRunWithADamagedCheckpointGoesOnFromTheOneBefore() throws Exception {
    int recovered = 0;
    for (int attempt = 0; recovered < DAMAGES; attempt++) {
      Path run = folder.resolve("damage-" + attempt);
      if (startAndKillWithTwoCheckpoints(run)) {
        String damage = damage(checkpoints(run).get(0));
        Ended ended = finish(start(run, true));
        assertEquals(0, ended.exitCode(), damage + "\n" + ended.err());
        assertTrue(ended.err().contains("damaged checkpoint"), damage + "\n" + ended.err());
        assertSameEnd(run, damage + "\n" + ended.err());
        recovered++;
        progress("damage", recovered, damage);
      }
      SealedFolder.delete(run);
    }
  }

  /** Cuts a file of a checkpoint or flips one of its bits. */
  private String damage(Path checkpoint) throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(checkpoint)) {
      files = entries.sorted().toList();
    }
    Path file = files.get(RANDOM.nextInt(files.size()));
    byte[] bytes = Files.readAllBytes(file);
    int at = RANDOM.nextInt(bytes.length);
    if (RANDOM.nextBoolean()) {
      Files.write(file, Arrays.copyOf(bytes, at));
      return file + " cut to " + at + " of " + bytes.length;
    }
    bytes[at] ^= (byte) (1 << RANDOM.nextInt(8));
    Files.write(file, bytes);
    return file + " bit flipped in byte " + at;
  }

  @Test
  void aRunOnAFullDiskSaysSoAndResumes() throws Exception {
    assumeTrue(FULL_DISKS > 0, "skipped: give -Dsrl4j.fullDisks=N, with the right to mount");
    long needed = size(whole); // at the end; a save in between needs a checkpoint more
    for (int disk = FIRST_FULL_DISK; disk <= FULL_DISKS; disk++) {
      Path mount = Files.createDirectories(folder.resolve("disk-" + disk));
      long bytes = Math.max(8192, needed * disk / FULL_DISKS);
      shell("mount -t tmpfs -o size=" + bytes + " srl4j " + mount);
      try {
        Path run = mount.resolve("run");
        Ended full = finish(start(run, false));
        String where = "disk of " + bytes + " bytes: " + full.err();
        assertEquals(1, full.exitCode(), where);
        assertTrue(full.err().contains("No space left on device"), where);
        assertFalse(full.err().contains("\tat "), where);
        for (Path checkpoint : checkpoints(run)) {
          assertTrue(SealedFolder.fault(checkpoint).isEmpty(), where);
        }
        shell("mount -o remount,size=64m " + mount);
        Ended ended = finish(start(run, true));
        assertEquals(0, ended.exitCode(), where + "\n" + ended.err());
        assertSameEnd(run, where + "\n" + ended.err());
        progress("disk", disk, bytes + " bytes: " + full.err().lines().reduce((a, b) -> b));
      } finally {
        shell("umount " + mount);
      }
    }
  }

  private static void shell(String command) throws Exception {
    Process child = new ProcessBuilder("sh", "-c", command).inheritIO().start();
    assertEquals(0, child.waitFor(), command);
  }

  private static long size(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      return all.filter(Files::isRegularFile).mapToLong(p -> p.toFile().length()).sum();
    }
  }

  /** In large a run takes long: shows how far it is. */
  private static void progress(String what, int count, String detail) throws IOException {
    String log = System.getProperty("srl4j.harnessLog");
    if (log != null) {
      Files.writeString(
          Path.of(log),
          what + " " + count + ": " + detail + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}
