package org.srl4j.eval.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench with real processes. */
class BenchIT {
  private static final List<String> WORKER = List.of("org.srl4j.eval.cli.Main", "bench-worker");

  @TempDir private Path folder;

  private BenchReport run(BenchCase work, Peer peer, Path pairs) throws IOException {
    BenchOptions options =
        new BenchOptions(
            List.of(work),
            BenchSize.TINY,
            Set.of(peer),
            2,
            1,
            1,
            Optional.of(pairs),
            WORKER,
            folder.resolve("cache"));
    return Bench.run(options, folder, line -> {});
  }

  @Test
  void stockSessionComputesTheLossOfOurPlan() throws IOException {
    BenchReport report = run(BenchCase.TRAIN_STEP, Peer.SAMEDIFF, folder.resolve("unused.jsonl"));
    assertTrue(report.agreed(), () -> String.join("\n", report.notes()));
    assertEquals(
        List.of("srl4j", "samediff"), report.results().stream().map(BenchResult::engine).toList());
  }

  @Test
  void difflibHasTheBitsOfOurRatios() throws IOException {
    assumeTrue(Programs.isOnPath("python3"), "skipped: no python3 on the PATH");
    Path pairs = folder.resolve("pairs.jsonl");
    Files.writeString(
        pairs,
        "{\"a\":\"tide\",\"b\":\"diet\"}\n{\"a\":\"one third\",\"b\":\"two thirds \u03c0\"}\n");
    BenchReport report = run(BenchCase.REWARD, Peer.DIFFLIB, pairs);
    assertTrue(report.agreed(), () -> String.join("\n", report.notes()));
    assertEquals(2, report.results().size());
  }

  private double value(BenchCase work) throws IOException {
    return new EngineSetup(EngineSetup.OURS, work, BenchSize.TINY, 2, folder).open().run();
  }

  @Test
  void rolloutDrawsFromTheFreshDecoder() throws IOException {
    // a draw from 1024 tokens has -ln 1024 = -6.93 on average if all are alike, and more if not
    double meanLogProb = value(BenchCase.ROLLOUT);
    assertTrue(meanLogProb > -6.94 && meanLogProb < -5.5, () -> "" + meanLogProb);
  }

  @Test
  void updateScoresTheTexts() throws IOException {
    double reward = value(BenchCase.UPDATE);
    assertTrue(reward > 0 && reward < 1, () -> "" + reward);
  }
}
