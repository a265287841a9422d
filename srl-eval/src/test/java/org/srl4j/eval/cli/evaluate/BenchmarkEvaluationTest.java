package org.srl4j.eval.cli.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.cli.Ran;
import org.srl4j.eval.cli.TinyModel;

/** {@code srl eval} on a task of the user's own, with an untrained policy. */
class BenchmarkEvaluationTest {
  @TempDir static Path model;

  @TempDir private Path folder;

  @BeforeAll
  static void savesAModel() throws IOException {
    TinyModel.save(model, 200);
  }

  private String quiz(String rows) throws IOException {
    Files.writeString(folder.resolve("quiz.jsonl"), rows);
    return Files.writeString(
            folder.resolve("quiz.yaml"),
            "data: {file: quiz.jsonl, rows: 2}\nprompt: {plain: 'Q {question} A'}\n")
        .toString();
  }

  private String quiz() throws IOException {
    return quiz(
        "{\"question\":\"1+1?\",\"answer\":\"2\"}\n"
            + "{\"question\":\"2+2?\",\"answer\":[4,\"four\"]}\n");
  }

  private static Ran eval(String task, Path output, String... more) {
    List<String> args =
        Stream.concat(
                Stream.of(
                    "eval",
                    "--model",
                    "" + model,
                    "--task",
                    task,
                    "--output",
                    "" + output,
                    "--max-new-tokens",
                    "6"),
                Stream.of(more))
            .toList();
    return Ran.command(args.toArray(new String[0]));
  }

  @Test
  void greedyAndSampledFiguresComeWithTheirFiles() throws IOException {
    Path out = folder.resolve("out");
    Ran ran = eval(quiz(), out, "--greedy", "--k", "2", "--json", "--clopper-pearson");
    assertEquals(0, ran.exitCode(), ran.err());
    JsonNode row = new ObjectMapper().readTree(ran.out());
    assertEquals("quiz", row.get("task").asText());
    assertEquals("strict", row.get("grader").asText());
    assertEquals(2, row.get("problems").asInt());
    assertTrue(row.has("greedy_accuracy") && row.has("avg_at_2") && row.has("maj_at_2"), ran.out());
    assertTrue(row.get("notes").get(0).asText().contains("no chat template"), ran.out());
    assertEquals(6, Files.readAllLines(out.resolve("samples.jsonl")).size());
    for (String file : List.of("run.json", "report.json", "report.md", "report.html")) {
      assertTrue(Files.exists(out.resolve(file)), file);
    }
    assertTrue(ran.err().contains("6 of 6 samples"), ran.err());
  }

  @Test
  void aModelWithAChatTemplateIsAskedThroughIt() throws IOException {
    Path chat = folder.resolve("chat");
    TinyModel.save(Files.createDirectory(chat), 200);
    Files.writeString(
        chat.resolve("chat_template.jinja"),
        "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}assistant:");
    Path out = folder.resolve("out");
    String[] arguments = {
      "eval", "--model", "" + chat, "--task", quiz(), "--output", "" + out, "--max-new-tokens", "6"
    };
    Ran ran = Ran.command(arguments);
    assertEquals(0, ran.exitCode(), ran.err());
    JsonNode settings = new ObjectMapper().readTree(out.resolve("run.json").toFile());
    assertEquals("chat", settings.path("promptForm").asText(), settings.toString());
    assertFalse(ran.out().contains("no chat template"), ran.out());
  }

  @Test
  void aRunKeepsTheDateAndVariablesOfItsPrompts() throws IOException {
    Path chat = folder.resolve("dated");
    TinyModel.save(Files.createDirectory(chat), 200);
    Files.writeString(
        chat.resolve("chat_template.jinja"),
        "{{ strftime_now('%Y') }}{{ mode }}{% for m in messages %}{{ m.content }}{% endfor %}");
    Path out = folder.resolve("out");
    String[] arguments = {
      "eval",
      "--model",
      "" + chat,
      "--task",
      quiz(),
      "--output",
      "" + out,
      "--max-new-tokens",
      "6",
      "--chat-kwarg",
      "mode=a",
      "--resume",
      "--chat-date",
      "1999-12-31"
    };
    assertEquals(0, Ran.command(arguments).exitCode());
    JsonNode settings = new ObjectMapper().readTree(out.resolve("run.json").toFile());
    assertEquals("chat, date 1999-12-31, mode=\"a\"", settings.path("promptForm").asText());
    Ran later = Ran.command(Arrays.copyOf(arguments, arguments.length - 2));
    assertEquals(0, later.exitCode(), later.err());
    arguments[arguments.length - 1] = "2000-01-01";
    Ran other = Ran.command(arguments);
    assertEquals(2, other.exitCode());
    assertTrue(other.err().contains("promptForm was \"chat, date 1999-12-31"), other.err());
  }

