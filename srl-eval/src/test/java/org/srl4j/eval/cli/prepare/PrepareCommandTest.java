package org.srl4j.eval.cli.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.cli.Ran;
import org.srl4j.eval.rows.ParquetFiles;

class PrepareCommandTest {
  private static final String ROW =
      "{\"question\":\"What is 1+1+1?\",\"answer\":\"1+1=<<1+1=2>>2\\n2+1=<<2+1=3>>3\\n#### 3\"}\n";

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("in.jsonl"), text);
  }

  @Test
  void writesInstancesAndPrintsCounts() throws IOException {
    Path target = folder.resolve("steps.jsonl");
    Ran ran =
        Ran.command(
            "prepare", "--format", "gsm8k", file(ROW + ROW).toString(), "--output", "" + target);
    assertEquals(0, ran.exitCode(), ran.err());
    List<String> rows = Files.readAllLines(target);
    assertEquals(2, rows.size()); // two trajectories of two steps, N-1 = 1 each
    assertTrue(rows.get(0).contains("\"expert_action\":\"1+1=2\""), rows.get(0));
    assertTrue(ran.out().matches("(?s)trajectories read +2\n.*"), ran.out());
  }

  @Test
  void lastStepAndMarksAreOptions() throws IOException {
    Path target = folder.resolve("steps.jsonl");
    Ran.command(
        "prepare",
        "--format",
        "gsm8k",
        "--include-last-step",
        "--keep-marks",
        "--output",
        "" + target,
        "" + file(ROW));
    List<String> rows = Files.readAllLines(target);
    assertEquals(2, rows.size());
    assertTrue(rows.get(1).contains("2+1=<<2+1=3>>3"), rows.get(1));
  }

  @Test
  void longInstancesAreSkippedAndCounted() throws IOException {
    String longer = ROW.replace("What is", "What, if you please, is");
    Ran ran =
        Ran.command("prepare", "--format", "gsm8k", "--max-chars", "150", "" + file(ROW + longer));
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(
        ran.out().matches("(?s).*prompt and action longer than 150 characters +1\n.*"), ran.out());
  }

  @Test
  void nothingKeptIsAnErrorAndNothingIsWritten() throws IOException {
    Path target = folder.resolve("steps.jsonl");
    String bad = "{\"question\":\"q\",\"answer\":\"no mark\"}\n";
    Ran none =
        Ran.command("prepare", "--format", "gsm8k", "" + file(bad + bad), "--output", "" + target);
    assertEquals(2, none.exitCode());
    assertTrue(none.err().contains("none of 2 rows holds a usable trajectory"), none.err());
    assertTrue(none.err().contains("'#### answer' line: 2, first at in.jsonl:1"), none.err());
    Ran instances =
        Ran.command(
            "prepare",
            "--format",
            "gsm8k",
            "--max-chars",
            "10",
            "" + file(ROW),
            "--output",
            "" + target);
    assertEquals(2, instances.exitCode());
    assertTrue(instances.out().contains("prompt and action longer than 10"), instances.out());
    assertTrue(instances.err().contains("none of 1 trajectories gives"), instances.err());
    assertFalse(Files.exists(target));
  }

  @Test
  void parquetWithNestedColumnsIsPreparedAsJsonIs() throws IOException, SQLException {
    Path json =
        Files.writeString(
            folder.resolve("verl.jsonl"),
            "{\"extra_info\":" + ROW.strip() + ",\"ability\":\"m\"}\n");
    for (Path file : List.of(json, ParquetFiles.of(json))) {
      Ran ran =
          Ran.command(
              "prepare",
              "--format",
              "gsm8k",
              "--column",
              "question=extra_info.question",
              "--column",
              "answer=extra_info.answer",
              "" + file);
      assertEquals(0, ran.exitCode(), ran.err());
      assertTrue(ran.out().matches("(?s).*instances +1\n.*"), ran.out());
    }
    Ran missing =
        Ran.command("prepare", "--format", "gsm8k", "--column", "question=x.y", "" + json);
    assertEquals(2, missing.exitCode());
    assertTrue(missing.err().contains("verl.jsonl:1: question: nothing at x.y"), missing.err());
  }

  @Test
  void trajectoriesCanBeReadBack() throws IOException {
    Path own = folder.resolve("own.jsonl");
    Ran.command("prepare", "--format", "gsm8k", "--trajectories", "" + own, "" + file(ROW));
    assertEquals(0, Ran.command("prepare", "--format", "jsonl", "" + own).exitCode());
  }

  @Test
  void emptyAndCutOffFilesAreNamedWithTheirLine() throws IOException {
    Ran empty = Ran.command("prepare", "--format", "gsm8k", "" + file(""));
    assertEquals(2, empty.exitCode());
    assertTrue(empty.err().contains("in.jsonl:1: empty"), empty.err());
    Ran cut = Ran.command("prepare", "--format", "gsm8k", "" + file(ROW + ROW.substring(0, 40)));
    assertEquals(2, cut.exitCode());
    assertTrue(cut.err().contains("in.jsonl:2: cut off"), cut.err());
  }

  @Test
  void missingFileIsNamed() {
    Ran ran = Ran.command("prepare", "--format", "gsm8k", "" + folder.resolve("none.jsonl"));
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("none.jsonl: no such file"), ran.err());
  }

  @Test
  void problemWithoutStepsIsAnErrorInTheOwnSchemaAndCountedInOthers() throws IOException {
    Ran own =
        Ran.command(
            "prepare",
            "--format",
            "jsonl",
            "" + file("{\"id\":\"a\",\"problem\":\"p\",\"answer\":\"1\",\"steps\":[]}\n"));
    assertEquals(2, own.exitCode());
    assertTrue(own.err().contains("in.jsonl:1: steps: must be a list of at least one"), own.err());
    Ran gsm8k =
        Ran.command(
            "prepare",
            "--format",
            "gsm8k",
            "" + file(ROW + "{\"question\":\"q\",\"answer\":\"#### 3\"}\n"));
    assertEquals(0, gsm8k.exitCode());
    assertTrue(gsm8k.out().matches("(?s).*no steps +1   first at in.jsonl:2\n.*"), gsm8k.out());
  }

  @ParameterizedTest
  @CsvSource({
    "--max-tokens=5, --tokenizer",
    "--max-chars=0, must be at least 1",
    "--max-chars=many, many",
    "--format=csv, csv"
  })
  void badOptionsAreWrongUsage(String option, String said) throws IOException {
    Ran ran =
        option.startsWith("--format")
            ? Ran.command("prepare", option, "" + file(ROW))
            : Ran.command("prepare", "--format", "gsm8k", option, "" + file(ROW));
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains(said), ran.err());
    assertFalse(ran.err().contains("at org.srl4j"), ran.err());
  }

  @Test
  void keepMarksNeedsAFormatWithMarks() throws IOException {
    Ran ran = Ran.command("prepare", "--format", "s1k", "--keep-marks", "" + file(ROW));
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("--keep-marks: only gsm8k"), ran.err());
  }
}
