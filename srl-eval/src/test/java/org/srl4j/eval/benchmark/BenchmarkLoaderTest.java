package org.srl4j.eval.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.rows.ParquetFiles;

class BenchmarkLoaderTest {
  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("quiz.jsonl"), content);
  }

  private static TaskDefinition task(DataSource data) {
    TaskDefinition d = TaskDefinition.defaults();
    return new TaskDefinition(
        "quiz",
        "1",
        "",
        d.role(),
        data,
        new Columns("id", "", "", List.of("level")),
        GoldForm.TEXT,
        d.prompt(),
        d.sampling(),
        d.grader(),
        d.gradedAs(),
        d.format(),
        d.metrics(),
        d.changes());
  }

  private static TaskDefinition task() {
    return task(DataSource.defaults());
  }

  @Test
  void problemHasItsPartsAndFacts() throws IOException {
    Path file =
        file(
            "{\"id\":7,\"problem\":\"1+1?\",\"answer\":\"2\",\"level\":3}\n"
                + "{\"problem\":\"2+2?\",\"answer\":[\"4\\n\",\"four\",\"4\"]}\n");
    Benchmark benchmark = BenchmarkLoader.load(task(), file);
    assertEquals(2, benchmark.rows());
    assertEquals(
        new BenchmarkProblem("7", 1, "1+1?", List.of("2"), Map.of("level", "3")),
        benchmark.problems().get(0));
    assertEquals(
        new BenchmarkProblem("row-2", 2, "2+2?", List.of("4", "four"), Map.of()),
        benchmark.problems().get(1));
    assertEquals(List.of(), benchmark.warnings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'text':'1+1?','answer':'2'} | row 1 has no column question or problem or Question or"
            + " input or prompt; found text, answer; name the right one as columns.question",
        "{'question':'1+1?','key':'2'} | row 1 has no column answer or gold or target or"
            + " final_answer or reward_model.ground_truth; found question, key",
        "{'question':'1+1?','answer':' '} | row 1, answer: holds no gold answer of the form text",
        "{'question':'1+1?','answer':[]} | at least one accepted answer",
        "{'question':'1+1?','answer':{'a':1}} | must be a text, a number or a list",
        "{'question':' ','answer':'2'} | question: must not be blank",
        "nonsense | starts with neither",
      })
  void rowThatIsNoProblemIsAnErrorWithItsPlace(String row, String said) throws IOException {
    Path file = file(row.replace('\'', '"') + "\n");
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> BenchmarkLoader.load(task(), file));
    assertTrue(e.getMessage().contains(said), e.getMessage());
    assertTrue(e.getMessage().contains("quiz.jsonl:1"), e.getMessage());
  }

  @Test
  void doubledIdIsAnError() throws IOException {
    String row = "{\"id\":1,\"question\":\"a\",\"answer\":\"b\"}\n";
    Path file = file(row + row);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> BenchmarkLoader.load(task(), file));
    assertTrue(e.getMessage().contains("id: '1' stands in line 1 too"), e.getMessage());
  }

  @Test
  void otherChecksumAndRowsAreWarnings() throws IOException {
    Path file = file("{\"question\":\"a\",\"answer\":\"b\"}\n");
    String expected = "0".repeat(64);
    Benchmark benchmark =
        BenchmarkLoader.load(task(new DataSource("quiz.jsonl", 2, expected, "", "", "", "")), file);
    assertEquals(2, benchmark.warnings().size());
    assertTrue(benchmark.warnings().get(0).contains("another checksum"));
    assertEquals("The data file has 1 rows instead of 2.", benchmark.warnings().get(1));
    // printf '{"question":"a","answer":"b"}\n' | sha256sum
    assertEquals(
        "5be6295cf5a7e6be25b0104db084f86c4dcb7c190a7b56fe5e14b7bc564ea09a", benchmark.sha256());
  }

  @Test
  void firstProblemsComeWithAWarning() throws IOException {
    Path file =
        file("{\"question\":\"a\",\"answer\":\"b\"}\n{\"question\":\"c\",\"answer\":\"d\"}\n");
    Benchmark benchmark = BenchmarkLoader.load(task(), file);
    assertEquals(1, benchmark.first(1).problems().size());
    assertEquals(
        List.of("Only the first 1 of 2 problems were asked."), benchmark.first(1).warnings());
    assertEquals(benchmark, benchmark.first(2));
    assertThrows(IllegalArgumentException.class, () -> benchmark.first(3));
    assertThrows(IllegalArgumentException.class, () -> benchmark.first(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'question':'c','answer':' '} | row 2, answer: holds no gold answer of the form text",
        "{'question':'c','answer':null} | row 2 has no column answer",
        "{'question':'c'} | row 2 has no column answer",
        "{'question':'c','answer':[]} | at least one accepted answer",
        "{'question':'c','answer':[' ', {}]} | row 2, answer: holds no gold answer",
        "{'question':'c','answer':{'a':1}} | must be a text, a number or a list",
      })
  void aBadGoldIsLeftOutCountedAndNamed(String row, String said) throws IOException {
    String good = "{\"question\":\"a\",\"answer\":\"b\"}\n";
    Benchmark benchmark =
        BenchmarkLoader.load(task(), file(good + row.replace('\'', '"') + "\n" + good));
    assertEquals(3, benchmark.rows());
    assertEquals(List.of(1, 3), benchmark.problems().stream().map(BenchmarkProblem::row).toList());
    assertEquals(1, benchmark.warnings().size());
    String warning = benchmark.warnings().get(0);
    assertTrue(warning.startsWith("Left out: 1 of 3 problems, without a usable gold"), warning);
    assertTrue(warning.contains("quiz.jsonl:2: ") && warning.contains(said), warning);
  }

  @Test
  void aBadAcceptedAnswerIsLeftOutWhereThereAreOthers() throws IOException {
    Path file = file("{\"question\":\"a\",\"answer\":[\"b\",\" \",\"c\"]}\n");
    Benchmark benchmark = BenchmarkLoader.load(task(), file);
    assertEquals(List.of("b", "c"), benchmark.problems().get(0).golds());
    assertTrue(benchmark.warnings().get(0).contains("quiz.jsonl:1: row 1, answer"));
  }

  @Test
  void noUsableGoldAtAllIsAnErrorWithTheFirst() throws IOException {
    String row = "{\"question\":\"a\",\"answer\":\" \"}\n";
    Path file = file(row + row);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> BenchmarkLoader.load(task(), file));
    assertTrue(e.getMessage().contains("quiz.jsonl:1: row 1, answer"), e.getMessage());
    assertTrue(e.getMessage().endsWith("none of the 2 rows has a usable gold answer"));
  }

  @Test
  void moreThanTwentyBadGoldsAreCountedAndTheFirstNamed() throws IOException {
    String bad = "{\"question\":\"a\",\"answer\":\" \"}\n";
    Path file = file(bad.repeat(25) + "{\"question\":\"a\",\"answer\":\"b\"}\n");
    String warning = BenchmarkLoader.load(task(), file).warnings().get(0);
    assertTrue(warning.startsWith("Left out: 25 of 26 problems"), warning);
    assertTrue(warning.contains("quiz.jsonl:20: ") && !warning.contains("quiz.jsonl:21: "));
    assertTrue(warning.endsWith("; and 5 more"), warning);
  }

  @Test
  void goldThatTheGraderCannotReadIsLeftOutWithRowAndText() throws IOException {
    Path file =
        file("{\"question\":\"a\",\"answer\":\"b\"}\n{\"question\":\"c\",\"answer\":\"?\"}\n");
    Benchmark benchmark = BenchmarkLoader.load(task(), file);
    Benchmark gradable = benchmark.gradable(new ExactGrader());
    assertEquals(benchmark.problems().subList(0, 1), gradable.problems());
    String warning = gradable.warnings().get(0);
    assertTrue(warning.contains("quiz.jsonl, row 2: the grader exact cannot read"), warning);
    assertTrue(warning.contains("'?'"), warning);
    assertEquals(benchmark.first(1), benchmark.first(1).gradable(new ExactGrader()));
    Path bad = file("{\"question\":\"c\",\"answer\":\"?\"}\n");
    Benchmark none = BenchmarkLoader.load(task(), bad);
    assertThrows(IllegalArgumentException.class, () -> none.gradable(new ExactGrader()));
  }

  @Test
  void parquetGivesTheSameProblemsAsJson() throws IOException, SQLException {
    Path json =
        file(
            "{\"id\":1,\"question\":\"it's\",\"answer\":[\"2\",\"two\"],\"level\":3}\n"
                + "{\"id\":2,\"question\":\"b\",\"answer\":[\"4\"],\"level\":null}\n");
    Path parquet = ParquetFiles.of(json);
    assertEquals(
        BenchmarkLoader.load(task(), json).problems(),
        BenchmarkLoader.load(task(), parquet).problems());
  }

  private static final String VERL =
      "{\"data_source\":\"math_dapo\",\"prompt\":[{\"role\":\"system\",\"content\":\"s\"},"
          + "{\"role\":\"user\",\"content\":\"1+1?\"}],\"reward_model\":{\"ground_truth\":\"2\","
          + "\"style\":\"rule\"},\"extra_info\":{\"index\":\"u-7\"}}\n";

  @Test
  void nestedColumnsAndConversationsAreRead() throws IOException, SQLException {
    Path json =
        file(VERL + VERL.replace("\"2\"", "\"[\\\"4\\\", \\\"four\\\"]\"").replace("u-7", "u-8"));
    for (Path data : List.of(json, ParquetFiles.of(json))) {
      Benchmark benchmark = BenchmarkLoader.load(task(), data);
      assertEquals("1+1?", benchmark.problems().get(0).question());
      assertEquals(List.of("2"), benchmark.problems().get(0).golds());
      assertEquals(List.of("4", "four"), benchmark.problems().get(1).golds());
      assertEquals(
          List.of(
              "The system message of 2 rows, first in line 1, is not asked; prompt.system in the"
                  + " task's YAML is."),
          benchmark.warnings());
    }
    Path yaml =
        Files.writeString(
            folder.resolve("mine.yaml"),
            "data: {file: "
                + json.getFileName()
                + "}\ncolumns: {id: extra_info.index, question: prompt.1.content, answer:"
                + " reward_model.ground_truth, facts: [reward_model.style]}\n");
    BenchmarkProblem first =
        BenchmarkLoader.load(TaskCatalogue.find("" + yaml), json).problems().get(0);
    assertEquals(
        new BenchmarkProblem("u-7", 1, "1+1?", List.of("2"), Map.of("reward_model.style", "rule")),
        first);
  }

  @Test
  void aConversationWithAnAnswerIsNoQuestion() throws IOException {
    Path json = file(VERL.replace("system", "assistant"));
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> BenchmarkLoader.load(task(), json));
    assertTrue(e.getMessage().contains(":1: prompt: must be a text, or messages"), e.getMessage());
    assertTrue(e.getMessage().contains("prompt.0.content"), e.getMessage());
  }

  @Test
  void aColumnThatIsNotThereIsSaidWithAllPaths() throws IOException {
    Path json = file(VERL.replace("ground_truth", "truth"));
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> BenchmarkLoader.load(task(), json));
    assertTrue(
        e.getMessage().contains("found data_source, prompt, reward_model.truth"), e.getMessage());
  }

  @Test
  void aListOfNumbersInATextIsAnAnswer() throws IOException {
    Path json = file(VERL.replace("\"2\"", "\"[1, 2]\""));
    assertEquals(List.of("[1, 2]"), BenchmarkLoader.load(task(), json).problems().get(0).golds());
  }

  /** A small file that says the same three thousand characters a hundred thousand times. */
  @Test
  void parquetThatUnpacksWithoutEndIsRefused() throws IOException, SQLException {
    Path parquet = folder.resolve("bomb.parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT repeat('q', 3000) AS problem, '1' AS answer FROM range(100000)) TO '"
              + parquet
              + "' (FORMAT parquet, CODEC zstd)");
    }
    assertTrue(Files.size(parquet) < 1_000_000, () -> parquet + " is no bomb");
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> BenchmarkLoader.load(task(), parquet));
    assertTrue(e.getMessage().contains("unpacks to more than 268435456 characters"), e.toString());
  }

  @Test
  void fileThatIsNoParquetIsSaidToBeNone() throws IOException {
    Path parquet = Files.writeString(folder.resolve("quiz.parquet"), "{}");
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> BenchmarkLoader.load(task(), parquet));
    assertTrue(e.getMessage().contains("cannot be read as Parquet"), e.getMessage());
    Path missing = folder.resolve("none.parquet");
    e = assertThrows(IllegalArgumentException.class, () -> BenchmarkLoader.load(task(), missing));
    assertTrue(e.getMessage().contains("no such file"), e.getMessage());
  }
}
