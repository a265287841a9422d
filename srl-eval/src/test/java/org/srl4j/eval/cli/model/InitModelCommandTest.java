package org.srl4j.eval.cli.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.testing.SharedData;
import org.srl4j.eval.cli.Ran;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.tokenizer.bytepair.BytePairTokenizer;
import org.srl4j.models.tokenizer.bytepair.BytePairTrainer;
import org.srl4j.models.tokenizer.bytepair.SplitPattern;

/** init-model around a tokenizer, and with fields of one's own. */
class InitModelCommandTest {
  private static final String TEMPLATE = "{% for m in messages %}<s>{{ m.content }}{% endfor %}";

  @TempDir static Path folder;

  private static Path source;
  private static BytePairTokenizer tokenizer;

  @BeforeAll
  static void savesATokenizer() throws IOException {
    tokenizer =
        new BytePairTrainer(262, 2, List.of("<s>", "</s>"), SplitPattern.QWEN2)
            .train(List.of("hello"));
    source = Files.createDirectory(folder.resolve("tokenizer"));
    tokenizer.save(source);
    Files.writeString(source.resolve("chat_template.jinja"), TEMPLATE);
  }

  private static PolicyModel drawn(String name, String... more) throws IOException {
    Path to = folder.resolve(name);
    String[] args = new String[more.length + 3];
    System.arraycopy(new String[] {"init-model", "--to", "" + to}, 0, args, 0, 3);
    System.arraycopy(more, 0, args, 3, more.length);
    Ran ran = Ran.command(args);
    assertEquals(0, ran.exitCode(), ran.err());
    return PolicyModel.load(to, 1);
  }

  @Test
  void theVocabularyIsTheTokenizersWithItsAddedTokens() throws IOException {
    PolicyModel model = drawn("fit", "--tokenizer", "" + source);
    assertEquals(tokenizer.vocabularySize(), model.config().vocabularySize());
    assertArrayEquals(tokenizer.encode("a<s>b"), model.tokenizer().encode("a<s>b"));
    assertEquals(List.of(tokenizer.endOfSequenceId()), model.origin().endIds());
    assertEquals(TEMPLATE, Files.readString(folder.resolve("fit").resolve("chat_template.jinja")));
    String config = Files.readString(folder.resolve("fit").resolve("config.json"));
    assertTrue(config.contains("\"pad_token_id\" : " + tokenizer.paddingId()), config);
    assertTrue(!config.contains("bos_token_id"), "the tokenizer has no beginning: " + config);
  }

  @Test
  void fieldsOfOnesOwnReplaceTheShapes() throws IOException {
    PolicyModel model =
        drawn(
            "own",
            "--like=tiny-llama",
            "--tokenizer=" + source,
            "hidden_size=48",
            "num_hidden_layers=3",
            "max_position_embeddings=4096",
            "vocab_size=300");
    DecoderConfig sizes = model.config();
    assertEquals(
        List.of(48, 3, 4096, 300, 6),
        List.of(
            sizes.hiddenSize(),
            sizes.layers(),
            sizes.maxLength(),
            sizes.vocabularySize(),
            sizes.headSize()));
  }

  /** Also of the first form of config.json, the record's own names. */
  @Test
  void aFolderGivesTheShape() throws IOException {
    Path base = folder.resolve("base");
    PolicyModel.initialised(DecoderConfig.tiny(262, 96), tokenizer, 1, 1)
        .save(Files.createDirectory(base));
    PolicyModel model = drawn("like", "--like", "" + base, "rope_theta=500");
    assertEquals(96, model.config().maxLength());
    assertEquals(500, model.config().ropeBase());
    Files.writeString(
        base.resolve("config.json"),
        "{\"vocabularySize\": 262, \"hiddenSize\": 16, \"innerSize\": 8, \"layers\": 1, \"heads\":"
            + " 2, \"keyValueHeads\": 1, \"headSize\": 4, \"ropeBase\": 100, \"normEpsilon\": 1e-5,"
            + " \"attentionBias\": false, \"tiedHead\": true, \"maxLength\": 64}");
    PolicyModel first =
        drawn("first", "--like=" + base, "--tokenizer=" + source, "num_hidden_layers=2");
    assertEquals(2, first.config().layers());
    assertEquals(16, first.config().hiddenSize());
    assertEquals(tokenizer.vocabularySize(), first.config().vocabularySize());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "layers | init-model: must be KEY=VALUE, e.g. num_hidden_layers=4, got 'layers'",
        "hiden_size=8 | fields that are not known and not read: hiden_size",
        "hidden_size=many | config.json: hidden_size: must be a whole number",
        "num_key_value_heads=3 | config.json: num_key_value_heads: must divide num_attention_heads 4",
        "vocab_size=100 | vocab_size: must be at least the tokenizer's",
      })
  void wrongFieldsEndWithTwoAndSayWhy(String field, String said) {
    Path to = folder.resolve("wrong");
    Ran ran =
        Ran.command(
            "init-model", "--like=tiny-qwen2", "--tokenizer=" + source, "--to", "" + to, field);
    assertEquals(2, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains(said), ran.err());
    assertTrue(!Files.exists(to));
  }

  @Test
  void aFolderWithoutTokenizerIsRefused() throws IOException {
    Path none = Files.createDirectories(folder.resolve("none"));
    Ran ran = Ran.command("init-model", "--tokenizer=" + none, "--to=" + folder.resolve("without"));
    assertEquals(1, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains("no tokenizer; needs tokenizer.json"), ran.err());
  }

  /** 151643 ids of the vocabulary and 22 added tokens. */
  @Test
  void qwensTokenizerBringsItsChatTemplate() throws IOException {
    Path qwen = SharedData.file("tokenizers/qwen2.5");
    PolicyModel model = drawn("qwen", "--tokenizer=" + qwen, "hidden_size=16");
    assertEquals(151_665, model.config().vocabularySize());
    Path chat = folder.resolve("chat.json");
    Files.writeString(chat, "{\"messages\": [{\"role\": \"user\", \"content\": \"1 + 1?\"}]}");
    Ran ran =
        Ran.command(
            "tokenize", "--model=" + folder.resolve("qwen"), "--messages=" + chat, "--json");
    assertTrue(ran.out().contains("<|im_start|>user\\n1 + 1?<|im_end|>"), ran.out());
  }
}
