package org.srl4j.eval.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.fuzz.FuzzTarget.FileReading;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.huggingface.weights.TensorFiles;
import org.srl4j.models.huggingface.weights.WeightFormat;
import org.srl4j.models.io.ElementType;
import org.srl4j.models.io.SafeTensors;
import org.srl4j.models.lora.AdapterFolder;
import org.srl4j.models.lora.LoraConfig;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.tokenizer.CharTokenizer;
import org.srl4j.models.tokenizer.Tokenizers;
import org.srl4j.models.tokenizer.bytepair.BytePairTrainer;
import org.srl4j.models.tokenizer.bytepair.SplitPattern;

/** Files of models and tokenizers that were changed at random; see {@link Fuzzing}. */
class ModelFuzzTest {
  @TempDir static Path folder;

  private static final List<FuzzTarget> TARGETS = new ArrayList<>();

  static Stream<FuzzTarget> targets() {
    return TARGETS.stream();
  }

  private static void add(String name, Path file, FileReading reading) throws IOException {
    TARGETS.add(FuzzTarget.file(name, file, reading));
  }

  @BeforeAll
  static void writeGoodFiles() throws IOException {
    Path chars = Files.createDirectories(folder.resolve("chars"));
    model(CharTokenizer.strict(List.of("0123456789+=abc"))).save(chars);
    add("safetensors", chars.resolve("model.safetensors"), ModelFuzzTest::readTensors);
    add("config.json", chars.resolve("config.json"), ModelFuzzTest::loadFolder);
    add("tokenizer of characters", chars.resolve("tokenizer.json"), ModelFuzzTest::readTokenizer);
    addAdapter(chars);
    addShards(chars);
    addLlama2c();
    addTokenizers();
  }

  /** A policy of one small layer. */
  static PolicyModel model(Tokenizer tokenizer) {
    DecoderConfig config =
        new DecoderConfig(
            tokenizer.vocabularySize(), 8, 16, 1, 2, 2, 4, 100, 1e-5, false, false, 32);
    return PolicyModel.initialised(config, tokenizer, 1, 1);
  }

  private static void addAdapter(Path base) throws IOException {
    Path adapter = Files.createDirectories(folder.resolve("adapter"));
    LoraConfig lora = new LoraConfig(2, 4, 0, List.of("q_proj"), false);
    PolicyModel.load(base, 1).withAdapter(lora, 1, 1).save(adapter);
    for (String name : List.of(AdapterFolder.CONFIG, AdapterFolder.WEIGHTS)) {
      add(name, adapter.resolve(name), ModelFuzzTest::loadFolder);
    }
  }

  private static void addShards(Path model) throws IOException {
    Path shards = Files.createDirectories(folder.resolve("shards"));
    PolicyModel.load(model, 1).save(shards, new WeightFormat(ElementType.F16, 1000));
    add("index of shards", shards.resolve(TensorFiles.INDEX), ModelFuzzTest::loadFolder);
    Path generation = shards.resolve("generation_config.json");
    Files.writeString(
        generation,
        "{\"eos_token_id\": [1, 2], \"do_sample\": true, \"temperature\": 0.7, \"top_p\": 0.9,"
            + " \"top_k\": 20, \"repetition_penalty\": 1.1}");
    add("generation_config.json", generation, ModelFuzzTest::loadFolder);
  }