  @Test
  void chatOptionsNeedATemplate() throws IOException {
    Ran ran = eval(quiz(), folder.resolve("out"), "--chat-kwarg", "a=1");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("has no chat template"), ran.err());
    Ran embedded = Ran.command("eval", "--model", "" + model, "--chat-kwarg", "a=1");
    assertEquals(2, embedded.exitCode());
    assertTrue(embedded.err().contains("order is not asked through"), embedded.err());
  }

  @Test
  void withoutKThereIsOneGreedyResponseAProblem() throws IOException {
    Path out = folder.resolve("out");
    Ran ran = eval(quiz(), out);
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.out().contains("greedy accuracy"), ran.out());
    assertEquals(2, Files.readAllLines(out.resolve("samples.jsonl")).size());
  }

  @Test
  void resumedRunAfterATornLineGivesTheSameReport() throws IOException {
    Path whole = folder.resolve("whole");
    Path torn = folder.resolve("torn");
    String[] options = {"--k", "3", "--seed", "5", "--batch", "2"};
    assertEquals(0, eval(quiz(), whole, options).exitCode());
    Files.createDirectories(torn);
    Files.copy(whole.resolve("run.json"), torn.resolve("run.json"));
    byte[] samples = Files.readAllBytes(whole.resolve("samples.jsonl"));
    Files.write(torn.resolve("samples.jsonl"), Arrays.copyOf(samples, samples.length / 2));
    Ran ran = eval(quiz(), torn, "--k", "3", "--seed", "5", "--resume");
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains("an incomplete last line"), ran.err());
    for (String file : List.of("samples.jsonl", "report.json", "report.md", "report.html")) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(torn.resolve(file)), file);
    }
  }

  @Test
  void secondRunInTheFolderNeedsResumeAndTheSameSettings() throws IOException {
    Path out = folder.resolve("out");
    assertEquals(0, eval(quiz(), out).exitCode());
    Ran again = eval(quiz(), out);
    assertEquals(2, again.exitCode());
    assertTrue(again.err().contains("give --resume"), again.err());
    Ran other = eval(quiz(), out, "--seed", "1", "--resume");
    assertEquals(2, other.exitCode());
    assertTrue(other.err().contains("seed was 0, now 1"), other.err());
  }

  @Test
  void promptThatFillsTheContextIsReportedNotAnError() throws IOException {
    String rows = "{\"question\":\"" + "z".repeat(300) + "\",\"answer\":\"2\"}\n";
    Ran ran = eval(quiz(rows), folder.resolve("out"), "--json");
    assertEquals(0, ran.exitCode(), ran.err());
    JsonNode row = new ObjectMapper().readTree(ran.out());
    assertEquals(1.0, row.get("greedy_responses").get("truncation_rate").asDouble());
    assertTrue(row.get("notes").toString().contains("could not begin"), ran.out());
    assertTrue(ran.err().contains("warning: The data file has 1 rows instead of 2."), ran.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--limit=3 | limit: must be in 1..2, got 3",
        "--k=-1 | --k: must be at least 0 (0 = greedy alone), got -1",
        "--temperature=0 | temperature: must be above 0",
        "--batch=0 | batch: must be at least 1",
        "--grader=best | srl: --grader: must be one of",
        "--data=nowhere.jsonl | nowhere.jsonl: no such file",
        "--max-new-tokens=0 | --max-new-tokens: must be at least 1",
      })
  void wrongOptionsAreNamed(String option, String said) throws IOException {
    String[] more = {option};
    Ran ran =
        option.startsWith("--max")
            ? Ran.command(
                "eval", "--model", "" + model, "--task", quiz(), option, "--output", folder + "/o")
            : eval(quiz(), folder.resolve("o"), more);
    assertEquals(2, ran.exitCode(), ran.out());
    assertTrue(ran.err().contains(said), ran.err());
  }

  @Test
  void goldThatCannotBeReadIsAnErrorBeforeAnythingIsSampled() throws IOException {
    String task = quiz("{\"question\":\"1+1?\",\"answer\":\"\\\\frac{1}{\"}\n");
    Ran ran = eval(task, folder.resolve("out"));
    assertEquals(2, ran.exitCode(), ran.out());
    assertTrue(
        ran.err().contains("row 1: the grader strict cannot read the gold answer '\\frac{1}{'"),
        ran.err());
    assertTrue(Files.notExists(folder.resolve("out")));
  }

  @Test
  void keptSamplesAreGradedAgainWithoutTheModel() throws IOException {
    Path out = folder.resolve("out");
    assertEquals(0, eval(quiz(), out, "--k", "2").exitCode());
    byte[] samples = Files.readAllBytes(out.resolve("samples.jsonl"));
    Ran ran = Ran.command("grade-samples", "" + out, "--grader", "qwen", "--json");
    assertEquals(0, ran.exitCode(), ran.err());
    JsonNode confusion = new ObjectMapper().readTree(ran.out());
    assertEquals("strict", confusion.get("first").asText());
    assertEquals("qwen", confusion.get("second").asText());
    assertEquals(4, confusion.get("responses").asInt());
    Path graded = out.resolve("graded-qwen");
    JsonNode report = new ObjectMapper().readTree(graded.resolve("report.json").toFile());
    assertEquals("qwen", report.get("grader").asText());
    assertArrayEquals(samples, Files.readAllBytes(out.resolve("samples.jsonl")));
    Ran same = Ran.command("grade-samples", "" + out, "--grader", "strict");
    assertEquals(0, same.exitCode(), same.err());
    assertTrue(same.out().contains("same verdict: 100.0 % of 4 responses"), same.out());
    assertArrayEquals(
        Files.readAllBytes(out.resolve("report.json")),
        Files.readAllBytes(out.resolve("graded-strict/report.json")));
  }

  @Test
  void provenanceHasCheckpointDataSamplingAndGrader() throws IOException {
    Path out = folder.resolve("out");
    assertEquals(0, eval(quiz(), out).exitCode());
    String provenance = Files.readString(out.resolve("tribuo.json"));
    for (String word : List.of("checkpoint-sha256", "data-hash", "seed", "sampling", "strict 3")) {
      assertTrue(provenance.contains(word), word);
    }
  }
}
