package com.example.ideas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.Score;
import org.srl4j.eval.api.ExperimentRun;
import org.srl4j.eval.api.Experiments;
import org.srl4j.eval.api.Policies;
import org.srl4j.eval.api.Tasks;
import org.srl4j.models.block.LayerDesign;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SequenceScorer;

/** A window has no tensor of its own, so the folder alone cannot show that it was there. */
class WindowLayersTest {
  private static final int[] IDS = {5, 9, 3, 7, 7, 2, 11, 6, 4, 8};

  /** Single precision, other orders of addition; the worst seen is 1e-6. */
  private static final double TOLERANCE = 2e-5;

  /** Whether the completion has an odd length: contrast from the start. */
  private static final Reward ODD =
      (completion, expert) -> Score.of(completion.length() % 2, "scored");

  @TempDir Path folder;

  private static PolicyModel base() throws Exception {
    return Policies.load(Path.of("../data/order/bases/base-0"));
  }

  private static double[] logProbs(PolicyModel model) {
    try (SequenceScorer scorer = new SequenceScorer(model)) {
      return scorer.score(IDS).nextTokenLogProbs();
    }
  }

  @Test
  void aWindowAsLongAsTheTextIsTheStockAttention() throws Exception {
    PolicyModel base = base();
    double[] stock = logProbs(base);
    assertArrayEquals(stock, logProbs(base.withLayers(new WindowLayers(10), 1, 1)), TOLERANCE);
    double[] narrow = logProbs(base.withLayers(new WindowLayers(2), 1, 1));
    assertEquals(stock[1], narrow[1], TOLERANCE, "two tokens are seen by both");
    assertTrue(Math.abs(stock[8] - narrow[8]) > 1e-3, "the window must have an effect");
  }

  @Test
  void theTrainedPolicyIsReadBackToTheSameBits() throws Exception {
    ExperimentRun run =
        Experiments.srl(base().withLayers(new WindowLayers(3), 1, 1))
            .on(Tasks.order(0))
            .reward(ODD)
            .with(
                "methods.srl.schedule.max_collections=1",
                "methods.srl.batch=2",
                "methods.srl.group_size=2",
                "methods.srl.dynamic_sampling.max_extra_batches=0",
                "methods.srl.schedule.validate_every=2")
            .with("evaluation.validation_samples=0", "evaluation.uncached_validation=1")
            .run(folder.resolve("run"));
    double[] trained = logProbs(run.policy());
    assertFalse(Arrays.equals(trained, logProbs(base())));
    PolicyModel byName = Policies.load(run.folder());
    PolicyModel given = Policies.load(run.folder(), new WindowLayers(3));
    assertArrayEquals(trained, logProbs(byName));
    assertArrayEquals(trained, logProbs(given));
    assertEquals(new WindowLayers(3), byName.layers());
    assertTrue(
        Files.readString(folder.resolve("run/warnings.txt"))
            .contains("1 of 40 validation problems are asked"));

    for (LayerDesign other : new LayerDesign[] {new WindowLayers(4), LayerDesign.STOCK}) {
      String message =
          assertThrows(CheckpointFormatException.class, () -> Policies.load(run.folder(), other))
              .getMessage();
      assertTrue(
          message.contains("has the layers com.example.ideas.WindowLayers(width=3)"), message);
    }
  }
}
