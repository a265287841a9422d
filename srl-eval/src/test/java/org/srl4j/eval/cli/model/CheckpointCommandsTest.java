package org.srl4j.eval.cli.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.srl4j.core.graph.GraphBlock;
import org.srl4j.eval.cli.Ran;
import org.srl4j.models.block.AttentionDesign;
import org.srl4j.models.block.CausalSelfAttention;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.lora.LoraConfig;
import org.srl4j.models.policy.PolicyModel;

/** init-model, logprobs, export, generate and doctor on a model of the smallest shape. */
class CheckpointCommandsTest {
  private static final double NATS = 1e-5; // float32 log-probabilities of about 6

  @TempDir static Path folder;
  private static Path model;

  @BeforeAll
  static void writesAModel() {
    model = folder.resolve("above/model");
    Ran ran = Ran.command("init-model", "--like", "tiny-qwen2", "--seed", "1", "--to", "" + model);
    assertEquals(0, ran.exitCode(), ran.err());
    assertEquals(model + System.lineSeparator(), ran.out());
  }

  private static JsonNode logprobs(Path of, String... input) throws IOException {
    Ran ran = Ran.command("logprobs", "--model", "" + of, input[0], input[1], "--json");
    assertEquals(0, ran.exitCode(), ran.err());
    return new ObjectMapper().readTree(ran.out());
  }

  /** Near-zero weights: 320 ids are about equally likely, ln 320 = 5.768. */
  @Test
  void logprobsHaveTheDocumentedKeys() throws IOException {
    JsonNode json = logprobs(model, "--ids", "5,6,7");
    assertEquals("[5,6,7]", json.get("input_ids").toString());
    assertEquals(2, json.get("next_token_logprob").size());
    assertEquals(3, json.get("argmax_per_position").size());
    assertEquals(3, json.get("entropy_per_position").size());
    double mean =
        -(json.at("/next_token_logprob/0").asDouble() + json.at("/next_token_logprob/1").asDouble())
            / 2;
    assertEquals(mean, json.get("mean_nll").asDouble(), 1e-12);
    assertEquals(5.768, json.at("/entropy_per_position/2").asDouble(), 0.05);
    assertEquals(json, logprobs(model, "--text", "5 6\\n7"));
    assertTrue(logprobs(model, "--ids", "5").get("mean_nll").isNull());
  }

  @Test
  void anAdapterOfTheHubNeedsItsBaseFromTheUser() throws IOException {
    Path adapter = Files.createDirectory(folder.resolve("adapter"));
    PolicyModel.load(model, 1)
        .withAdapter(new LoraConfig(2, 4, 0, List.of("q_proj"), false), 1, 1)
        .save(adapter);
    Path config = adapter.resolve("adapter_config.json");
    Files.writeString(
        config, Files.readString(config).replaceAll("\"/.*model\"", "\"meta-llama/Llama-3.2-1B\""));
    Ran ran = Ran.command("logprobs", "--model", "" + adapter, "--ids", "5,6,7", "--json");
    assertEquals(1, ran.exitCode());
    assertTrue(
        ran.err().contains("\"meta-llama/Llama-3.2-1B\", and no such folder is here")
            && ran.err().contains("say where it is with --base DIR"),
        ran.err());
    Ran given =
        Ran.command(
            "logprobs", "--model", "" + adapter, "--base", "" + model, "--ids=5,6,7", "--json");
    assertEquals(0, given.exitCode(), given.err());
    assertEquals(logprobs(model, "--ids", "5,6,7"), new ObjectMapper().readTree(given.out()));
    Path whole = folder.resolve("merged");
    Ran merged =
        Ran.command(
            "export", "--run", "" + adapter, "--base", "" + model, "--to", "" + whole, "--merge");
    assertEquals(0, merged.exitCode(), merged.err());
    assertEquals(logprobs(model, "--ids", "5,6,7"), logprobs(whole, "--ids", "5,6,7"));
    Ran none = Ran.command("logprobs", "--model", "" + model, "--base", "" + model, "--ids=5,6");
    assertEquals(2, none.exitCode());
    assertTrue(none.err().contains("only an adapter has a base"), none.err());
  }

