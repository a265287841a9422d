package org.srl4j.eval.cli.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.cli.Ran;
import org.srl4j.eval.rows.ParquetFiles;
import org.srl4j.eval.solve.Graders;

class GradeCommandTest {
  private static final String FIRST = "{\"id\":\"a\",\"gold\":\"1/2\",\"pred\":\"0.5\"}\n";
  private static final String FIRST_GRADED =
      "{\"id\":\"a\",\"equivalent\":true,\"unparsable\":false,\"extracted\":\"0.5\","
          + "\"rule\":\"symbolic\"}\n";

  @Test
  void answersAndResponsesAreGradedInOrder() {
    String input =
        FIRST
            + "\n{\"id\":1.50,\"gold\":5,\"response\":\"so \\\\boxed{6}\",\"more\":{\"x\":[1]}}\n"
            + "{\"id\":\"\\\"\",\"gold\":\"5\",\"response\":\"\"}";
    Ran ran = Ran.commandOn(input, "grade", "--grader", "qwen");
    assertEquals(0, ran.exitCode());
    assertEquals(
        FIRST_GRADED
            + "{\"id\":1.50,\"equivalent\":false,\"unparsable\":false,\"extracted\":\"6\","
            + "\"rule\":\"none\"}\n"
            + "{\"id\":\"\\\"\",\"equivalent\":false,\"unparsable\":true,\"extracted\":null,"
            + "\"rule\":\"no-answer\"}\n",
        ran.out());
    assertTrue(ran.err().startsWith("3 graded in "), ran.err());
    assertTrue(ran.err().contains("slowest"), ran.err());
  }

  @Test
  void orderDoesNotDependOnThreads() {
    String input =
        IntStream.range(0, 3000)
            .mapToObj(i -> "{\"id\":" + i + ",\"gold\":\"" + i + "\",\"pred\":\"" + i + "\"}\n")
            .collect(Collectors.joining());
    String one = Ran.commandOn(input, "grade", "--grader", "qwen", "--threads", "1").out();
    assertEquals(3000, one.lines().count());
    assertTrue(one.lines().allMatch(line -> line.contains("\"equivalent\":true")));
    assertEquals(one, Ran.commandOn(input, "grade", "--grader", "qwen", "--threads", "4").out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | not JSON",
        "[1] | the line is no object",
        "{\"gold\":\"1\",\"pred\":\"1\"} | id is missing",
        "{\"id\":1,\"pred\":\"1\"} | gold is missing",
        "{\"id\":1,\"gold\":\"1\"} | pred and response are missing",
        "{\"id\":1,\"gold\":\"1\",\"pred\":\"1\",\"response\":\"1\"} | both pred and response",
        "{\"id\":null,\"gold\":\"1\",\"pred\":\"1\"} | id is missing",
        "{\"id\":1,\"gold\":\"1\",\"pred\":[\"1\"]} | pred is start_array",
        "{\"id\":1,\"gold\":\"1\",\"pred\":\"1\"} 2 | more follows",
        "{\"id\":1,\"gold\":\"1\",\"pred\":\"1 | not JSON",
        "{\"id\":1,\"id\":2,\"gold\":\"1\",\"pred\":\"1\"} | not JSON"
      })
  void aBadLineEndsWithItsNumberAfterTheLinesBefore(String line, String message) {
    Ran ran = Ran.commandOn(FIRST + line + "\n" + FIRST, "grade", "--grader", "qwen");
    assertEquals(2, ran.exitCode());
    assertEquals(FIRST_GRADED, ran.out());
    assertTrue(ran.err().contains("stdin:2: "), ran.err());
    assertTrue(ran.err().contains(message), ran.err());
  }

  @Test
  void filesAreReadOneAfterAnother(@TempDir Path folder) throws IOException {
    Path first = Files.writeString(folder.resolve("a.jsonl"), FIRST);
    Path second = Files.writeString(folder.resolve("b.jsonl"), FIRST + "{}\n");
    Ran ran = Ran.commandOn("", "grade", "--grader", "qwen", first.toString(), second.toString());
    assertEquals(2, ran.exitCode());
    assertEquals(FIRST_GRADED + FIRST_GRADED, ran.out());
    assertTrue(ran.err().contains("b.jsonl:2: "), ran.err());
  }

