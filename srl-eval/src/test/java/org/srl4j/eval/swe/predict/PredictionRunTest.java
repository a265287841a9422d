package org.srl4j.eval.swe.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.swe.Prediction;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.Repositories;

class PredictionRunTest {
  private static final Map<String, String> SETTINGS = Map.of("mode", "oracle", "seed", "0");

  @TempDir private Path folder;
  private Path file;
  private final List<String> tried = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();

  @BeforeEach
  void repositories() throws IOException {
    file = folder.resolve("out/preds.jsonl");
    for (String id : List.of("a", "b", "d")) {
      Files.createDirectories(folder.resolve(id));
    }
  }

  private PredictionRun run() {
    Predictor predictor =
        (instance, tree) -> {
          tried.add(instance.id());
          if (instance.id().equals("d")) {
            throw new IllegalArgumentException("unusable");
          }
          return new Attempt(
              "patch of " + instance.id(),
              "patched",
              Map.of("n", 1),
              Optional.of(JsonNodeFactory.instance.objectNode().put("id", instance.id())));
        };
    List<SweInstance> instances =
        List.of("a", "missing", "d", "b").stream()
            .map(id -> new SweInstance(id, "", "", "", "", "", List.of(), List.of()))
            .toList();
    return new PredictionRun(instances, new Repositories(folder), predictor, "m");
  }

  private PredictionFiles open(Map<String, String> settings) throws IOException {
    return PredictionFiles.open(file, new TreeMap<>(settings));
  }

  private final PredictionRun.Listener listener =
      new PredictionRun.Listener() {
        @Override
        public void kept(SweInstance instance, Attempt attempt) {}

        @Override
        public void failed(SweInstance instance, String problem) {
          failed.add(instance.id());
        }
      };

  @Test
  void instancesThatCannotBeTriedAreNotedAndTheOthersGoOn() throws IOException {
    assertTrue(run().run(open(SETTINGS), () -> false, listener));
    assertEquals(List.of("missing", "d"), failed);
    assertEquals(
        List.of(new Prediction("a", "m", "patch of a"), new Prediction("b", "m", "patch of b")),
        Prediction.read(file, line -> {}));
    String notes = Files.readString(folder.resolve("out/preds.notes.jsonl"));
    assertEquals(4, notes.lines().count());
    assertTrue(notes.contains("\"outcome\":\"failed: unusable\""), notes);
    assertTrue(Files.exists(folder.resolve("out/preds.trajectories/a.traj")));
  }

  @Test
  void aKilledRunGoesOnWhereItWas() throws IOException {
    assertFalse(run().run(open(SETTINGS), () -> tried.contains("a"), listener));
    Files.writeString(file, Files.readString(file) + "{\"instance_id\":\"b\",\"mod");
    tried.clear();
    assertTrue(run().run(open(SETTINGS), () -> false, listener));
    assertEquals(List.of("d", "b"), tried);
    assertEquals(2, Prediction.read(file, line -> {}).size());
  }

  @Test
  void otherSettingsAreRefusedByName() throws IOException {
    run().run(open(SETTINGS), () -> false, listener);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> open(Map.of("mode", "agent", "seed", "0", "turns", "3")));
    assertTrue(e.getMessage().contains("mode was oracle, now agent"), e.getMessage());
    assertTrue(e.getMessage().contains("turns was not set, now 3"), e.getMessage());
  }
}
