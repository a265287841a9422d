package org.srl4j.eval.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a tree of its own, with a Maven and a Java that only say that they were called.
 */
@Timeout(600)
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
  private static final String MAVEN =
      """
      #!/bin/sh
      echo call >>"$PWD/maven-calls"
      printf '\\033[0m[INFO] Scanning for projects...\\n'
      echo '[INFO] Building srl-core 0.1.0-SNAPSHOT                [2/5]'
      i=0
      while [ $i -lt 60 ]; do echo "Downloaded from central: file $i"; i=$((i + 1)); done
      while [ -e "$PWD/hold" ]; do sleep 0.05; done
      if [ -e "$PWD/break" ]; then echo '[ERROR] Main.java: no such symbol'; exit 1; fi
      mkdir -p srl-eval/target/classes srl-core/target
      : >srl-core/target/core.jar
      printf %s "$PWD/srl-core/target/core.jar" >srl-eval/target/srl.classpath
      """;
  private static final String JAVA =
      """
      #!/bin/sh
      echo "java ran"
      echo "java says" >&2
      exit 7
      """;

  @TempDir Path root;

  /** What a launcher printed. */
  private record Printed(int exitCode, String out, String err) {}

  @BeforeEach
  void tree() throws IOException {
    Path launcher = Path.of(System.getProperty("user.dir")).resolveSibling("srl");
    script("srl", Files.readString(launcher));
    script("jdk/bin/java", JAVA);
    script("jdk/bin/javac", JAVA);
    script("bin/mvn", MAVEN);
    Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.createDirectories(root.resolve(".mvn"));
    for (String module : List.of("srl-core", "srl-eval")) {
      Files.createDirectories(root.resolve(module).resolve("src/main"));
      Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
    }
  }

  private void script(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
  }

  private Process start(String name) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(root.resolve("srl").toString(), "--version");
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", root.resolve("jdk").toString());
    environment.put("PATH", root.resolve("bin") + ":" + environment.get("PATH"));
    builder.redirectOutput(root.resolve(name + ".out").toFile());
    builder.redirectError(root.resolve(name + ".err").toFile());
    return builder.start();
  }

  private Printed end(Process process, String name) throws IOException, InterruptedException {
    assertTrue(process.waitFor(300, TimeUnit.SECONDS), "it hangs");
    return new Printed(process.exitValue(), text(name + ".out"), text(name + ".err"));
  }

  private Printed run(String name) throws IOException, InterruptedException {
    return end(start(name), name);
  }

  private String text(String name) throws IOException {
    Path file = root.resolve(name);
    return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
  }

  private void waitFor(String file, String content) throws IOException, InterruptedException {
    while (!text(file).contains(content)) {
      Thread.sleep(20);
    }
  }

  @Test
  void buildSaysHowFarItIsOnStderrAndTheCommandKeepsItsStreamsAndExitCode() throws Exception {
    Printed first = run("first");
    assertEquals(7, first.exitCode());
    assertEquals("java ran\n", first.out());
    assertTrue(first.err().contains("srl: building srl-core (2 of 5)\n"), first.err());
    assertTrue(first.err().contains("2 of 5), 50 files downloaded\n"), first.err());
    assertTrue(first.err().endsWith("java says\n"), first.err());
    assertFalse(first.err().contains("\033"), first.err());
    Printed second = run("second");
    assertEquals("java says\n", second.err(), "nothing is built twice");
  }

  @Test
  void failedBuildShowsItsErrorsAndRunsNothing() throws Exception {
    Files.createFile(root.resolve("break"));
    Printed broken = run("broken");
    assertEquals(1, broken.exitCode());
    assertEquals("", broken.out());
    assertTrue(broken.err().contains("[ERROR] Main.java: no such symbol"), broken.err());
    assertTrue(broken.err().contains("the build failed"), broken.err());
    assertFalse(broken.err().contains("[INFO]"), broken.err());
    Files.delete(root.resolve("break"));
    assertEquals(7, run("mended").exitCode());
  }

  @Test
  void secondOfTwoBuildsWaitsAndFindsItDone() throws Exception {
    Files.createFile(root.resolve("hold"));
    Process first = start("first");
    waitFor("maven-calls", "call");
    Process second = start("second");
    waitFor("second.err", "waiting for another build");
    Files.delete(root.resolve("hold"));
    assertEquals(7, end(first, "first").exitCode());
    assertEquals(7, end(second, "second").exitCode());
    assertEquals("call\n", text("maven-calls"));
  }

  @Test
  void killedBuildLeavesNoLock() throws Exception {
    Files.createFile(root.resolve("hold"));
    Process killed = start("killed");
    waitFor("maven-calls", "call");
    killed.descendants().forEach(ProcessHandle::destroyForcibly);
    killed.destroyForcibly().waitFor();
    Files.delete(root.resolve("hold"));
    assertEquals(7, run("next").exitCode());
    assertEquals("call\ncall\n", text("maven-calls"));
  }
}