  @Test
  void aRowsDataNameGoesBeforeTheOptions() {
    String row = "{\"id\":1,\"gold\":\"5 m\",\"pred\":\"5 km\"";
    String input = row + "}\n" + row + ",\"data_name\":\"math\"}\n";
    Ran ran = Ran.commandOn(input, "grade", "--grader", "qwen", "--data-name", "minerva_math");
    assertTrue(ran.out().lines().toList().get(0).contains("\"equivalent\":false"), ran.out());
    assertTrue(ran.out().lines().toList().get(1).contains("\"equivalent\":true"), ran.out());
  }

  @Test
  void aGoldThatNothingCanEqualIsCountedOrAnError() {
    String input = FIRST + "{\"id\":2,\"gold\":\"\",\"pred\":\"1\"}\n";
    Ran counted = Ran.commandOn(input, "grade", "--grader", "qwen");
    assertEquals(0, counted.exitCode());
    assertTrue(counted.err().contains("1 golds that no answer can equal, first stdin:2"));
    Ran checked = Ran.commandOn(input, "grade", "--grader", "qwen", "--check-golds");
    assertEquals(2, checked.exitCode());
    assertEquals(FIRST_GRADED, checked.out());
  }

  @Test
  void nothingToGradeAndNoUsableGoldAreErrors(@TempDir Path folder) throws IOException {
    Ran empty = Ran.commandOn("\n", "grade", "--grader", "qwen");
    assertEquals(2, empty.exitCode());
    assertTrue(empty.err().contains("stdin: holds no pair"), empty.err());
    Path first = Files.writeString(folder.resolve("a.jsonl"), FIRST);
    Path none = Files.writeString(folder.resolve("b.jsonl"), "");
    Ran second = Ran.command("grade", "--grader", "qwen", "" + first, "" + none);
    assertEquals(2, second.exitCode());
    assertTrue(second.err().contains("b.jsonl: holds no pair"), second.err());
    String bad = "{\"id\":2,\"gold\":\"\",\"pred\":\"1\"}\n";
    assertEquals(2, Ran.commandOn(bad + bad, "grade", "--grader", "qwen").exitCode());
    assertEquals(0, Ran.commandOn(bad + FIRST, "grade", "--grader", "qwen").exitCode());
  }

  @Test
  void parquetIsGradedAsJsonIs(@TempDir Path folder) throws IOException, SQLException {
    String rows = FIRST + "{\"id\":\"b\",\"gold\":\"5\",\"response\":\"so \\\\boxed{6}\"}\n";
    Path json = Files.writeString(folder.resolve("pairs.jsonl"), rows);
    Ran expected = Ran.command("grade", "--grader", "qwen", "" + json);
    assertEquals(0, expected.exitCode(), expected.err());
    assertEquals(
        expected.out(), Ran.command("grade", "--grader", "qwen", "" + ParquetFiles.of(json)).out());
  }

  @Test
  void wrongOptionsAreUsageErrors() {
    assertTrue(Ran.commandOn("", "grade", "--grader", "best").err().contains("one of hendrycks"));
    assertEquals(2, Ran.commandOn("", "grade", "--grader", "best").exitCode());
    assertEquals(2, Ran.commandOn("", "grade").exitCode());
    assertEquals(2, Ran.commandOn("", "grade", "--grader", "qwen", "--threads", "0").exitCode());
    assertEquals(
        2, Ran.commandOn("", "grade", "--grader", "hendrycks", "--data-name", "math").exitCode());
  }

  @Test
  void everyNameIsTheNameOfItsGrader() {
    for (String name : Graders.names()) {
      assertEquals(name, Graders.named(name, Graders.DEFAULT_DATA_NAME).name());
    }
  }
}
