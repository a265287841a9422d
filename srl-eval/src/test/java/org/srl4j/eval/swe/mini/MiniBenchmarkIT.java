package org.srl4j.eval.swe.mini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.prepare.agent.SweSmithFormat;
import org.srl4j.eval.swe.InstanceReport;
import org.srl4j.eval.swe.InstanceReport.Missing;
import org.srl4j.eval.swe.Prediction;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.Repositories;
import org.srl4j.eval.swe.log.TestFault;
import org.srl4j.eval.swe.log.TestLog;
import org.srl4j.eval.swe.run.Candidate;
import org.srl4j.eval.swe.run.JavaTestRunner;
import org.srl4j.eval.swe.run.PatchTests;
import org.srl4j.eval.swe.run.TestRun;

/** A small benchmark, made twice, and evaluated. */
class MiniBenchmarkIT {
  private static final JavaTestRunner RUNNER =
      JavaTestRunner.ofThisSystem(left -> assertEquals("", left));

  private static final int TRAIN = 5;
  private static final int TEST = 1;

  @TempDir private static Path first;
  @TempDir private static Path second;

  private static void make(Path folder) throws IOException {
    MiniGenerator generator = new MiniGenerator(11);
    MiniWriter writer = new MiniWriter(folder);
    List<MiniBug> bugs = generator.next(TRAIN);
    writer.writeExpert("train", bugs, writer.write("train", bugs));
    writer.write("test", generator.next(TEST));
    writer.writeStatistics(Map.of("train", TRAIN, "test", TEST), generator.census());
  }

  @BeforeAll
  static void makeTwice() throws IOException {
    boolean git = true;
    try {
      new ProcessBuilder("git", "--version").start();
    } catch (IOException e) {
      git = false;
    }
    assumeTrue(git, "skipped: no git");
    make(first);
    make(second);
  }

  @AfterAll
  static void endChildren() {
    RUNNER.close();
  }

  private static PatchTests tests() {
    return new PatchTests(RUNNER, new Repositories(first.resolve(MiniWriter.REPOSITORIES)));
  }

  private static List<SweInstance> read(String split) {
    return List.copyOf(SweInstance.read(first.resolve(split + ".jsonl")).values());
  }

  private static boolean resolves(SweInstance instance, TestLog log) {
    return InstanceReport.grade(instance, log, Missing.FAIL).isResolved();
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    Map<String, byte[]> one = bytes(first);
    Map<String, byte[]> two = bytes(second);
    assertEquals(one.keySet(), two.keySet());
    assertTrue(one.size() > 20, "files: " + one.size());
    one.forEach((name, content) -> assertTrue(Arrays.equals(content, two.get(name)), name));
  }

  private static Map<String, byte[]> bytes(Path folder) throws IOException {
    Map<String, byte[]> bytes = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return bytes;
  }

  @Test
  void splitsShareNoRepository() {
    List<SweInstance> train = read("train");
    List<SweInstance> test = read("test");
    assertEquals(TRAIN, train.size());
    assertEquals(TEST, test.size());
    Set<String> shared = new HashSet<>(train.stream().map(SweInstance::repository).toList());
    shared.retainAll(test.stream().map(SweInstance::repository).toList());
    assertEquals(Set.of(), shared);
  }

  @Test
  void thePatchOfTheExpertResolvesAndAnEmptyOneDoesNot() throws IOException {
    Map<String, Prediction> expert = new HashMap<>();
    Prediction.read(first.resolve("train.expert.jsonl"), line -> {})
        .forEach(p -> expert.put(p.instanceId(), p));
    for (SweInstance instance : read("train").subList(0, 2)) {
      Prediction prediction = expert.get(instance.id());
      assertEquals(instance.patch(), prediction.patch());
      assertTrue(resolves(instance, tests().test(instance, prediction.patch())));
      TestLog empty = tests().test(instance, "");
      assertEquals(Optional.empty(), empty.fault());
      assertTrue(!resolves(instance, empty));
    }
  }

  @Test
  void attemptsAreReadAsSweSmithsRows() {
    List<AgentTrajectory> attempts =
        new SweSmithFormat().attempts(first.resolve("train.trajectories.jsonl"));
    assertEquals(TRAIN, attempts.size());
    for (AgentTrajectory attempt : attempts) {
      assertEquals(6, attempt.turns().size());
      assertTrue(attempt.turns().get(3).observation().contains("has been edited"));
      assertTrue(attempt.turns().get(4).observation().contains("\n0 of "), attempt.id());
    }
  }

  @Test
  void badPatchesAreSaidAndNothingIsTested() throws IOException {
    SweInstance instance = read("train").get(0);
    String test = instance.testPatch().substring(13, instance.testPatch().indexOf(" b/"));
    Map<String, String> faults =
        Map.of(
            "changes the test " + test,
            "--- a/" + test + "\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n",
            "path \"../x\"",
            "--- /dev/null\n+++ b/../x\n@@ -0,0 +1 @@\n+x\n",
            "does not apply",
            "--- a/README.md\n+++ b/README.md\n@@ -1 +1 @@\n-no such line\n+x\n");
    for (Map.Entry<String, String> fault : faults.entrySet()) {
      String said =
          tests()
              .test(instance, fault.getValue())
              .fault()
              .map(TestFault::message)
              .orElse("nothing");
      assertTrue(said.contains(fault.getKey()), said);
    }
    SweInstance elsewhere =
        new SweInstance(
            instance.id(),
            instance.repository(),
            "0".repeat(40),
            "",
            "",
            "",
            List.of("t"),
            List.of());
    assertTrue(
        tests().test(elsewhere, "").fault().orElseThrow().message().contains("has no commit"));
    assertThrows(IllegalArgumentException.class, () -> new MiniWriter(first));
  }

  /** Two draws of every family, tested without a bug. */
  @Test
  void everyFamilyPassesItsOwnTests() throws IOException {
    List<Candidate> projects = new ArrayList<>();
    Random random = new Random(3);
    for (Family family : Family.all()) {
      projects.add(new Candidate(family.name() + "1", family.draw(random).files()));
      projects.add(new Candidate(family.name() + "2", family.draw(random).files()));
    }
    for (Map.Entry<String, TestRun> run : RUNNER.run(projects).entrySet()) {
      assertEquals(Map.of(), run.getValue().messages(), run.getKey());
      assertEquals(Optional.empty(), run.getValue().log().fault(), run.getKey());
      assertTrue(run.getValue().log().tests().size() >= 10, run.getKey());
    }
  }

  /** The script of a repository, run as people run it. */
  @Test
  void theRepositoryTestsItself(@TempDir Path checkout) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: no /bin/sh");
    for (Map.Entry<String, String> file :
        Family.all().get(0).draw(new Random(1)).files().entrySet()) {
      Path path = checkout.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    ProcessBuilder script = new ProcessBuilder("/bin/sh", "test.sh").directory(checkout.toFile());
    String bin = Path.of(System.getProperty("java.home"), "bin").toString();
    script.environment().put("PATH", bin + ":" + script.environment().get("PATH"));
    Process process = script.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes());
    assertTrue(printed.endsWith("16 passed, 0 failed\n"), printed);
  }
}