  @Test
  void whatHadToBeDecidedIsToldOnTheErrorStream() throws IOException {
    Path odd = folder.resolve("odd");
    Ran.command("init-model", "--like", "tiny-qwen2", "--seed", "1", "--to", "" + odd);
    Path config = odd.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("\"tie_word_embeddings\" : true", "\"tie_word_embeddings\" : false"));
    Ran ran = Ran.command("logprobs", "--model", "" + odd, "--ids", "5,6,7", "--json");
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(
        ran.err().startsWith("srl: warning: " + odd + ": tie_word_embeddings is false and the"),
        ran.err());
    assertEquals(logprobs(model, "--ids", "5,6,7"), new ObjectMapper().readTree(ran.out()));
  }

  @Test
  void layersOfOnesOwnAreNotExported() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    PolicyModel.load(model, 1).withLayers(new Doubled(), 1, 1).save(own);
    Path to = folder.resolve("own-hf");
    Ran ran = Ran.command("export", "--run", "" + own, "--to", "" + to);
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("has the layers " + Doubled.class.getName()), ran.err());
    assertTrue(!Files.exists(to));
    Ran memory = Ran.command("plan-memory", "--method", "sft", "--model", "" + own);
    assertEquals(2, memory.exitCode());
    assertTrue(memory.err().contains("estimated for stock layers alone"), memory.err());
    assertEquals(3, logprobs(own, "--ids", "5,6,7").get("input_ids").size());
  }

  /** The stock attention's output, twice. */
  record Doubled() implements AttentionDesign {
    @Override
    public GraphBlock attention(DecoderConfig sizes, int index) {
      return (scope, x) ->
          new CausalSelfAttention(sizes, index).define(scope, x).mul(scope.constant(2));
    }

    @Override
    public boolean cached() {
      return true;
    }
  }

  @Test
  void tableHasARowAPosition() {
    Ran ran = Ran.command("logprobs", "--model", "" + model, "--ids", "5,6,7");
    assertEquals(5, ran.out().lines().count(), ran.out());
    assertTrue(ran.out().contains("mean NLL 5.7"), ran.out());
  }

  @Test
  void exportRoundsToTheTypeAndSplitsIntoShards() throws IOException {
    Path to = folder.resolve("bf16");
    Ran ran =
        Ran.command(
            "export",
            "--run",
            "" + model,
            "--to",
            "" + to,
            "--dtype",
            "bf16",
            "--max-shard-size",
            "60KB");
    assertEquals(0, ran.exitCode(), ran.err());
    JsonNode config = new ObjectMapper().readTree(to.resolve("config.json").toFile());
    assertEquals("bfloat16", config.get("torch_dtype").asText());
    assertTrue(Files.exists(to.resolve("model-00001-of-00005.safetensors")), "shards");
    JsonNode exact = logprobs(model, "--ids", "5,6,7");
    JsonNode rounded = logprobs(to, "--ids", "5,6,7");
    assertEquals(exact.get("mean_nll").asDouble(), rounded.get("mean_nll").asDouble(), 2e-3);
    Path back = folder.resolve("back");
    Path again = folder.resolve("again");
    assertEquals(0, Ran.command("export", "--run", "" + to, "--to", "" + back).exitCode());
    ran = Ran.command("export", "--run", "" + back, "--to", "" + again, "--dtype", "BF16");
    assertEquals(0, ran.exitCode(), ran.err());
    Path whole = folder.resolve("whole");
    Ran.command("export", "--run", "" + to, "--to", "" + whole, "--dtype", "bfloat16");
    assertArrayEquals(
        Files.readAllBytes(whole.resolve("model.safetensors")),
        Files.readAllBytes(again.resolve("model.safetensors")));
    assertEquals(
        rounded.get("mean_nll").asDouble(),
        logprobs(again, "--ids", "5,6,7").get("mean_nll").asDouble(),
        NATS);
  }

  @Test
  void modelThatIsThereIsReplacedOnlyWhenAsked() throws IOException {
    Path to = folder.resolve("twice");
    String[] init = {"init-model", "--like", "" + model, "--seed", "2", "--to", "" + to};
    assertEquals(0, Ran.command(init).exitCode());
    Ran ran = Ran.command(init);
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("exists and is not empty"), ran.err());
    String[] over = java.util.Arrays.copyOf(init, 8);
    over[7] = "--overwrite";
    assertEquals(0, Ran.command(over).exitCode());
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("thesis.txt"), "mine");
    over[6] = "" + other;
    ran = Ran.command(over);
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("holds no model"), ran.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "logprobs --model M | --ids=ID",
        "logprobs --model M --ids 1 --text 2 | mutually exclusive",
        "logprobs --model M --ids 1,x | --ids",
        "logprobs --model M --ids 320 | ids: must be from 0 to 319, got 320",
        "logprobs --model M --text hello | the model has no tokenizer",
        "logprobs --model M --ids 1 --threads 0 | --threads: must be at least 1",
        "logprobs --model M/none --ids 1 | holds neither model.safetensors",
        "export --run M --to M/inside | must lie outside",
        "export --run M --to M2 --dtype int8 | must be float32, bfloat16 or float16",
        "export --run M --to M2 --max-shard-size big | must be a whole number of bytes",
        "export --run M --to M2 --max-shard-size 0 | maxShardBytes: must be at least 1",
        "init-model --like gpt5 --to M2 | like: must be one of [tiny-llama"
      })
  void wrongUsageEndsWithTwoAndSaysWhy(String line, String said) {
    String[] args = line.replace("M2", folder + "/new").replace("M", "" + model).split(" ");
    Ran ran = Ran.command(args);
    assertEquals(2, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains(said), ran.err());
    assertTrue(ran.out().isEmpty(), ran.out());
  }

  @Test
  void generateTakesItsDefaultsFromTheFolder() throws IOException {
    Path greedy = folder.resolve("greedy");
    Ran.command("export", "--run", "" + model, "--to", "" + greedy);
    Files.writeString(
        greedy.resolve("generation_config.json"),
        "{\"do_sample\": false, \"eos_token_id\": 1, \"repetition_penalty\": 1.05}");
    String[] head = {
      "generate", "--model", "" + greedy, "--prompt", "5 6", "--max-new-tokens", "9"
    };
    Ran first = Ran.command(with(head, "--seed", "1"));
    assertEquals(0, first.exitCode(), first.err());
    assertEquals(first.out(), Ran.command(with(head, "--seed", "2")).out());
    assertTrue(first.err().contains("not applied: [repetition_penalty 1.05]"), first.err());
    assertTrue(!first.out().equals(Ran.command(with(head, "--temperature", "1")).out()));
  }

  private static String[] with(String[] head, String... more) {
    String[] all = java.util.Arrays.copyOf(head, head.length + more.length);
    System.arraycopy(more, 0, all, head.length, more.length);
    return all;
  }

  @Test
  void doctorNeedsNoGpu() throws IOException {
    Ran ran = Ran.command("doctor");
    assertEquals(0, ran.exitCode(), ran.out());
    assertTrue(ran.out().contains("backend") && ran.out().contains("CpuBackend"), ran.out());
    JsonNode json = new ObjectMapper().readTree(Ran.command("doctor", "--json").out());
    assertEquals("NATIVE_CPU", json.at("/backend/type").asText());
    JsonNode sandbox = json.path("sandbox");
    assertEquals("limited", sandbox.path("time and output").asText(), json.toString());
    boolean open = sandbox.path("contained by").asText().equals("nothing");
    assertEquals(open, sandbox.toString().contains("install bubblewrap"), json.toString());
    assertTrue(json.get("gpus").isArray() && json.get("problems").isEmpty(), json.toString());
  }
}
