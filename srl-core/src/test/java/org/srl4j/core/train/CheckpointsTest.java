package org.srl4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.data.Experience;
import org.srl4j.core.objective.Learner;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.testing.FakeLearner;

class CheckpointsTest {
  @TempDir Path folder;

  private static final TrainerConfig CONFIG =
      TrainerConfig.of(10, LearningRateSchedule.constant(1), 3);

  private static TrainerState state(long update, long bestUpdate) {
    TrainerState.Best best =
        bestUpdate < 0 ? TrainerState.Best.NONE : new TrainerState.Best(bestUpdate, 0.5);
    return new TrainerState(update, update, new ComputeCount(1, 2, 3), best);
  }

  private static Checkpoints.Saved saved(long update, long bestUpdate) {
    return new Checkpoints.Saved(state(update, bestUpdate), Optional.empty());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theNewestAreKeptWithTheBestThatEachNeeds() throws IOException {
    Checkpoints checkpoints = new Checkpoints(folder, 2);
    FakeLearner learner = new FakeLearner();
    checkpoints.saveBest(learner, state(1, 1), CONFIG);
    checkpoints.saveLatest(learner, saved(2, 1), CONFIG);
    checkpoints.saveBest(learner, state(3, 3), CONFIG);
    checkpoints.saveLatest(learner, saved(4, 3), CONFIG);
    assertEquals(
        List.of("best-00000001", "best-00000003", "update-00000002", "update-00000004"), names());
    checkpoints.saveLatest(learner, saved(6, 3), CONFIG);
    assertEquals(List.of("best-00000003", "update-00000004", "update-00000006"), names());
    assertEquals(folder.resolve("update-00000006"), checkpoints.latest().orElseThrow());
    assertEquals(folder.resolve("best-00000003"), checkpoints.best().orElseThrow());
  }

  /** Every byte of the newest checkpoint matters, whichever file it is in. */
  @Test
  void aDamagedCheckpointIsNamedAndTheOneBeforeIsUsed() throws IOException {
    Checkpoints checkpoints = new Checkpoints(folder);
    checkpoints.saveLatest(new FakeLearner(), saved(2, -1), CONFIG);
    checkpoints.saveLatest(new FakeLearner(), saved(4, -1), CONFIG);
    Path newest = folder.resolve("update-00000004");
    for (String name : List.of("fake.txt", "trainer.json", "checksums.json")) {
      byte[] good = Files.readAllBytes(newest.resolve(name));
      byte[] flipped = good.clone();
      flipped[good.length / 2] ^= 4;
      for (byte[] bad : List.of(flipped, Arrays.copyOf(good, good.length - 1), new byte[0])) {
        Files.write(newest.resolve(name), bad);
        assertEquals(folder.resolve("update-00000002"), checkpoints.latest().orElseThrow());
        String fault = checkpoints.damaged().get(newest);
        assertTrue(fault.startsWith("update-00000004: " + name), fault);
      }
      Files.write(newest.resolve(name), good);
      assertEquals(newest, checkpoints.latest().orElseThrow());
    }
    Files.delete(newest.resolve("fake.txt"));
    assertEquals("update-00000004: fake.txt is missing", checkpoints.damaged().get(newest));
  }

  @Test
  void aCheckpointWhoseBestIsDamagedIsDamagedToo() throws IOException {
    Checkpoints checkpoints = new Checkpoints(folder);
    checkpoints.saveLatest(new FakeLearner(), saved(2, -1), CONFIG);
    checkpoints.saveBest(new FakeLearner(), state(3, 3), CONFIG);
    checkpoints.saveLatest(new FakeLearner(), saved(4, 3), CONFIG);
    Files.writeString(folder.resolve("best-00000003/fake.txt"), "0.5 1.0");
    assertEquals(folder.resolve("update-00000002"), checkpoints.latest().orElseThrow());
    String fault = checkpoints.damaged().get(folder.resolve("update-00000004"));
    assertTrue(fault.startsWith("its best checkpoint best-00000003: fake.txt"), fault);
  }

  @Test
  void stateComesBackAsItWas() {
    Checkpoints checkpoints = new Checkpoints(folder);
    checkpoints.saveLatest(new FakeLearner(), saved(4, -1), CONFIG);
    Path latest = checkpoints.latest().orElseThrow();
    assertEquals(saved(4, -1), Checkpoints.load(latest, new FakeLearner(), CONFIG));
    assertTrue(checkpoints.best().isEmpty());
  }

  @Test
  void aSaveThatFailsLeavesTheLastCheckpoint() {
    Checkpoints checkpoints = new Checkpoints(folder);
    checkpoints.saveLatest(new FakeLearner(), saved(4, -1), CONFIG);
    assertThrows(
        UncheckedIOException.class,
        () -> checkpoints.saveLatest(new BrokenLearner(), saved(5, -1), CONFIG));
    Path latest = checkpoints.latest().orElseThrow();
    assertEquals(saved(4, -1), Checkpoints.load(latest, new FakeLearner(), CONFIG));
    assertThrows(
        UncheckedIOException.class,
        () -> checkpoints.saveLatest(new BrokenLearner(), saved(4, -1), CONFIG));
    assertEquals(saved(4, -1), Checkpoints.load(latest, new FakeLearner(), CONFIG));
    checkpoints.saveLatest(new FakeLearner(), saved(5, -1), CONFIG);
    assertEquals(folder.resolve("update-00000005"), checkpoints.latest().orElseThrow());
  }

  @Test
  void resumingWithAnotherSeedIsAnErrorThatNamesBoth() {
    Checkpoints checkpoints = new Checkpoints(folder);
    checkpoints.saveLatest(new FakeLearner(), saved(4, -1), CONFIG);
    TrainerConfig other = TrainerConfig.of(10, LearningRateSchedule.constant(1), 4);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Checkpoints.load(checkpoints.latest().get(), new FakeLearner(), other));
    assertTrue(e.getMessage().startsWith("seed: must be 3 as in "), e.getMessage());
  }

  @Test
  void aFolderWithoutStateIsNoCheckpoint() {
    assertThrows(
        IllegalArgumentException.class, () -> Checkpoints.load(folder, new FakeLearner(), CONFIG));
  }

  /** Fails in the middle of saving. */
  private static final class BrokenLearner implements Learner {
    @Override
    public UpdateStats update(List<Experience> batch, double learningRate) {
      throw new UnsupportedOperationException();
    }

    @Override
    public float[] parameters() {
      return new float[0];
    }

    @Override
    public void setParameters(float[] parameters) {}

    @Override
    public void save(Path target) throws IOException {
      Files.writeString(target.resolve("fake.txt"), "half");
      throw new IOException("disk full");
    }

    @Override
    public void load(Path source) {}

    @Override
    public void close() {}
  }
}
