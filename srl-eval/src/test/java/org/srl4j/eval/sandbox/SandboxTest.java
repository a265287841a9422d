package org.srl4j.eval.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srl4j.eval.sandbox.Containment.Counting;
import org.srl4j.eval.sandbox.Containment.Reach;
import org.srl4j.eval.sandbox.Outcome.End;

class SandboxTest {
  private static final int OUTPUT = 10_000;
  private static final int PROCESSES = 32;
  private static final Limits SHORT = new Limits(Duration.ofSeconds(2), 512, OUTPUT, 1, PROCESSES);
  private static final Limits LONG = new Limits(Duration.ofSeconds(20), 512, OUTPUT, 1, PROCESSES);
  private static final Containment SYSTEM = Containment.ofThisSystem();

  @TempDir private Path folder;

  @BeforeEach
  void openFolder() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: no /bin/sh");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  /** What this system offers, and what it would be with fewer tools or rights. */
  static List<Containment> levels() {
    boolean root = "root".equals(System.getProperty("user.name"));
    Counting ours = root || !SYSTEM.sizes() ? Counting.NONE : Counting.USER;
    List<Containment> levels = new ArrayList<>(List.of(SYSTEM));
    if (SYSTEM.user()) {
      levels.add(new Containment(Reach.OPEN, false, SYSTEM.sizes(), true, SYSTEM.counting()));
    }
    levels.add(new Containment(Reach.OPEN, false, SYSTEM.sizes(), false, ours));
    levels.add(Containment.NONE);
    return levels.stream().distinct().toList();
  }

  private Outcome shell(Containment containment, Limits limits, String script) throws IOException {
    return new Sandbox(containment, limits)
        .run(
            new Sandbox.Program(
                List.of("/bin/sh", "-c", script), folder, List.of(), "from outside\n"));
  }

  private Outcome shell(String script) throws IOException {
    return shell(SYSTEM, SHORT, script);
  }

  @ParameterizedTest
  @MethodSource("levels")
  void aProgramReadsItsInputAndReturnsItsCode(Containment level) throws IOException {
    assertEquals(new Outcome(End.EXITED, 3, "from outside\n"), shell(level, SHORT, "cat; exit 3"));
  }

  @Test
  void theEnvironmentIsEmpty() throws IOException {
    assumeTrue(SYSTEM.sizes(), "skipped: no prlimit, so a variable marks the processes of a run");
    String output =
        shell("env | grep -v -e ^PATH= -e ^PWD= -e ^_= -e ^SHLVL= -e ^OLDPWD=").output();
    assertEquals("", output);
  }

  @Test
  void nothingOfTheOutputIsLostWhenAProgramEnds() throws IOException {
    for (int i = 0; i < 20; i++) {
      assertEquals(9_000, shell("head -c 9000 /dev/zero").output().length());
    }
  }

  @ParameterizedTest
  @MethodSource("levels")
  void anEndlessLoopIsKilled(Containment level) throws IOException {
    assertEquals(End.TIMED_OUT, shell(level, SHORT, "while :; do :; done").end());
  }

  @ParameterizedTest
  @MethodSource("levels")
  void aFloodOfOutputIsCutAndKilled(Containment level) throws IOException {
    Outcome outcome = shell(level, SHORT, "yes");
    assertEquals(End.OUTPUT_LIMIT, outcome.end());
    assertEquals(OUTPUT, outcome.output().length());
  }

  /** Children, orphans, their own session, another folder; without limits a mark can be removed. */
  @ParameterizedTest
  @MethodSource("levels")
  void whatAProgramLeftBehindEndsWithIt(Containment level) throws IOException {
    String sleep = "sleep 7" + System.nanoTime() % 100_000_000;
    String script =
        """
        exec >/dev/null 2>&1 </dev/null
        %1$s0 &
        (%1$s1 &)
        (cd /; setsid nohup %1$s2 &)
        (trap '' TERM HUP INT; setsid sh -c '%1$s3 & wait' &)
        %2$s
        exit 5
        """
            .formatted(sleep, level.sizes() ? "(cd /; env -i setsid " + sleep + "4 &)" : "");
    assertEquals(new Outcome(End.EXITED, 5, ""), shell(level, LONG, script));
    assertEquals(List.of(), running(sleep));
  }

