package org.srl4j.eval.cli.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.cli.Ran;
import org.srl4j.eval.result.EvaluationFiles;
import org.srl4j.eval.result.Evaluations;

class CompareReportsCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void writesReports() throws IOException {
    EvaluationFiles.write(
        Evaluations.report("m", "aime24", "0000000011"), folder.resolve("base"), false);
    EvaluationFiles.write(
        Evaluations.report("m", "aime24", "1111111111"), folder.resolve("better"), false);
  }

  @Test
  void namedReportsAreTestedAgainstTheFirst() throws IOException {
    Ran ran =
        Ran.command(
            "compare-reports",
            "base=" + folder.resolve("base"),
            "better=" + folder.resolve("better"),
            "--json");
    assertEquals(0, ran.exitCode(), ran.err());
    JsonNode root = new ObjectMapper().readTree(ran.out());
    JsonNode test = root.get("tests").get(0).get("test");
    assertEquals(8, test.get("mcNemar").get("onlyFirst").asInt());
    assertEquals(1 / 128.0, test.get("holmP").asDouble(), 1e-12);
    assertEquals(6, root.get("smallestGaps").get(0).get("greedyProblems").asInt());
  }

  @Test
  void markdownGoesToStandardOutputAndHtmlToAFile() throws IOException {
    Path html = folder.resolve("page.html");
    Ran ran =
        Ran.command(
            "compare-reports",
            "base=" + folder.resolve("base"),
            "better=" + folder.resolve("better/report.json"),
            "--html",
            "" + html);
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.out().startsWith("# Comparison of evaluations"), ran.out());
    assertTrue(Files.readString(html).contains("better better than base"));
  }

  @Test
  void paperTakesAFolderOfReports() throws IOException {
    Ran ran = Ran.command("compare-reports", "--paper", "" + folder.resolve("base"), "--json");
    assertEquals(0, ran.exitCode(), ran.err());
    JsonNode rows = new ObjectMapper().readTree(ran.out()).get("rows");
    assertEquals(10, rows.size());
    assertEquals(27.6, rows.get(7).get("averagePrinted").asDouble());
    assertEquals(20.0, rows.get(9).get("cells").get("aime24_greedy").get("value").asDouble());
  }

  @Test
  void sameNameTwiceAndMissingReportsAreUsageErrors() {
    Ran twice = Ran.command("compare-reports", "" + folder);
    assertEquals(2, twice.exitCode());
    assertTrue(twice.err().contains("give one another name"), twice.err());
    Ran none = Ran.command("compare-reports", "" + folder.resolve("nothing"));
    assertEquals(2, none.exitCode());
    assertTrue(none.err().contains("no such file"), none.err());
  }

  @Test
  void difficultyIsPrintedAndDrawn() throws IOException {
    StringBuilder greedy = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      greedy.append(i % 5 < 2 ? '1' : '0');
    }
    Path quiz = folder.resolve("quiz");
    EvaluationFiles.write(Evaluations.report("m", "aime24", greedy.toString()), quiz, false);
    Ran ran = Ran.command("difficulty", "" + quiz, "--base", "" + quiz, "--model", "tree");
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.out().contains("8 of 20 problems solved"), ran.out());
    assertTrue(Files.size(quiz.resolve("difficulty.png")) > 5000);
    JsonNode root = new ObjectMapper().readTree(quiz.resolve("difficulty.json").toFile());
    assertEquals(1.0, root.get("accuracy").asDouble());
    Ran alike = Ran.command("difficulty", "" + folder.resolve("better"));
    assertEquals(2, alike.exitCode());
    assertTrue(alike.err().contains("10 solved of 10"), alike.err());
  }
}
