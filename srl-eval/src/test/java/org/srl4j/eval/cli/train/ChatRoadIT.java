package org.srl4j.eval.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.core.prepare.PromptParts;
import org.srl4j.core.prepare.PromptTemplate;
import org.srl4j.eval.cli.Ran;
import org.srl4j.eval.compare.setup.Recipe;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.tokenizer.bytepair.BytePairTokenizer;
import org.srl4j.models.tokenizer.bytepair.BytePairTrainer;
import org.srl4j.models.tokenizer.bytepair.SplitPattern;

/**
 * The road of paper-math learns: a checkpoint with a chat template that is fine-tuned on
 * conversations, then SRL and RLVR with that recipe's prompts, steps of several lines, boxed
 * answers and the Qwen grader.
 *
 * <p>Each problem names two colours, and the experts always choose the second. The fine-tuned
 * policy keeps the format and chooses either.
 */
class ChatRoadIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> COLOURS =
      List.of(
          "red", "blue", "green", "black", "white", "brown", "pink", "grey", "gold", "lime", "navy",
          "teal", "rose", "cyan", "plum", "ruby");
  private static final String TEMPLATE =
      "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + m.content + '<eos>\n' }}"
          + "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

  @TempDir private Path folder;

  private PromptTemplate prompts;

  private record Pair(String first, String second) {
    String question() {
      return "Colours: " + first + " " + second;
    }

    String thought() {
      return "<think> " + first + " " + second + " </think>\n";
    }
  }

  private static List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (String first : COLOURS) {
      for (String second : COLOURS) {
        if (!first.equals(second)) {
          pairs.add(new Pair(first, second));
        }
      }
    }
    return pairs;
  }

  private static String choice(String colour) {
    return "I choose:\n\\[\nx = \\text{" + colour + "}\n\\]";
  }

  private static String answer(String colour) {
    return "The final answer is \\boxed{" + colour + "}.";
  }

  private static String conversation(PromptParts asked, String answer) {
    ObjectNode row = JSON.createObjectNode();
    ArrayNode messages = row.putArray("messages");
    messages.addObject().put("role", "system").put("content", asked.system());
    messages.addObject().put("role", "user").put("content", asked.user());
    messages.addObject().put("role", "assistant").put("content", answer);
    return row.toString();
  }

  /** Every turn that the recipe asks for, in the right form, either colour chosen. */
  private List<String> conversations(int count) {
    Random random = new Random(7);
    List<Pair> pairs = pairs();
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Pair pair = pairs.get(random.nextInt(pairs.size()));
      String chosen = random.nextBoolean() ? pair.first() : pair.second();
      Problem problem = new Problem("p", pair.question(), "");
      Step step = new Step(1, choice(chosen));
      switch (i % 3) {
        case 0 ->
            rows.add(
                conversation(prompts.parts(problem, List.of()), pair.thought() + choice(chosen)));
        case 1 ->
            rows.add(
                conversation(
                    prompts.parts(problem, List.of(step)), pair.thought() + answer(chosen)));
        default ->
            rows.add(
                conversation(
                    prompts.parts(problem),
                    pair.thought() + choice(chosen) + "\n\n" + answer(chosen)));
      }
    }
    return rows;
  }

  private static String trajectory(Pair pair, int number) {
    ObjectNode row = JSON.createObjectNode();
    row.put("id", "t" + number).put("problem", pair.question()).put("answer", pair.second());
    row.putArray("steps").add(choice(pair.second())).add(answer(pair.second()));
    return row.toString();
  }

  private Path untrained(List<String> texts) throws IOException {
    BytePairTokenizer tokenizer =
        new BytePairTrainer(
                420, 2, List.of("<think>", "</think>", "<|im_start|>"), SplitPattern.QWEN2)
            .train(texts);
    DecoderConfig sizes =
        new DecoderConfig(
            tokenizer.vocabularySize(), 64, 176, 2, 4, 4, 16, 1000, 1e-5, false, false, 192);
    Path model = Files.createDirectories(folder.resolve("untrained"));
    PolicyModel.initialised(sizes, tokenizer, 5, 2).save(model);
    Files.writeString(model.resolve("chat_template.jinja"), TEMPLATE);
    return model;
  }

  private static Ran srl(String... words) {
    Ran ran = Ran.command(words);
    assertEquals(0, ran.exitCode(), ran.err());
    return ran;
  }

  private static double accuracy(JsonNode report, String method, String decoding) {
    for (JsonNode one : report.path("methods")) {
      if (one.path("name").asText().equals(method)) {
        JsonNode result = one.path("seeds").path(0).path("decodings").path(decoding);
        return result.path("averageAtK").path("mean").asDouble();
      }
    }
    throw new AssertionError("no method " + method);
  }

  /** Similarity of greedy steps with the experts' on test problems, as the report notes it. */
  private static double similarity(String progress, String label) {
    Matcher line =
        Pattern.compile(
                "seed 0, " + Pattern.quote(label) + ": similarity of greedy steps.*? ([0-9.]+)\n")
            .matcher(progress);
    assertTrue(line.find(), progress);
    return Double.parseDouble(line.group(1));
  }

  @Test
  void srlRaisesStepSimilarityAndRlvrAccuracy() throws IOException {
    Path recipe = folder.resolve("colours.yaml");
    Files.writeString(
        recipe,
        """
        like: paper-math
        preset: colours
        data: {format: jsonl}
        compare: [rlvr, srl]
        benchmarks: {ask: []}
        limits: {step_tokens: 48, solution_tokens: 72, turns: 3, context: 192}
        evaluation: {train: 180, validation: 16, test: 40, samples: 4, validation_samples: 4}
        methods:
          srl:
            learning_rate: [1e-3]
            batch: 16
            group_size: 8
            schedule: {max_collections: 40, validate_every: 10, warmup_updates: 0}
          rlvr:
            learning_rate: [1e-3]
            batch: 16
            group_size: 8
            schedule: {max_collections: 40, validate_every: 10, warmup_updates: 0}
        """);
    prompts = Recipe.of("" + recipe).config(Optional.empty(), List.of()).prompts();
    List<String> rows = conversations(6000);
    Path chats = Files.write(folder.resolve("chats.jsonl"), rows);
    List<String> texts = new ArrayList<>();
    for (String row : rows.subList(0, 300)) {
      JSON.readTree(row).path("messages").forEach(m -> texts.add(m.path("content").asText()));
    }
    Path base = folder.resolve("base");
    List<String> sft = new ArrayList<>(List.of("train", "--recipe", "sft"));
    sft.addAll(List.of("--method", "sft_outline", "--model", "" + untrained(texts)));
    sft.addAll(List.of("--learning-rate", "3e-3", "--output", "" + base));
    sft.addAll(List.of("data.train=" + chats, "methods.sft_outline.batch=24"));
    sft.addAll(List.of("methods.sft_outline.epochs=2", "methods.sft_outline.validations=1"));
    srl(sft.toArray(String[]::new));

    List<Pair> pairs = pairs();
    Collections.shuffle(pairs, new Random(3));
    List<String> experts = new ArrayList<>();
    pairs.forEach(pair -> experts.add(trajectory(pair, experts.size())));
    Path data = Files.write(folder.resolve("experts.jsonl"), experts);
    Path out = folder.resolve("compared");
    Ran ran =
        srl(
            "compare",
            "--recipe",
            "" + recipe,
            "--model",
            "" + base,
            "--output",
            "" + out,
            "data.train=" + data);
    JsonNode report = JSON.readTree(out.resolve("report.json").toFile());
    double untaught = accuracy(report, "base", "step_loop");
    assertTrue(untaught > 0.3 && untaught < 0.7, "the base chooses either colour: " + untaught);
    double rlvr = accuracy(report, "rlvr", "step_loop");
    assertTrue(rlvr > untaught + 0.25, "accuracy rises under RLVR from " + untaught + ": " + rlvr);
    double before = similarity(ran.err(), "base");
    double after = similarity(ran.err(), "SRL");
    assertTrue(after > before + 0.02, "similarity rises under SRL from " + before + ": " + after);
    double srl = accuracy(report, "srl", "step_loop");
    assertTrue(srl > untaught + 0.1, "accuracy rises under SRL from " + untaught + ": " + srl);
  }
}