  private static List<String> running(String command) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(command))
        .toList();
  }

  /** Each starts two and ends, 2^6 in the end; the program ends while they do so. */
  @ParameterizedTest
  @MethodSource("levels")
  void processesThatStartOthersEnd(Containment level) throws IOException {
    String mark = "srl_left_" + System.nanoTime();
    Files.writeString(
        folder.resolve("two"),
        """
        [ $1 -gt 0 ] || exec sleep 60
        setsid sh ./two $(($1 - 1)) %1$s &
        setsid sh ./two $(($1 - 1)) %1$s &
        """
            .formatted(mark));
    shell(level, LONG, "sh ./two 6 " + mark + " >/dev/null 2>&1 </dev/null; exit 0");
    assertEquals(List.of(), running(mark));
  }

  /** Each leaves 20 processes and may have 32: those of the last are no burden. */
  @ParameterizedTest
  @MethodSource("levels")
  void processesAreCountedByRun(Containment level) throws IOException {
    String many = "i=0; while [ $i -lt 20 ]; do setsid sleep 60 >/dev/null 2>&1 & i=$((i+1)); done";
    for (int i = 0; i < 3; i++) {
      assertEquals(new Outcome(End.EXITED, 0, "all\n"), shell(level, LONG, many + "; echo all"));
    }
  }

  /** Two at once with 20 each, more than one may have. */
  @ParameterizedTest
  @MethodSource("levels")
  void runsAtOnceDoNotUseUpEachOthersProcesses(Containment level) throws Exception {
    assumeTrue(
        level.counting() == Counting.RUN || Runtime.getRuntime().availableProcessors() > 1,
        "skipped: one processor, so that there is room for one run");
    String many =
        "i=0; while [ $i -lt 20 ]; do sleep 2 >/dev/null 2>&1 & i=$((i+1)); done; wait; echo all";
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      CountDownLatch start = new CountDownLatch(2);
      List<Future<Outcome>> runs = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        runs.add(
            threads.submit(
                () -> {
                  start.countDown();
                  start.await();
                  return shell(level, LONG, many);
                }));
      }
      for (Future<Outcome> run : runs) {
        assertEquals(new Outcome(End.EXITED, 0, "all\n"), run.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** What else our user runs is not the program's. */
  @ParameterizedTest
  @MethodSource("levels")
  void otherThreadsOfTheUserAreNotCounted(Containment level) throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> others = new ArrayList<>();
    try {
      for (int i = 0; i < 3 * PROCESSES; i++) {
        Thread other = new Thread(() -> awaitQuietly(end));
        other.setDaemon(true);
        other.start();
        others.add(other);
      }
      assertEquals("ran\n", shell(level, LONG, "(true; true) && echo ran").output());
    } finally {
      end.countDown();
    }
    for (Thread other : others) {
      other.join();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static List<Containment> levelsThatCount() {
    return levels().stream().filter(level -> level.counting() != Counting.NONE).toList();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("levelsThatCount")
  void manyProcessesCannotBeStarted(Containment level) throws IOException {
    int runs = level.counting() == Counting.RUN ? 1 : Runtime.getRuntime().availableProcessors();
    int tooMany = PROCESSES * runs + 64;
    Outcome outcome =
        shell(
            level,
            LONG,
            "i=0; while [ $i -lt %d ]; do sleep 60 >/dev/null & i=$((i+1)); done 2>&1; echo all"
                .formatted(tooMany));
    assertFalse(outcome.output().trim().equals("all"), "all were started");
    assertTrue(outcome.output().contains("ork"), outcome.output());
  }

  @Test
  void largeFilesCannotBeWritten() throws IOException {
    assumeTrue(SYSTEM.sizes(), "skipped: no prlimit");
    shell("head -c 5000000 /dev/zero > big");
    assertTrue(Files.size(folder.resolve("big")) <= 1 << 20);
  }

  @Test
  void filesOutsideAreNotSeenWhereTheSystemAllowsIt(@TempDir Path outside) throws IOException {
    assumeTrue(SYSTEM.contains(), "skipped: files outside can be read here");
    Path secret = Files.writeString(outside.resolve("secret"), "secret");
    Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertFalse(shell("cat " + secret).output().contains("secret\n"));
    String error = SYSTEM.reach() == Reach.HIDDEN ? "No such file" : "Permission denied";
    assertTrue(shell("cat " + secret).output().contains(error));
    shell("echo changed > " + secret + "; rm " + secret + "; chmod 000 " + secret);
    assertEquals("secret", Files.readString(secret));
  }

  @Test
  void thereIsNoNetworkWhereTheSystemAllowsIt() throws IOException {
    assumeTrue(SYSTEM.network(), "skipped: no bubblewrap, no unshare");
    String interfaces = shell("cat /proc/net/dev").output();
    assertFalse(interfaces.contains("eth0") || interfaces.contains("ens"), interfaces);
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "skipped: no perl");
    String socket =
        "use Socket; print socket(S, PF_INET, SOCK_STREAM, 0) && connect(S,"
            + " sockaddr_in(%d, INADDR_LOOPBACK)) ? q(reached) : $!;";
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String script = socket.formatted(server.getLocalPort());
      String output = shell("perl -e '" + script + "'").output();
      assertFalse(output.contains("reached"), output);
    }
  }

  @Test
  void gapsAreSaid() {
    assertEquals(3, Containment.NONE.gaps().size());
    assertEquals(List.of(), new Containment(Reach.HIDDEN, true, true, true, Counting.RUN).gaps());
    List<String> shared = new Containment(Reach.LOCKED, true, true, false, Counting.USER).gaps();
    assertTrue(shared.get(0).startsWith("processes are counted with all others"), "" + shared);
    List<String> uncounted = new Containment(Reach.HIDDEN, true, true, false, Counting.NONE).gaps();
    assertTrue(uncounted.get(0).startsWith("the number of processes is unlimited"), "" + uncounted);
  }
}
