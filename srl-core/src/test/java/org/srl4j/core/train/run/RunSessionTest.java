package org.srl4j.core.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.train.ComputeCount;
import org.srl4j.core.train.StopReason;
import org.srl4j.core.train.TrainerState;
import org.srl4j.core.train.TrainingResult;

class RunSessionTest {
  @TempDir Path temp;

  private RunFolder folder() {
    Map<String, Object> facts = Map.of("arm", "srl", "command", List.of("train", "--arm", "srl"));
    return RunFolder.create(temp.resolve("run"), false, Map.of(), facts);
  }

  private static TrainingResult result(StopReason reason) {
    TrainerState.Best best = new TrainerState.Best(4, 0.5);
    return new TrainingResult(new TrainerState(6, 3, ComputeCount.ZERO, best), reason, 1);
  }

  @Test
  void eachEndOfASessionIsAStateOfTheRun() throws IOException {
    RunFolder folder = folder();
    assertEquals(RunSummary.State.NEW, RunSummary.read(folder.path()).state());
    RunSession session = RunSession.begin(folder, Optional.empty(), "abc");
    assertEquals(RunSummary.State.RUNNING, RunSummary.read(folder.path()).state());
    session.failed(new IllegalStateException("no luck"));
    RunSummary failed = RunSummary.read(folder.path());
    assertEquals(RunSummary.State.FAILED, failed.state());
    assertEquals("no luck", failed.exit());
    session.ended(result(StopReason.STOP_REQUESTED));
    assertEquals(RunSummary.State.STOPPED, RunSummary.read(folder.path()).state());
    session.ended(result(StopReason.MAX_UPDATES));
    assertEquals(RunSummary.State.FINISHED, RunSummary.read(folder.path()).state());
    assertEquals("max_updates", RunSummary.read(folder.path()).exit());
    assertEquals(List.of("train", "--arm", "srl"), failed.command());
  }

  @Test
  void aSessionWhoseProcessIsGoneWasKilled() throws IOException {
    RunFolder folder = folder();
    RunSession.begin(folder, Optional.empty(), "abc");
    String row = Files.readString(folder.sessionsFile());
    // Linux and Windows have no process of this number.
    String gone = row.replaceAll("\"pid\":\\d+", "\"pid\":" + Integer.MAX_VALUE);
    Files.writeString(folder.sessionsFile(), gone + "{\"event\":\"en");
    Files.writeString(
        folder.metricsFile(),
        "{\"update\":7,\"eval_best_accuracy\":0.25}\n{\"update\":8}\n{\"upd",
        StandardOpenOption.CREATE);
    RunSummary summary = RunSummary.read(folder.path());
    assertEquals(RunSummary.State.KILLED, summary.state());
    assertEquals(8, summary.updates());
    assertEquals(0.25, summary.best());
    RunSession.begin(folder, Optional.of(Path.of("checkpoints/update-00000004")), "abc");
    assertEquals(2, RunSession.read(folder).size()); // the torn row alone is lost
    assertEquals("update-00000004", RunSession.read(folder).get(1).get("resumed_from").asText());
  }

  @Test
  void otherStartWeightsAreRefused() {
    RunFolder folder = folder();
    RunSession.begin(folder, Optional.empty(), "abc");
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> RunSession.begin(folder, Optional.empty(), "def"));
    assertTrue(e.getMessage().contains("SHA-256 abc, now they are def"), e.getMessage());
  }

  @Test
  void theFirstDifferenceOfARunMadeAgainIsNamedTimesApart() throws IOException {
    RunFolder before = RunFolder.create(temp.resolve("a"), false, Map.of(), Map.of());
    RunFolder now = RunFolder.create(temp.resolve("b"), false, Map.of(), Map.of());
    Files.writeString(before.metricsFile(), "{\"update\":0,\"loss\":0.1,\"step_time\":3}\n{}\n");
    Files.writeString(now.metricsFile(), "{\"update\":0,\"loss\":0.1,\"step_time\":4}\n");
    Reproduction same = Reproduction.of(before, now);
    assertEquals(new Reproduction(1, 0, Optional.empty()), same);
    Files.writeString(now.metricsFile(), "{\"update\":0,\"loss\":0.10000000000000002}\n");
    assertEquals(
        Optional.of("metrics.jsonl row 1: loss was 0.1, is 0.10000000000000002"),
        Reproduction.of(before, now).difference());
  }
}