  /** Width 4, inner width 3, one layer, one head, vocabulary 2, length 2: 128 floats. */
  private static void addLlama2c() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(28 + 4 * 128).order(ByteOrder.LITTLE_ENDIAN);
    for (int number : new int[] {4, 3, 1, 1, 1, 2, 2}) {
      bytes.putInt(number);
    }
    Path file = Files.createDirectories(folder.resolve("llama2c")).resolve("model.bin");
    Files.write(file, bytes.array());
    add("llama2.c checkpoint", file, f -> PolicyModel.load(f, 1));
    addSentencePieces();
  }

  /** The three special tokens, the 256 bytes, and some to merge. */
  private static void addSentencePieces() throws IOException {
    List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
    for (int b = 0; b < 256; b++) {
      tokens.add(String.format("<0x%02X>", b));
    }
    tokens.addAll(List.of(" ", "a", "b", "ab", " ab", "\u2192"));
    ByteBuffer bytes = ByteBuffer.allocate(1 << 14).order(ByteOrder.LITTLE_ENDIAN).putInt(6);
    for (int id = 0; id < tokens.size(); id++) {
      byte[] text = tokens.get(id).getBytes(StandardCharsets.UTF_8);
      bytes.putFloat(-id).putInt(text.length).put(text);
    }
    Path file = Files.createDirectories(folder.resolve("pieces")).resolve("tokenizer.bin");
    Files.write(file, Arrays.copyOf(bytes.array(), bytes.position()));
    add("SentencePiece of llama2.c", file, ModelFuzzTest::readTokenizer);
  }

  private static void addTokenizers() throws IOException {
    Path pairs = Files.createDirectories(folder.resolve("pairs"));
    model(new BytePairTrainer(300, 1, List.of(), SplitPattern.GPT2).train(List.of("ab abc abcd")))
        .save(pairs);
    add("tokenizer of byte pairs", pairs.resolve("tokenizer.json"), ModelFuzzTest::readTokenizer);
    addTokenizer(
        "tokenizer of words",
        "words/tokenizer.json",
        "{\"type\": \"word\", \"vocabulary\": [\"<pad>\", \"<eos>\", \"<unk>\", \"a\", \"ab\"]}");
    addTokenizer("merges.txt", "merges/merges.txt", "#version: 0.2\na b\nab c\n\u0120 ab\n");
    Files.writeString(
        Files.createDirectories(folder.resolve("library")).resolve("tokenizer_config.json"),
        "{\"eos_token\": \"</s>\"}");
    addTokenizer(
        "tokenizer of the library",
        "library/tokenizer.json",
        """
        {"version": "1.0", "truncation": null, "padding": null, "post_processor": null,
         "added_tokens": [{"id": 2, "content": "</s>", "single_word": false, "lstrip": false,
          "rstrip": false, "normalized": false, "special": true}],
         "normalizer": {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "_"},
          {"type": "Replace", "pattern": {"String": " "}, "content": "_"}]},
         "pre_tokenizer": null,
         "decoder": {"type": "Sequence", "decoders": [{"type": "Replace", "pattern":
          {"String": "_"}, "content": " "}, {"type": "Fuse"}, {"type": "Strip", "content": " ",
          "start": 1, "stop": 0}]},
         "model": {"type": "BPE", "dropout": null, "unk_token": "<unk>", "fuse_unk": true,
          "byte_fallback": false, "vocab": {"<unk>": 0, "_": 1, "</s>": 2, "a": 3, "b": 4,
          "ab": 5, "_ab": 6}, "merges": ["a b", "_ ab"]}}
        """);
  }

  private static void addTokenizer(String name, String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    add(name, Files.writeString(path, text), ModelFuzzTest::readTokenizer);
  }

  private static void loadFolder(Path file) throws IOException {
    PolicyModel.load(file.getParent(), 1);
  }

  private static void readTensors(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.open(file);
    for (String name : tensors.entries().keySet()) {
      tensors.read(name);
    }
  }

  private static void readTokenizer(Path file) throws IOException {
    Tokenizer tokenizer = Tokenizers.load(file.getParent());
    tokenizer.decode(tokenizer.encode("ab"));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void changedFilesAreReadOrRefusedSoonAndInLittleMemory(FuzzTarget target) throws Exception {
    Map<String, Integer> outcomes = Fuzzing.run(target);
    assertTrue(outcomes.containsKey("refused"), outcomes.toString());
  }
}
