package org.srl4j.eval.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.sandbox.Outcome.End;

class SandboxTest {
  private static final int OUTPUT = 10_000;
  private static final Limits SHORT = new Limits(Duration.ofSeconds(2), 512, OUTPUT, 1, 32);

  @TempDir private Path folder;

  @BeforeEach
  void openFolder() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: no /bin/sh");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private Outcome shell(Containment containment, String script) throws IOException {
    return new Sandbox(containment, SHORT)
        .run(
            new Sandbox.Program(
                List.of("/bin/sh", "-c", script), folder, List.of(), "from outside\n"));
  }

  private Outcome shell(String script) throws IOException {
    return shell(Containment.ofThisSystem(), script);
  }

  @Test
  void aProgramReadsItsInputAndReturnsItsCode() throws IOException {
    for (Containment containment : List.of(Containment.NONE, Containment.ofThisSystem())) {
      assertEquals(new Outcome(End.EXITED, 3, "from outside\n"), shell(containment, "cat; exit 3"));
    }
  }

  @Test
  void theEnvironmentIsEmpty() throws IOException {
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

  @Test
  void anEndlessLoopIsKilled() throws IOException {
    assertEquals(End.TIMED_OUT, shell("while :; do :; done").end());
  }

  @Test
  void aFloodOfOutputIsCutAndKilled() throws IOException {
    Outcome outcome = shell("yes");
    assertEquals(End.OUTPUT_LIMIT, outcome.end());
    assertEquals(OUTPUT, outcome.output().length());
  }

  /** The system may take a moment to clear away what ended with its space of processes. */
  @Test
  void descendantsEndWithTheProgram() throws IOException, InterruptedException {
    String mark = "7" + System.nanoTime() % 100_000_000;
    assertEquals(End.EXITED, shell("sleep " + mark + " >/dev/null 2>&1 & exit 0").end());
    for (int i = 0; i < 50 && runs("sleep " + mark); i++) {
      Thread.sleep(100);
    }
    assertFalse(runs("sleep " + mark), "a descendant is left");
  }

  private static boolean runs(String command) {
    return ProcessHandle.allProcesses()
        .anyMatch(p -> p.info().commandLine().orElse("").contains(command));
  }

  @Test
  void manyProcessesCannotBeStarted() throws IOException {
    assumeTrue(Containment.ofThisSystem().sizes(), "skipped: no prlimit");
    Outcome outcome =
        shell("i=0; while [ $i -lt 100 ]; do sleep 60 & i=$((i+1)); done 2>&1; echo all");
    assertFalse(outcome.end() == End.EXITED && outcome.output().trim().equals("all"));
  }

  @Test
  void largeFilesCannotBeWritten() throws IOException {
    assumeTrue(Containment.ofThisSystem().sizes(), "skipped: no prlimit");
    shell("head -c 5000000 /dev/zero > big");
    assertTrue(Files.size(folder.resolve("big")) <= 1 << 20);
  }

  @Test
  void filesOutsideAreNotSeenWhereTheSystemAllowsIt(@TempDir Path outside) throws IOException {
    assumeTrue(Containment.ofThisSystem().files(), "skipped: no bubblewrap");
    Path secret = Files.writeString(outside.resolve("secret"), "secret");
    Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertFalse(shell("cat " + secret).output().contains("secret\n"));
    assertTrue(shell("cat " + secret).output().contains("No such file"));
  }

  @Test
  void thereIsNoNetworkWhereTheSystemAllowsIt() throws IOException {
    assumeTrue(Containment.ofThisSystem().network(), "skipped: no bubblewrap, no unshare");
    String interfaces = shell("cat /proc/net/dev").output();
    assertFalse(interfaces.contains("eth0") || interfaces.contains("ens"), interfaces);
  }

  @Test
  void gapsAreSaid() {
    assertEquals(3, Containment.NONE.gaps().size());
    assertEquals(List.of(), new Containment(true, true, true, true).gaps());
  }
}
