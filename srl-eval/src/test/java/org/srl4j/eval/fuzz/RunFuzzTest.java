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
import org.srl4j.core.train.files.SealedFolder;
import org.srl4j.core.train.run.RunFolder;
import org.srl4j.core.train.run.RunSummary;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.config.ConfigLoader;
import org.srl4j.eval.config.ConfigWriter;
import org.srl4j.eval.fuzz.FuzzTarget.FileReading;
import org.srl4j.eval.sample.Mode;
import org.srl4j.eval.sample.RunSettings;
import org.srl4j.eval.sample.Runs;
import org.srl4j.eval.sample.Sample;
import org.srl4j.eval.sample.SampleFolder;
import org.srl4j.models.policy.LearnerConfig;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffLearner;
import org.srl4j.models.tokenizer.CharTokenizer;

/**
 * Configurations, records of runs and samples that were changed at random: each is read or refused
 * with a message, soon and in little memory. {@link Fuzzing} says how to run it in large.
 */
class RunFuzzTest {
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
    Path yaml = folder.resolve("config.yaml");
    Files.writeString(yaml, ConfigWriter.toYaml(ComparisonConfig.defaults()));
    add("YAML", yaml, f -> ConfigLoader.load(ComparisonConfig.class, f, List.of()));
    addRuns();
    addSamples();
  }

  private static void addRuns() throws IOException {
    Path run = folder.resolve("run");
    RunFolder made =
        RunFolder.create(run, false, Map.of("a", 1), Map.of("method", "srl", "seed", 3));
    Files.writeString(
        made.sessionsFile(),
        "{\"event\":\"begin\",\"pid\":1,\"host\":\"h\"}\n{\"event\":\"end\",\"exit\":\"failed\"}\n");
    Files.writeString(made.metricsFile(), "{\"update\":1,\"eval_best_accuracy\":0.5}\n");
    for (String name : List.of("sessions.jsonl", "metrics.jsonl", "run.json")) {
      add("run's " + name, run.resolve(name), f -> RunSummary.read(f.getParent()));
    }
    Path checkpoint = folder.resolve("update-00000001");
    PolicyModel model = ModelFuzzTest.model(CharTokenizer.strict(List.of("abc")));
    try (SameDiffLearner learner = new SameDiffLearner(model, learning())) {
      SealedFolder.write(checkpoint, learner::save);
    }
    for (String name : List.of("model.safetensors", "optimizer.safetensors", "config.json")) {
      add("sealed " + name, checkpoint.resolve(name), f -> requireIntact(f.getParent()));
    }
    add("seal", checkpoint.resolve(SealedFolder.SEAL), f -> requireIntact(f.getParent()));
  }

  private static void addSamples() throws IOException {
    Path run = folder.resolve("evaluation");
    RunSettings settings = Runs.settings(Runs.benchmark(11, 12), true, 2);
    SampleFolder made = SampleFolder.create(run, settings);
    made.samples()
        .append(
            List.of(
                new Sample("q0", Mode.GREEDY, 0, 1, 11, 3, Sample.Finish.END, "so \\boxed{1}"),
                new Sample(
                    "q0", Mode.SAMPLED, 1, -5, 11, 50, Sample.Finish.LENGTH, "\u2192 \"?\"")));
    add("samples.jsonl", run.resolve(SampleFolder.SAMPLES), f -> SampleFolder.samples(run));
    add("run.json of samples", run.resolve(SampleFolder.SETTINGS), f -> SampleFolder.samples(run));
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
