package org.srl4j.eval.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BenchReportTest {
  private static final List<Double> OURS = List.of(100.0, 400.0, 200.0);

  private static BenchResult result(BenchCase work, List<Double> times, double peak) {
    return new BenchResult(work, BenchSize.TINY, "other", times, OURS, OptionalDouble.of(peak));
  }

  @Test
  void quantilesLieBetweenNeighbours() {
    BenchResult result = result(BenchCase.UPDATE, List.of(40.0, 10.0, 20.0), 1);
    assertEquals(10, result.quantile(0));
    assertEquals(15, result.quantile(0.25)); // halfway from 10 to 20
    assertEquals(20, result.median());
    assertEquals(30, result.quantile(0.75)); // halfway from 20 to 40
  }

  @Test
  void ratioIsTheMedianOfTheRoundsRatios() {
    // 200/100, 400/400, 600/200 = 2, 1, 3; the ratio of the medians would be 400/200 = 2
    assertEquals(2, result(BenchCase.UPDATE, List.of(200.0, 400.0, 600.0), 1).ratioToOurs());
    // 300/100, 400/400, 200/200 = 3, 1, 1; the ratio of the medians would be 300/200 = 1.5
    assertEquals(1, result(BenchCase.UPDATE, List.of(300.0, 400.0, 200.0), 1).ratioToOurs());
  }

  @Test
  void engineThatLeftEarlyIsComparedWithItsOwnRounds() {
    assertEquals(5, result(BenchCase.UPDATE, List.of(500.0), 1).ratioToOurs());
  }

  @Test
  void jsonHasTheDocumentedKeys() {
    BenchResult result = result(BenchCase.TRAIN_STEP, List.of(200.0, 400.0, 600.0), 512.5);
    // 16 * 128 tokens in 400 ms are 5120 a second
    assertEquals(
        List.of(
            "{\"case\":\"train-step\",\"size\":\"tiny\",\"engine\":\"other\",\"median_ms\":400.0,"
                + "\"min_ms\":200.0,\"tokens_per_s\":5120.0,\"ratio_to_srl4j\":2.0,"
                + "\"peak_rss_mb\":512.5}"),
        new BenchReport(List.of(result), List.of(), true).jsonLines());
  }

  @Test
  void rewardHasNoSizeAndNoTokens() {
    BenchResult result = result(BenchCase.REWARD, List.of(200.0), 1);
    String line = new BenchReport(List.of(result), List.of(), true).jsonLines().get(0);
    assertTrue(line.contains("\"size\":null"), line);
    assertTrue(line.contains("\"tokens_per_s\":null"), line);
  }

  @Test
  void notesFollowTheTable() {
    BenchResult result = result(BenchCase.REWARD, List.of(200.0), 1);
    List<String> lines = new BenchReport(List.of(result), List.of("a note"), true).table();
    assertEquals(3, lines.size());
    assertEquals("a note", lines.get(2));
  }

  @Test
  void casesAgreeWithinTheirTolerance() {
    assertTrue(BenchCase.TRAIN_STEP.agree(7, 7.0006)); // 7e-4 allowed
    assertFalse(BenchCase.TRAIN_STEP.agree(7, 7.0008));
    assertFalse(BenchCase.TRAIN_STEP.agree(7, Double.NaN));
    assertTrue(BenchCase.REWARD.agree(4e9, 4e9));
    assertFalse(BenchCase.REWARD.agree(4e9, 4e9 + 1));
  }
}
