package org.srl4j.eval.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.cli.Ran;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.tokenizer.CharTokenizer;
import org.srl4j.models.tokenizer.bytepair.BytePairTrainer;
import org.srl4j.models.tokenizer.bytepair.SplitPattern;

/** What is wrong with a recipe, a model or data is said before anything is spent or written. */
class BadInputTest {
  private static final String ROLES =
      "{% for m in messages %}<{{ m.role }}>{{ m.content }}\n{% endfor %}";
  private static final String NO_SYSTEM =
      "{% if messages[0].role == 'system' %}{{ raise_exception('no system role') }}{% endif %}";

  @TempDir Path folder;

  @BeforeEach
  void makeModelsAndRows() throws IOException {
    List<String> rows = new ArrayList<>();
    IntStream.range(1, 5)
        .forEach(
            i ->
                rows.add(
                    "{\"id\": \"p%d\", \"problem\": \"%d + 1?\", \"answer\": \"%d\", \"steps\": [\"add\","
                            .formatted(i, i, i + 1)
                        + " \"so \\\\boxed{%d}\"]}".formatted(i + 1)));
    Files.write(folder.resolve("rows.jsonl"), rows);
    Tokenizer pairs =
        new BytePairTrainer(300, 2, List.of("<think>", "</think>"), SplitPattern.QWEN2)
            .train(List.of("solve the problem step by step"));
    model("chat", pairs, ROLES);
    model("plain", pairs, "");
    model("no-system", pairs, NO_SYSTEM + ROLES);
    model("no-tags", CharTokenizer.strict(List.of("abcdefghijklmnopqrstuvwxyz \n")), ROLES);
  }

  private void model(String name, Tokenizer tokenizer, String template) throws IOException {
    DecoderConfig sizes =
        new DecoderConfig(
            tokenizer.vocabularySize(), 8, 16, 1, 1, 1, 8, 1000, 1e-5, false, false, 512);
    Path model = Files.createDirectories(folder.resolve(name));
    PolicyModel.initialised(sizes, tokenizer, 1, 1).save(model);
    if (!template.isEmpty()) {
      Files.writeString(model.resolve("chat_template.jinja"), template);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "evalution: {train: 5} | chat | .yaml:3:1: evalution: unknown key; did you mean evaluation?",
        "methods: {srl: {grup_size: 4}} | chat | .yaml:3:17: methods.srl.grup_size: unknown key; did",
        "methods: {srl: {reward: {type: org.me.Mine}}} | chat | .yaml:3:26: methods.srl.reward: no class org.me.Mine",
        "methods: {srl: {reward: {type: java.util.ArrayList}}} | chat | class java.util.ArrayList does not implement",
        "methods: {srl: {reward: {type: similarity, autojnk: true}}} | chat | did you mean methods.srl.reward.autojunk?",
        "methods: {rlvr: {reward: {grader: qween}}} | chat | .yaml:3:27: methods.rlvr.reward.grader = qween: must be one of task",
        "answers: {grader: qween} | chat | .yaml:3:11: answers.grader = qween: must be one of hendrycks",
        "methods: {srl: {title_hint: true}} | chat | srl has title_hint, but no step of jsonl has a title",
        "methods: {rlvr: {title_hint: true}} | chat | methods.rlvr.title_hint = true: only experience: steps",
        "chat_template: required | plain | chat_template: the recipe wants one, but",
        "chat_template: required | | chat_template: the recipe wants a model with one; give --model",
        "chat_template: required | no-system | refuses a system text and a question: chat_template: no system role; leave",
        "chat_template: required | no-tags | so no completion could keep the format",
        "data: {train: none.jsonl} | chat | data.train: none.jsonl: no such file (it comes from: your own rows",
        "limits: {context: 30} | chat | tokens are more than limits.context, 30",
      })
  void isSaidBeforeTraining(String settings, String model, String said) throws IOException {
    Path recipe = folder.resolve("mine.yaml");
    String data = settings.startsWith("data:") ? "" : "data: {train: %s}\n";
    Files.writeString(
        recipe,
        "like: paper-math\npreset: mine\n"
            + settings
            + "\n"
            + data.formatted(folder.resolve("rows.jsonl")));
    List<String> words = new ArrayList<>(List.of("compare", "--recipe", "" + recipe));
    words.addAll(List.of("--output", "" + folder.resolve("out")));
    words.addAll(model == null ? List.of() : List.of("--model", "" + folder.resolve(model)));
    words.addAll(List.of("data.format=jsonl", "data.outline=titled"));
    words.addAll(List.of("compare=[sft_outline,rlvr,srl]", "limits.step_tokens=8"));
    words.addAll(List.of("limits.solution_tokens=8", "evaluation.validation=1"));
    words.add("evaluation.test=1");
    Ran ran = Ran.command(words.toArray(String[]::new));
    assertEquals(2, ran.exitCode(), ran.out() + ran.err());
    assertTrue(ran.err().contains(said), ran.err());
    assertFalse(Files.exists(folder.resolve("out")), "nothing is written");
  }
}
