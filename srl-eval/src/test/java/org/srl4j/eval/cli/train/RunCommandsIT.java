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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.train.files.SealedFolder;
import org.srl4j.eval.cli.Ran;
import org.srl4j.eval.cli.TinyModel;

/** {@code srl verify} and {@code srl runs} on a run that {@code srl train} made. */
class RunCommandsIT {
  @TempDir static Path folder;
  private static Path run;

  @BeforeAll
  static void train() {
    run = folder.resolve("srl");
    Ran ran = train(run, "workers=1");
    assertEquals(0, ran.exitCode(), ran.err());
  }

  private static Ran train(Path output, String... more) {
    return Ran.command(
        Stream.concat(
                Stream.of(
                    "train",
                    "--method",
                    "srl",
                    "--preset",
                    "smoke",
                    "--output",
                    output.toString(),
                    "base.updates=40",
                    "methods.srl.schedule.max_collections=2",
                    "evaluation.train=6",
                    "evaluation.validation=2"),
                Stream.concat(TinyModel.BASE.stream(), Stream.of(more)))
            .toArray(String[]::new));
  }

  @Test
  void aRunComesOutAgainAndAChangedDigitIsFound() throws IOException {
    Ran same = Ran.command("verify", run.toString(), "--updates", "2");
    assertEquals(0, same.exitCode(), same.err() + same.out());
    assertTrue(same.out().contains("\nreproduced: "), same.out());
    Path metrics = run.resolve("metrics.jsonl");
    String before = Files.readString(metrics);
    Files.writeString(metrics, before.replaceFirst("\"loss\":(-?\\d+)\\.", "\"loss\":$1.7"));
    try {
      Ran other = Ran.command("verify", run.toString(), "--updates", "2");
      assertEquals(1, other.exitCode(), other.err() + other.out());
      assertTrue(other.out().contains("changed: metrics.jsonl row 2: "), other.out());
    } finally {
      Files.writeString(metrics, before);
    }
  }

  @Test
  void aChangedRowIsFoundAtOnceWhereverItStands() throws IOException {
    Path completions = run.resolve("completions.jsonl");
    String before = Files.readString(completions);
    int last = before.lastIndexOf("\"reward\":") + 9;
    Files.writeString(completions, before.substring(0, last) + "7" + before.substring(last + 1));
    try {
      Ran other = Ran.command("verify", run.toString(), "--updates", "1");
      assertEquals(1, other.exitCode(), other.err() + other.out());
      assertTrue(other.out().contains("changed: completions.jsonl row "), other.out());
      assertFalse(other.err().contains("update"), "nothing is made again: " + other.err());
    } finally {
      Files.writeString(completions, before);
    }
  }

  @Test
  void allMakesTheWholeRunAgain() throws IOException {
    Ran same = Ran.command("verify", run.toString(), "--all");
    assertEquals(0, same.exitCode(), same.err() + same.out());
    long rows = Files.readAllLines(run.resolve("metrics.jsonl")).size();
    assertTrue(same.out().contains("reproduced: " + rows + " rows of metrics.jsonl"), same.out());
  }

  /** A figure that was changed and sealed again is found by making the comparison again. */
  @Test
  void allMakesTheWholeComparisonAgain(@TempDir Path other) throws IOException {
    Path compared = other.resolve("compared");
    List<String> words = new ArrayList<>(List.of("compare", "--preset", "smoke", "--fresh-bases"));
    words.addAll(List.of("--output", compared.toString(), "compare=[srl]", "base.updates=40"));
    words.addAll(List.of("methods.srl.schedule.max_collections=1", "evaluation.train=6"));
    words.addAll(List.of("evaluation.validation=2", "evaluation.test=3"));
    words.addAll(TinyModel.BASE);
    Ran made = Ran.command(words.toArray(String[]::new));
    assertEquals(0, made.exitCode(), made.err());
    Ran same = Ran.command("verify", compared.toString(), "--all");
    assertEquals(0, same.exitCode(), same.err() + same.out());
    assertEquals(3, same.out().split(": reproduced", -1).length - 1, same.out());
    Path test = compared.resolve("seed-0/srl/test");
    String figures = Files.readString(test.resolve("tested.json"));
    SealedFolder.delete(test);
    String raised = figures.replaceFirst("(\"meanCompletionTokens\" : )", "$11");
    SealedFolder.write(test, place -> Files.writeString(place.resolve("tested.json"), raised));
    Ran changed = Ran.command("verify", compared.toString(), "--all");
    assertEquals(1, changed.exitCode(), changed.err() + changed.out());
    assertTrue(changed.out().contains("test: not reproduced: its figures differ"), changed.out());
  }

  @Test
  void twoThreadsMakeTheSameRunAsOne() throws IOException {
    Path two = folder.resolve("two");
    Ran ran = train(two, "workers=2");
    assertEquals(0, ran.exitCode(), ran.err());
    assertEquals(withoutTimes(run), withoutTimes(two));
    assertEquals(
        Files.readString(run.resolve("completions.jsonl")),
        Files.readString(two.resolve("completions.jsonl")));
  }

  private static List<String> withoutTimes(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
        .map(row -> row.replaceAll("\"[a-z_/]*(_time|_seconds)\":[-0-9.eE]+", ""))
        .toList();
  }

  @Test
  void runsSaysWhatToDoNext() throws IOException {
    Ran table = Ran.command("runs", folder.toString());
    assertEquals(0, table.exitCode(), table.err());
    assertTrue(table.out().contains("srl eval --model " + run), table.out());
    Ran json = Ran.command("runs", folder.toString(), "--json");
    JsonNode found = new ObjectMapper().readTree(json.out());
    JsonNode first = found.get(0);
    assertEquals(run.toString(), first.path("run").asText());
    assertEquals("finished", first.path("state").asText());
    assertEquals("srl", first.path("method").asText());
    assertEquals(4, first.path("updates").asInt()); // 2 collections of 2 updates
  }

  @Test
  void whatIsNoRunIsAUsageError() {
    Ran verify = Ran.command("verify", folder.resolve("none").toString());
    assertEquals(2, verify.exitCode(), verify.err());
    assertTrue(verify.err().contains("none"), verify.err());
    assertEquals(2, Ran.command("verify", run.toString(), "--updates", "0").exitCode());
    Ran runs = Ran.command("runs", folder.resolve("none").toString());
    assertEquals(2, runs.exitCode());
    assertTrue(runs.err().contains("is no folder"), runs.err());
  }
}
