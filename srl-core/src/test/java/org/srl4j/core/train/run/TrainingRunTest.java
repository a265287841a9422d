package org.srl4j.core.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.advantage.DynamicSampling;
import org.srl4j.core.advantage.GroupNormalizedAdvantage;
import org.srl4j.core.data.Experience;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.reward.Score;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.core.testing.FakeLearner;
import org.srl4j.core.testing.MetricsDocument;
import org.srl4j.core.testing.ScriptedPolicy;
import org.srl4j.core.train.ExperienceSource;
import org.srl4j.core.train.LearningRateSchedule;
import org.srl4j.core.train.StopReason;
import org.srl4j.core.train.Trainer;
import org.srl4j.core.train.TrainerConfig;
import org.srl4j.core.train.TrainingResult;
import org.srl4j.core.train.files.SealedFolder;
import org.srl4j.core.train.source.DemonstrationSource;
import org.srl4j.core.train.source.RolloutSource;
import org.srl4j.core.train.source.RolloutSourceConfig;

/** Whole runs with a scripted policy whose answers depend on what was learnt. */
class TrainingRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UPDATES = 12;

  @TempDir Path folder;

  /** A run that stops when told; its policy answers a digit made of parameter and seed. */
  private final class Run {
    private final FakeLearner learner = new FakeLearner();
    private final RunFolder files;

    Run(RunFolder files) {
      this.files = files;
    }

    Trainer trainer(ExperienceSource source, BooleanSupplier stop) {
      ScriptedPolicy policy =
          new ScriptedPolicy(
              40,
              (p, seed) -> "" + Math.floorMod(seed + Math.round(1e4 * learner.parameter()), 10));
      return new Trainer(policy, learner, source, config())
          .listen(new MetricsWriter(files.metricsFile()))
          .listen(new CompletionsWriter(files.completionsFile(), 2))
          .validateWith(p -> Math.abs(Math.sin(1e3 * learner.parameter())))
          .saveTo(files.checkpoints())
          .stopWhen(stop);
    }
  }

  private static TrainerConfig config() {
    return TrainerConfig.of(UPDATES, LearningRateSchedule.cosine(0.01, 3, 0.1), 7)
        .withUpdatesPerCollection(2, 1)
        .withIntervals(4, 2);
  }

  /** Digits 0..6 are scored 0, 7 by a half, 8 by 1, and 9 violates the format. */
  private static Score score(String text) {
    int digit = Integer.parseInt(text);
    double value = digit == 9 ? -1 : Math.max(0, digit - 6) / 2.0;
    return new Score(value, digit == 9 ? "missing_think" : "scored", Map.of("digit", value));
  }

  private static RolloutSource rollouts() {
    List<RolloutPrompt> prompts =
        IntStream.range(0, 10).mapToObj(i -> new RolloutPrompt("p" + i, "q" + i, "")).toList();
    return new RolloutSource(
        prompts,
        (prompt, rollout) -> score(rollout.lastCompletion().text()),
        GroupNormalizedAdvantage.defaults(),
        TurnProtocol.singleTurn(),
        new RolloutSourceConfig(
            4, 2, SamplingConfig.sampled(1, 5), DynamicSampling.defaults(), 11));
  }

  private static DemonstrationSource demonstrations() {
    List<Experience> all =
        IntStream.range(0, 9)
            .mapToObj(i -> Experience.demonstration(new int[] {0, i}, new float[] {0, 1}))
            .toList();
    return DemonstrationSource.epochs(all, 4, 9, 5);
  }

  private RunFolder create(String name) {
    return RunFolder.create(folder.resolve(name), false, config(), Map.of("seed", 7));
  }

  private static List<JsonNode> rows(Path file) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      ObjectNode row = (ObjectNode) JSON.readTree(line);
      List<String> names = new ArrayList<>();
      row.fieldNames().forEachRemaining(names::add);
      names.removeIf(name -> !name.endsWith("_time") && !name.endsWith("_seconds"));
      row.remove(names);
      rows.add(row);
    }
    return rows;
  }

  @Test
  void sameSeedWritesTheSameFilesButForTimes() throws IOException {
    RunFolder a = create("a");
    RunFolder b = create("b");
    new Run(a).trainer(rollouts(), () -> false).train();
    new Run(b).trainer(rollouts(), () -> false).train();
    assertEquals(rows(a.metricsFile()), rows(b.metricsFile()));
    assertEquals(Files.readString(a.completionsFile()), Files.readString(b.completionsFile()));
    assertEquals(1 + UPDATES, rows(a.metricsFile()).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 9})
  void aResumedRunEqualsAnUninterruptedOne(int stopAfter) throws IOException {
    for (boolean sft : new boolean[] {false, true}) {
      Run whole = new Run(create("whole" + sft + stopAfter));
      TrainingResult expected = whole.trainer(source(sft), () -> false).train();
      RunFolder files = create("parts" + sft + stopAfter);
      Run first = new Run(files);
      TrainingResult part =
          first.trainer(source(sft), () -> first.learner.batches().size() >= stopAfter).train();
      assertEquals(StopReason.STOP_REQUESTED, part.reason());
      Run second = new Run(RunFolder.open(files.path()));
      TrainingResult resumed =
          second
              .trainer(source(sft), () -> false)
              .resume(files.checkpoints().latest().orElseThrow());
      assertEquals(expected.state(), resumed.state());
      assertEquals(whole.learner.parameter(), second.learner.parameter());
      assertEquals(rows(whole.files.metricsFile()), rows(files.metricsFile()));
      assertEquals(
          Files.readString(whole.files.completionsFile()),
          Files.readString(files.completionsFile()));
    }
  }

  private static ExperienceSource source(boolean sft) {
    return sft ? demonstrations() : rollouts();
  }

  @Test
  void aRunThatDiedGoesOnFromItsLastCheckpoint() throws IOException {
    Run whole = new Run(create("whole"));
    whole.trainer(rollouts(), () -> false).train();
    RunFolder files = create("died");
    Run died = new Run(files);
    BooleanSupplier crash =
        () -> {
          if (died.learner.batches().size() >= 7) {
            throw new IllegalStateException("power cut");
          }
          return false;
        };
    try {
      died.trainer(rollouts(), crash).train();
    } catch (IllegalStateException e) {
      Files.writeString(
          files.metricsFile(), Files.readString(files.metricsFile()) + "{\"update\":9,\"lo");
    }
    Run resumed = new Run(files);
    resumed.trainer(rollouts(), () -> false).resume(files.checkpoints().latest().orElseThrow());
    assertEquals(whole.learner.parameter(), resumed.learner.parameter());
    assertEquals(rows(whole.files.metricsFile()), rows(files.metricsFile()));
  }

  @Test
  void aRunWhoseFolderIsRemovedEndsWithAFaultAndDoesNotMakeItAgain() {
    RunFolder files = create("removed");
    Run run = new Run(files);
    BooleanSupplier remove =
        () -> {
          try {
            SealedFolder.delete(files.path());
            return false;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    UncheckedIOException fault =
        assertThrows(UncheckedIOException.class, () -> run.trainer(rollouts(), remove).train());
    assertTrue(fault.getMessage().contains("removed or moved"), fault.getMessage());
    assertFalse(Files.exists(files.path()));
  }

  @Test
  void theChainsOfARunThatEndedTellWhatIsGone() throws IOException {
    RunFolder files = create("ended");
    RunSession session = RunSession.begin(files, Optional.empty(), "abc");
    session.ended(new Run(files).trainer(rollouts(), () -> false).train());
    assertTrue(RunSession.chains(files).stream().allMatch(c -> c.fault().isEmpty()));
    List<String> rows = Files.readAllLines(files.completionsFile());
    Files.write(files.completionsFile(), rows.subList(0, rows.size() - 1));
    assertEquals(Optional.empty(), RunSession.chains(files).get(0).fault());
    assertEquals(
        Optional.of("completions.jsonl: rows at its end are gone"),
        RunSession.chains(files).get(1).fault());
  }

  @Test
  void theRunLearnsSomethingSoThatTheOtherTestsMean() throws IOException {
    Run run = new Run(create("run"));
    run.trainer(rollouts(), () -> false).train();
    Set<String> losses = new TreeSet<>();
    rows(run.files.metricsFile()).forEach(row -> losses.add(row.path("loss").toString()));
    assertTrue(losses.size() > UPDATES / 2, losses.toString());
    assertNotEquals(0f, run.learner.parameter());
  }

  @Test
  void everyMetricIsDocumented() throws IOException {
    MetricsDocument document = MetricsDocument.read();
    Run run = new Run(create("rl"));
    run.trainer(rollouts(), () -> false).train();
    Run sft = new Run(create("sft"));
    sft.trainer(demonstrations(), () -> false).train();
    Set<String> names = new TreeSet<>();
    for (Run each : List.of(run, sft)) {
      for (String line : Files.readAllLines(each.files.metricsFile())) {
        JSON.readTree(line).fieldNames().forEachRemaining(names::add);
      }
    }
    assertTrue(names.size() > 30, "too few names were looked at: " + names);
    assertEquals(Set.of(), document.undocumented(names));
  }

  @Test
  void everyFieldOfACompletionIsDocumented() throws IOException {
    Run run = new Run(create("run"));
    run.trainer(rollouts(), () -> false).train();
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(run.files.completionsFile())) {
      JSON.readTree(line).fieldNames().forEachRemaining(names::add);
    }
    assertEquals(14, names.size());
    assertEquals(Set.of(), MetricsDocument.read().undocumented(names));
  }

  @Test
  void completionsHoldRewardBreakdownAndAdvantage() throws IOException {
    Run run = new Run(create("run"));
    run.trainer(rollouts(), () -> false).train();
    List<JsonNode> rows = rows(run.files.completionsFile());
    Set<Long> collections = new TreeSet<>();
    for (JsonNode row : rows) {
      collections.add(row.get("collection").asLong());
      double expected = score(row.get("completions").get(0).asText()).value();
      assertEquals(expected, row.get("reward").asDouble());
      assertEquals(expected, row.get("parts").get("digit").asDouble());
      if (!row.get("filter").asText().equals("kept")) {
        assertTrue(row.get("advantage").isNull());
      }
    }
    assertEquals(Set.of(0L, 2L, 4L), collections); // every second one of 0..5
    assertTrue(rows.stream().anyMatch(row -> row.get("advantage").isNumber()));
  }
}
