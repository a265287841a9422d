package org.srl4j.eval.cli.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.cli.Ran;
import org.srl4j.eval.task.order.OrderVocabulary;
import org.srl4j.eval.task.repair.RepairTask;
import org.srl4j.eval.task.repair.RepairVocabulary;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.tokenizer.WordTokenizer;

/** eval and generate on an untrained policy of a few hundred parameters. */
class ModelCommandsTest {
  private static final String PROMPT = "Q 71700 : add 3 : swap\\n";

  @TempDir static Path model;

  @BeforeAll
  static void savesAModel() throws IOException {
    save(model, OrderVocabulary.tokens(), 320);
  }

  private static void save(Path folder, List<String> words, int maxLength) throws IOException {
    WordTokenizer tokenizer = new WordTokenizer(words);
    DecoderConfig sizes =
        new DecoderConfig(
            tokenizer.vocabularySize(), 8, 16, 1, 2, 2, 4, 100, 1e-5, false, false, maxLength);
    PolicyModel.initialised(sizes, tokenizer, 1, 1).save(folder);
  }

  private static Ran generate(String... more) {
    String[] args = new String[more.length + 7];
    String[] head = {
      "generate", "--model", "" + model, "--prompt", PROMPT, "--max-new-tokens", "5"
    };
    System.arraycopy(head, 0, args, 0, head.length);
    System.arraycopy(more, 0, args, head.length, more.length);
    return Ran.command(args);
  }

  @Test
  void sameSeedGivesTheSameTextAndAnotherSeedAnother() {
    String first = generate("--samples", "3", "--seed", "1").out();
    assertEquals(first, generate("--samples", "3", "--seed", "1").out());
    assertNotEquals(first, generate("--samples", "3", "--seed", "2").out());
  }

  @Test
  void greedyIgnoresTheSeed() {
    String first = generate("--greedy", "--seed", "1").out();
    assertEquals(first, generate("--temperature", "0", "--seed", "2").out());
  }

  @Test
  void jsonHasTextTokensAndLogProbability() throws IOException {
    Ran ran = generate("--json", "--samples", "2", "--top-k", "3", "--top-p", "0.9");
    assertEquals(0, ran.exitCode(), ran.err());
    assertEquals(2, ran.out().lines().count());
    JsonNode row = new ObjectMapper().readTree(ran.out().lines().findFirst().orElseThrow());
    assertTrue(row.get("tokens").asInt() <= 5, ran.out());
    assertTrue(row.get("logprob").asDouble() < 0, ran.out());
    assertTrue(row.has("text") && row.has("finish_reason"), ran.out());
  }

  @ParameterizedTest
  @CsvSource({
    "--top-p=0, --top-p: must be in",
    "--top-k=-1, --top-k: must be",
    "--max-new-tokens=0, --max-new-tokens: must be",
    "--samples=0, --samples",
    "--temperature=-1, temperature"
  })
  void valuesOutOfRangeAreNamed(String option, String said) {
    Ran ran = Ran.command("generate", "--model", "" + model, "--prompt", PROMPT, option);
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains(said), ran.err());
  }

  @Test
  void wordOutsideTheVocabularyIsNamed() {
    Ran ran = Ran.command("generate", "--model", "" + model, "--prompt", "hello");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("hello"), ran.err());
  }

  @Test
  void escapesAreReadAndOtherBackslashesStay() {
    assertEquals("a\nb\tc\\d\\x\\", GenerateCommand.unescape("a\\nb\\tc\\\\d\\x\\"));
  }

  @Test
  void evalPrintsIntervalAndPassAtK() throws IOException {
    Ran ran =
        Ran.command("eval", "--model", "" + model, "--limit", "2", "--samples", "2", "--json");
    assertEquals(0, ran.exitCode(), ran.err());
    JsonNode row = new ObjectMapper().readTree(ran.out());
    assertEquals(2, row.get("problems").asInt());
    assertEquals(0, row.get("greedy_accuracy").asDouble());
    // Wilson, 0 of 2: z^2 / (2 + z^2) with z^2 = 3.8415 gives 0.6576
    assertEquals(0.6576, row.get("greedy_wilson_95").get(1).asDouble(), 1e-4);
    assertTrue(row.has("avg_at_2") && row.has("pass_at_2"), ran.out());
  }

  @Test
  void evalOfRepairRunsTheTestsOfWhatWasSubmitted(@TempDir Path folder) throws IOException {
    Path repairing = Files.createDirectory(folder.resolve("model"));
    save(repairing, RepairVocabulary.tokens(), RepairTask.CONTEXT_LENGTH);
    Path out = folder.resolve("out");
    String[] arguments = {
      "eval",
      "--model",
      "" + repairing,
      "--task",
      "repair",
      "--limit",
      "2",
      "--json",
      "--output",
      "" + out
    };
    Ran ran = Ran.command(arguments);
    assertEquals(0, ran.exitCode(), ran.err());
    assertEquals(0, new ObjectMapper().readTree(ran.out()).get("resolved_by_tests").asInt(-1));
    assertEquals(2, Files.readAllLines(out.resolve("predictions.jsonl")).size());
    assertTrue(Files.readString(out.resolve("report.json")).contains("resolved"));
  }

  @Test
  void evalPrintsLinesAndKnowsOnePass() {
    Ran ran = Ran.command("eval", "--model", "" + model, "--limit", "1", "--decoding", "one_pass");
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.out().contains("decoding           one_pass"), ran.out());
  }

  @ParameterizedTest
  @CsvSource({
    "--limit=0, --limit: must be at least 1",
    "--limit=101, --limit: must be in 1..100",
    "--decoding=beam, one of [step_loop",
    "--task=gsm9k, a benchmark (amc23",
    "--samples=-1, --samples: must be at least 0",
    "--k=-1, --k: must be at least 0",
    "--temperature=0, --temperature: must be above 0"
  })
  void evalNamesWhatIsWrong(String option, String said) {
    Ran ran = Ran.command("eval", "--model", "" + model, option);
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains(said), ran.err());
  }

  @Test
  void damagedModelFailsWithItsFile(@TempDir Path copy) throws IOException {
    for (String name : new String[] {"config.json", "tokenizer.json"}) {
      Files.copy(model.resolve(name), copy.resolve(name));
    }
    Files.write(copy.resolve("model.safetensors"), new byte[] {1, 2, 3});
    Ran ran = Ran.command("eval", "--model", "" + copy, "--limit", "1");
    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().contains("model.safetensors"), ran.err());
  }
}
