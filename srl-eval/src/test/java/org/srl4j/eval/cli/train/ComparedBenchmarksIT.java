package org.srl4j.eval.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.train.files.SealedFolder;
import org.srl4j.eval.cli.Ran;

/**
 * Benchmarks inside a comparison: a quiz of the test's own, and one that has the name of one of the
 * paper's, so that it stands in its table.
 */
class ComparedBenchmarksIT {
  private static final List<String> PROBLEMS =
      List.of(
          "{\"q\": \"What is 1 + 1?\", \"a\": \"2\"}",
          "{\"q\": \"What is 2 + 3?\", \"a\": \"5\"}",
          "{\"q\": \"What is 9 - 2?\", \"a\": \"7\"}");

  /** Who wrote when, and what holds its bytes or its times. */
  private static final List<String> OF_PROCESSES =
      List.of("sessions.jsonl", "checksums.json", "benchmarked.json");

  @TempDir static Path folder;
  private static Path whole;
  private static Ran first;

  private static Path task(String name, String more) throws IOException {
    Files.write(folder.resolve(name + ".jsonl"), PROBLEMS);
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        "data: {file: "
            + name
            + ".jsonl"
            + more
            + "}\ncolumns: {question: q, answer: a}\nsampling: {max_new_tokens: 8}\n");
  }

  private static Ran compare(Path output, String... more) throws IOException {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("compare", "--preset", "smoke", "--output", "" + output));
    args.addAll(List.of("--recipe", "files", "data.format=jsonl", "data.vocabulary=300"));
    args.add("data.train=" + folder.resolve("rows.jsonl"));
    args.addAll(List.of("base.updates=3", "evaluation.train=4", "evaluation.validation=1"));
    args.addAll(List.of("evaluation.test=2", "evaluation.samples=0", "compare=[sft_outline]"));
    args.addAll(List.of("workers=1", "methods.sft_outline.epochs=1"));
    args.addAll(List.of("limits.step_tokens=8", "limits.solution_tokens=8", "limits.turns=2"));
    args.add("benchmarks.samples=2");
    if (Stream.of(more).noneMatch(word -> word.startsWith("benchmarks.ask="))) {
      args.add(
          "benchmarks.ask=["
              + folder.resolve("quiz.yaml")
              + ","
              + folder.resolve("aime24.yaml")
              + "]");
      args.add("benchmarks.greedy_only=[quiz]");
    }
    args.addAll(List.of(more));
    return Ran.command(args.toArray(String[]::new));
  }

  @BeforeAll
  static void aComparisonThatIsLeftAlone() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(
          String.format(
              "{\"id\": \"t%d\", \"problem\": \"Add %d and 1.\", \"answer\": \"%d\","
                  + " \"steps\": [\"Take %d.\", \"The answer is \\\\boxed{%d}.\"]}",
              i, i, i + 1, i, i + 1));
    }
    Files.write(folder.resolve("rows.jsonl"), rows);
    task("quiz", "");
    task("aime24", "");
    whole = folder.resolve("whole");
    first = compare(whole);
    assertEquals(0, first.exitCode(), first.err());
  }

  @AfterAll
  static void forget() {
    first = null;
  }

  private static Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (Stream<Path> all = Files.walk(whole)) {
      for (Path path : all.toList()) {
        Path target = copy.resolve("" + whole.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
    return copy;
  }

  private static Map<String, String> contents(Path benchmark) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(benchmark)) {
      for (Path file : files.toList()) {
        if (!OF_PROCESSES.contains("" + file.getFileName())) {
          contents.put("" + file.getFileName(), Files.readString(file));
        }
      }
    }
    return contents;
  }

  @Test
  void theReportHasTheFiguresAndTheRowsBesideThePapers() throws IOException {
    String page = Files.readString(whole.resolve("report.md"));
    assertTrue(page.contains("## Benchmarks"), page);
    assertTrue(page.contains("| SRL | paper | 51.5 |"), page);
    assertTrue(page.contains("| 27.6 | 26.9 |"), page);
    assertTrue(page.contains("| base | own | – | – |"), page);
    assertTrue(page.contains("avg@2, 3 of 30 problems, other data"), page);
    assertTrue(page.contains("Checkpoint: own rows start from a policy pre-trained here"), page);
    assertTrue(page.contains("Training: updates made here: SFT (outline) "), page);
    assertTrue(page.contains("| quiz | base | 0 | "), page);
    JsonNode section =
        new ObjectMapper().readTree(whole.resolve("report.json").toFile()).path("benchmarks");
    assertEquals(4, section.path("figures").size(), "2 policies x 2 benchmarks");
    assertEquals(11, section.path("table").path("rows").size(), "9 of the paper, 2 own");
    assertEquals(0, section.path("asked").path(0).path("samples").asInt());
    assertEquals(2, section.path("asked").path(1).path("samples").asInt());
    assertTrue(Files.readString(whole.resolve("report.html")).contains("<h2>Benchmarks</h2>"));
    assertTrue(first.out().contains("beside table 1 of the SRL paper"), first.out());
    assertTrue(first.err().contains("seed 0, base, quiz: "), first.err());
  }

  @Test
  void runsVerifyAndCompareReportsReadThem() throws IOException {
    Ran runs = Ran.command("runs", "" + whole);
    assertTrue(runs.out().contains("benchmark-aime24"), runs.out());
    assertTrue(
        runs.out().contains("read " + whole.resolve("seed-0/base/benchmark-quiz/report.html")));
    Ran verified = Ran.command("verify", "" + whole);
    assertEquals(0, verified.exitCode(), verified.err());
    assertTrue(verified.out().contains("seed-0/base/benchmark-quiz: unchanged"), verified.out());
    Ran set = Ran.command("compare-reports", "--paper", "" + whole.resolve("seed-0"));
    assertEquals(0, set.exitCode(), set.err());
    assertTrue(set.out().contains("| sft_outline | own |") || set.out().contains("sft\\_outline"));
  }

  @Test
  void aChangedResponseIsSeenAndAskedAgain() throws IOException {
    Path copy = copy("changed");
    Path samples = copy.resolve("seed-0/base/benchmark-quiz/samples.jsonl");
    Files.writeString(samples, Files.readString(samples).replace("\"tokens\":", "\"tokens\": "));
    Ran verified = Ran.command("verify", "" + copy);
    assertEquals(1, verified.exitCode());
    assertTrue(verified.out().contains("benchmark-quiz: changed: samples.jsonl"), verified.out());
    assertEquals(0, compare(copy, "--resume").exitCode());
    assertEquals(
        contents(whole.resolve("seed-0/base/benchmark-quiz")), contents(samples.getParent()));
  }

  /** As after a kill: some responses, half a line, a file that was being replaced. */
  @Test
  void interruptedAndResumedItEndsAsTheOneLeftAlone() throws IOException {
    Path copy = copy("killed");
    Path target = copy.resolve("seed-0/sft_outline/benchmark-aime24");
    Path unfinished = target.resolveSibling("unfinished-benchmark-aime24");
    Files.createDirectories(unfinished);
    List<String> lines = Files.readAllLines(target.resolve("samples.jsonl"));
    Files.copy(target.resolve("run.json"), unfinished.resolve("run.json"));
    Files.copy(target.resolve("sessions.jsonl"), unfinished.resolve("sessions.jsonl"));
    Files.writeString(unfinished.resolve("report.json.tmp"), "{");
    Files.writeString(
        unfinished.resolve("samples.jsonl"),
        String.join("\n", lines.subList(0, 4)) + "\n" + lines.get(4).substring(0, 20));
    SealedFolder.delete(target);
    Ran runs = Ran.command("runs", "" + copy);
    assertTrue(runs.out().contains("interrupted"), runs.out());
    Ran resumed = compare(copy, "--resume");
    assertEquals(0, resumed.exitCode(), resumed.err());
    assertTrue(resumed.err().contains("going on with 4 responses that are there"), resumed.err());
    assertEquals(contents(whole.resolve("seed-0/sft_outline/benchmark-aime24")), contents(target));
    assertFalse(Files.exists(unfinished));
  }

  @Test
  void aBenchmarkThatFailsLeavesTheOthersAndIsMissingNotZero() throws IOException {
    Path copy = copy("failing");
    Path target = copy.resolve("seed-0/sft_outline/benchmark-aime24");
    SealedFolder.delete(target);
    Path inTheWay =
        Files.writeString(target.resolveSibling("unfinished-benchmark-aime24"), "a file");
    Ran ran = compare(copy, "--resume");
    assertEquals(3, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains("seed-0/sft_outline/benchmark-aime24: failed: "), ran.err());
    String page = Files.readString(copy.resolve("report.md"));
    assertTrue(page.contains("| SFT (outline) | own | – | – | missing | missing | – |"), page);
    assertTrue(page.contains("not counted as 0: seed-0/sft\\_outline/benchmark-aime24"), page);
    assertTrue(page.contains("| quiz | SFT (outline) | 0 |"), page);
    Files.delete(inTheWay);
    assertEquals(0, compare(copy, "--resume").exitCode());
    assertEquals(contents(whole.resolve("seed-0/sft_outline/benchmark-aime24")), contents(target));
  }

  @Test
  void otherDataOrNoneIsRefusedBeforeABaseIsMade() throws IOException {
    Path out = folder.resolve("refused");
    Path sealed = task("sealed", ", sha256: \"" + "0".repeat(64) + "\"");
    Ran changed = compare(out, "benchmarks.ask=[" + sealed + "]");
    assertEquals(2, changed.exitCode(), changed.err());
    assertTrue(changed.err().contains("sealed.jsonl has the SHA-256 "), changed.err());
    assertTrue(changed.err().contains("expected 0000"), changed.err());
    Ran missing =
        compare(out, "benchmarks.ask=[amc23,minerva_math]", "benchmarks.folder=" + folder);
    assertEquals(2, missing.exitCode(), missing.err());
    assertTrue(
        missing.err().contains("there is no amc23.jsonl, no minerva_math.jsonl"), missing.err());
    assertTrue(missing.err().contains("srl data amc23 minerva_math --fetch --dir "), missing.err());
    assertFalse(Files.exists(out), "nothing is made");
  }

  @Test
  void dataThatChangedSinceItBeganIsRefused() throws IOException {
    Path copy = copy("later");
    Path rows = folder.resolve("quiz.jsonl");
    Files.writeString(rows, Files.readString(rows).replace("1 + 1", "1 + 3"));
    try {
      Ran ran = compare(copy, "--resume");
      assertEquals(2, ran.exitCode(), ran.err());
      assertTrue(ran.err().contains("seed 0: SHA-256 of the data"), ran.err());
    } finally {
      Files.write(rows, PROBLEMS);
    }
  }

  @Test
  void aPolicyThatCannotReadTheQuestionsIsNotAsked() {
    Ran ran =
        Ran.command(
            "compare",
            "--preset",
            "smoke",
            "--output",
            "" + folder.resolve("order"),
            "benchmarks.ask=[" + folder.resolve("quiz.yaml") + "]");
    assertEquals(2, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains("quiz: the policy cannot be asked problem row-1"), ran.err());
  }

  @Test
  void aDryRunForetellsThem() throws IOException {
    Ran ran = compare(folder.resolve("dry"), "--dry-run");
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.out().contains("benchmark quiz"), ran.out());
    assertTrue(ran.out().contains("all 9 responses measured"), ran.out());
  }
}
