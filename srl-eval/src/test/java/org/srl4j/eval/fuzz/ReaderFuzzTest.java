package org.srl4j.eval.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.NegativeLogLikelihood;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.train.files.SealedFolder;
import org.srl4j.core.train.run.RunFolder;
import org.srl4j.core.train.run.RunSummary;
import org.srl4j.eval.compare.ComparisonConfig;
import org.srl4j.eval.config.ConfigLoader;
import org.srl4j.eval.config.ConfigWriter;
import org.srl4j.eval.fuzz.FuzzTarget.FileReading;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.io.SafeTensors;
import org.srl4j.models.lora.AdapterFolder;
import org.srl4j.models.lora.LoraConfig;
import org.srl4j.models.policy.LearnerConfig;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffLearner;
import org.srl4j.models.tokenizer.CharTokenizer;
import org.srl4j.models.tokenizer.Tokenizers;
import org.srl4j.models.tokenizer.bytepair.BytePairTrainer;
import org.srl4j.models.tokenizer.bytepair.SplitPattern;

/**
 * Readers of files on files that were changed at random: each is read or refused with a message,
 * soon and in little memory. {@link Fuzzing} says how to run it in large.
 */
class ReaderFuzzTest {
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
    addModels();
    Path yaml = folder.resolve("config.yaml");
    Files.writeString(yaml, ConfigWriter.toYaml(ComparisonConfig.defaults()));
    add("YAML", yaml, f -> ConfigLoader.load(ComparisonConfig.class, f, List.of()));
    addRuns();
  }

  private static PolicyModel model(Tokenizer tokenizer) {
    DecoderConfig config =
        new DecoderConfig(
            tokenizer.vocabularySize(), 8, 16, 1, 2, 2, 4, 100, 1e-5, false, false, 32);
    return PolicyModel.initialised(config, tokenizer, 1, 1);
  }

  private static void addModels() throws IOException {
    Path chars = Files.createDirectories(folder.resolve("chars"));
    model(CharTokenizer.strict(List.of("0123456789+=abc"))).save(chars);
    add("safetensors", chars.resolve("model.safetensors"), ReaderFuzzTest::readTensors);
    add("config.json", chars.resolve("config.json"), f -> PolicyModel.load(f.getParent(), 1));
    add("tokenizer of characters", chars.resolve("tokenizer.json"), ReaderFuzzTest::readTokenizer);
    Path adapter = Files.createDirectories(folder.resolve("adapter"));
    LoraConfig lora = new LoraConfig(2, 4, 0, List.of("q_proj"), false);
    PolicyModel.load(chars, 1).withAdapter(lora, 1, 1).save(adapter);
    for (String name : List.of(AdapterFolder.CONFIG, AdapterFolder.WEIGHTS)) {
      add(name, adapter.resolve(name), f -> PolicyModel.load(f.getParent(), 1));
    }
    Path pairs = Files.createDirectories(folder.resolve("pairs"));
    model(new BytePairTrainer(300, 1, List.of(), SplitPattern.GPT2).train(List.of("ab abc abcd")))
        .save(pairs);
    add("tokenizer of byte pairs", pairs.resolve("tokenizer.json"), ReaderFuzzTest::readTokenizer);
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

  private static void addRuns() throws IOException {
    Path run = folder.resolve("run");
    RunFolder made = RunFolder.create(run, false, Map.of("a", 1), Map.of("arm", "srl", "seed", 3));
    Files.writeString(
        made.sessionsFile(),
        "{\"event\":\"begin\",\"pid\":1,\"host\":\"h\"}\n{\"event\":\"end\",\"exit\":\"failed\"}\n");
    Files.writeString(made.metricsFile(), "{\"update\":1,\"eval_best_accuracy\":0.5}\n");
    for (String name : List.of("sessions.jsonl", "metrics.jsonl", "run.json")) {
      add("run's " + name, run.resolve(name), f -> RunSummary.read(f.getParent()));
    }
    Path checkpoint = folder.resolve("update-00000001");
    PolicyModel model = model(CharTokenizer.strict(List.of("abc")));
    try (SameDiffLearner learner = new SameDiffLearner(model, learning())) {
      SealedFolder.write(checkpoint, learner::save);
    }
    for (String name : List.of("model.safetensors", "optimizer.safetensors", "config.json")) {
      add("sealed " + name, checkpoint.resolve(name), f -> requireIntact(f.getParent()));
    }
    add("seal", checkpoint.resolve(SealedFolder.SEAL), f -> requireIntact(f.getParent()));
  }

  private static LearnerConfig learning() {
    return LearnerConfig.of(
        new NegativeLogLikelihood(), LossAggregation.dapo(), AdamWConfig.defaults());
  }

  private static void requireIntact(Path checkpoint) throws IOException {
    String fault = SealedFolder.fault(checkpoint).orElse("");
    if (!fault.isEmpty()) {
      throw new IllegalArgumentException(checkpoint + ": " + fault);
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void changedFilesAreReadOrRefusedSoonAndInLittleMemory(FuzzTarget target) throws Exception {
    Map<String, Integer> outcomes = Fuzzing.run(target);
    assertTrue(outcomes.containsKey("refused"), outcomes.toString());
    boolean sealed = target.name().startsWith("sealed");
    assertFalse(sealed && outcomes.containsKey("read"), "a changed file passed its checksum");
  }
}
