package org.srl4j.eval.cli.train;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.data.Experience;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.testing.SharedData;
import org.srl4j.eval.cli.Ran;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.Recipe;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.harness.Demonstrations;
import org.srl4j.eval.method.Example;
import org.srl4j.eval.method.Lesson;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.TextSegment;

/**
 * What the shipped recipes make of rows, under the chat templates of Qwen2.5 and Llama 3.1. Rows of
 * our own stand in full, and were read; of 20 real rows, which the project must not ship, there are
 * lengths, the places of the mask and a digest of the text. A difference writes what it is now to
 * {@code target/goldens}.
 */
class PromptGoldensIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Llama 3.1's, from the golden file of the template engine. */
  private static final Path TEMPLATES =
      Path.of("srl-models/src/test/resources/org/srl4j/models/chat/jinja/golden.jsonl");

  @TempDir private Path folder;
  private Path qwen;
  private Path llama;

  @BeforeEach
  void drawModels() throws IOException {
    qwen = model("qwen");
    llama = model("llama");
    Path root = Path.of(System.getProperty("user.dir"));
    Path templates = root.resolveSibling(TEMPLATES);
    String first;
    try (var lines = Files.lines(templates)) {
      first = lines.findFirst().orElseThrow();
    }
    String template = JSON.readTree(first).path("templates").path("llama31").asText();
    Files.writeString(llama.resolve("chat_template.jinja"), template);
    Path tokens = llama.resolve("tokenizer_config.json");
    ObjectNode config = (ObjectNode) JSON.readTree(tokens.toFile());
    JSON.writeValue(tokens.toFile(), config.put("bos_token", "<|begin_of_text|>"));
  }

  private Path model(String name) {
    Path model = folder.resolve(name);
    Ran ran =
        Ran.command(
            "init-model",
            "--tokenizer",
            "" + SharedData.file("tokenizers/qwen2.5"),
            "--to",
            "" + model,
            "hidden_size=8",
            "intermediate_size=16",
            "num_hidden_layers=1",
            "num_attention_heads=1",
            "num_key_value_heads=1",
            "max_position_embeddings=32768");
    assertEquals(0, ran.exitCode(), ran.err());
    return model;
  }

  private static void assertGolden(String name, String actual) throws IOException {
    String golden = "";
    try (InputStream in = PromptGoldensIT.class.getResourceAsStream(name)) {
      golden = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      golden = golden.substring(golden.indexOf('\n') + 1); // the first line says who made it
    }
    if (!golden.equals(actual)) {
      Path now = Files.createDirectories(Path.of("target/goldens")).resolve(name);
      Files.writeString(now, actual);
    }
    assertEquals(golden, actual, name + "; what it is now: target/goldens");
  }

  @Test
  void ownRowsAreWhatWasRead() throws IOException {
    Path rows = folder.resolve("own-rows.jsonl");
    try (InputStream in = PromptGoldensIT.class.getResourceAsStream("own-rows.jsonl")) {
      Files.copy(in, rows);
    }
    Path recipe = folder.resolve("own.yaml");
    Files.writeString(
        recipe,
        "like: paper-math\ndata: {format: jsonl}\n"
            + "evaluation: {train: 2, validation: 1, test: 1}\n"
            + "methods: {srl_hints: {like: srl, title_hint: true}}\n"
            + "compare: [sft_outline, sft_full, srl, srl_hints, rlvr]\n");
    List<String> texts = new ArrayList<>();
    for (Path model : List.of(qwen, llama)) {
      StringBuilder all = new StringBuilder();
      for (String[] words :
          List.of(
              new String[] {"srl", "1"},
              new String[] {"srl", "2"},
              new String[] {"srl_hints", "2"},
              new String[] {"rlvr", "1"},
              new String[] {"sft_outline", "1"},
              new String[] {"sft_full", "1"})) {
        Ran ran =
            Ran.command(
                "show",
                "--recipe",
                "" + recipe,
                "--model",
                "" + model,
                "--method",
                words[0],
                "--row",
                words[1],
                "data.train=" + rows);
        assertEquals(0, ran.exitCode(), ran.err());
        all.append("=== srl show --method ").append(words[0]).append(" --row ").append(words[1]);
        all.append('\n').append(ran.out().replace("\r\n", "\n")).append('\n');
      }
      texts.add(all.toString());
    }
    assertAll(
        () -> assertGolden("own-rows-qwen.txt", texts.get(0)),
        () -> assertGolden("own-rows-llama.txt", texts.get(1)));
  }

  @Test
  void realRowsAreWhatWasRead() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path model : List.of(qwen, llama)) {
      lines.addAll(rows(model, "paper-math", 7, "data.train=" + SharedData.file("steps/s1k.json")));
      lines.addAll(
          rows(
              model, "gsm8k-small", 7, "data.train=" + SharedData.file("steps/gsm8k_train.jsonl")));
      lines.addAll(
          rows(
              model,
              "paper-swe",
              6,
              "data.train=" + SharedData.file("swe/swesmith_ft_xml.jsonl"),
              "data.test="
                  + SharedData.file("cases/10-function-calling-rows/swegym_sampled.jsonl")));
    }
    assertGolden(
        "real-rows.jsonl", lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
  }

  /** What is asked of a row and what is imitated of it, a line each. */
  private List<String> rows(Path model, String recipe, int count, String... data)
      throws IOException {
    List<String> settings = new ArrayList<>(List.of(data));
    settings.add("init_from=" + model);
    boolean agents = recipe.equals("paper-swe");
    settings.add("evaluation.train=" + (agents ? 1 : count));
    settings.addAll(List.of("evaluation.validation=1", "evaluation.test=1"));
    ComparisonConfig config = Recipe.of(recipe).config(Optional.empty(), settings);
    TaskSetup setup = TaskSetup.of(config, line -> {});
    List<String> lines = new ArrayList<>();
    for (String method : List.of("srl", "sft_outline")) {
      Lesson lesson = new Lesson(setup.task(0), 0);
      List<Example> examples = config.methods().named(method).trained().examples(lesson);
      for (Example example : agents ? examples.subList(0, count) : lastOfEach(examples)) {
        ObjectNode row = JSON.createObjectNode();
        row.put("recipe", recipe).put("template", "" + model.getFileName());
        row.put("method", method).put("row", example.id());
        describe(row, example, setup.tokenizer());
        lines.add(JSON.writeValueAsString(row));
      }
    }
    return lines;
  }

  /** The last example of each problem: of its steps the one with the most before it. */
  private static List<Example> lastOfEach(List<Example> examples) {
    Map<String, Example> last = new LinkedHashMap<>();
    examples.forEach(example -> last.put(example.id().replaceAll("/.*", ""), example));
    return List.copyOf(last.values());
  }

  private static void describe(ObjectNode row, Example example, Tokenizer tokenizer) {
    String text = example.text().stream().map(TextSegment::text).collect(Collectors.joining());
    row.put("characters", text.codePointCount(0, text.length()));
    row.put("sha256", DigestUtils.sha256Hex(text));
    if (example.reference().isPresent()) {
      row.put("tokens", tokenizer.encode(text).length);
      row.put("reference_tokens", tokenizer.encode(example.reference().get()).length);
      row.put("reference_sha256", DigestUtils.sha256Hex(example.reference().get()));
      return;
    }
    Experience shown =
        Demonstrations.encode(new Demonstration(example.id(), example.text()), tokenizer);
    row.put("tokens", shown.length());
    ArrayNode counted = row.putArray("counted");
    float[] mask = shown.lossMask();
    for (int from = 0; from < mask.length; from++) {
      if (mask[from] != 0 && (from == 0 || mask[from - 1] == 0)) {
        int to = from;
        while (to < mask.length && mask[to] != 0) {
          to++;
        }
        counted.addArray().add(from).add(to);
      }
    }
  }
}
