package org.srl4j.eval.difficulty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.result.EvaluationReport;
import org.srl4j.eval.result.Evaluations;

/** Forty problems of levels 1 to 5, eight each; what is solved is decided by the level. */
class DifficultyAnalysisTest {
  private static final int PROBLEMS = 40;

  private static EvaluationReport report(int hardestSolved) {
    StringBuilder greedy = new StringBuilder();
    for (int i = 0; i < PROBLEMS; i++) {
      greedy.append(1 + i % 5 <= hardestSolved ? '1' : '0');
    }
    return Evaluations.report("m", "quiz", greedy.toString());
  }

  private static Difficulty analyse(DifficultyAnalysis.Kind kind) {
    return new DifficultyAnalysis(kind, 5, 1).analyse(report(2), Optional.empty());
  }

  @Test
  void logisticRegressionFindsThatHigherLevelsAreHarder() {
    Difficulty found = analyse(DifficultyAnalysis.Kind.LOGISTIC);
    assertEquals(16, found.solved());
    assertEquals(24 / 40.0, found.majorityAccuracy());
    assertTrue(found.accuracy() > 0.9, "" + found);
    double level = found.weights().get("level");
    assertTrue(
        found.weights().values().stream().allMatch(w -> w >= level) && level < 0, "" + found);
  }

  @Test
  void treeSplitsOnTheLevelAlone() {
    Difficulty found = analyse(DifficultyAnalysis.Kind.TREE);
    assertEquals("level", found.splits().get(0));
    assertEquals(1.0, found.accuracy());
    assertEquals(1.0, found.balancedAccuracy());
  }

  @Test
  void groupsAreCountedByLevel() {
    Difficulty found = analyse(DifficultyAnalysis.Kind.TREE);
    assertEquals(new Difficulty.Group(8, 8), found.solvedBy().get("level 2"));
    assertEquals(new Difficulty.Group(8, 0), found.solvedBy().get("level 3"));
  }

  @Test
  void sameSeedGivesTheSameFigures() {
    assertEquals(
        analyse(DifficultyAnalysis.Kind.LOGISTIC), analyse(DifficultyAnalysis.Kind.LOGISTIC));
  }

  @Test
  void basePassRateIsAFeature() {
    Map<String, Double> features =
        ProblemFeatures.of(report(2).problems().get(0), Optional.of(report(0)));
    assertEquals(0.0, features.get(ProblemFeatures.BASE_PASS_RATE));
    // "What is number 0? " has 4 words and 1 number
    assertEquals(Math.log(5), features.get("question words (log)"), 1e-12);
    assertEquals(Math.log(2), features.get("numbers in question (log)"), 1e-12);
    assertEquals(1.0, features.get("level"));
    assertEquals(1.0, features.get("subject: A"));
  }

  @Test
  void nothingCanBeLearntWhenAllProblemsAreAlike() {
    DifficultyAnalysis analysis = new DifficultyAnalysis(DifficultyAnalysis.Kind.TREE, 5, 1);
    EvaluationReport none = report(0);
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> analysis.analyse(none, Optional.empty()));
    assertTrue(e.getMessage().contains("0 solved of 40"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new DifficultyAnalysis(DifficultyAnalysis.Kind.TREE, 1, 1));
  }

  @Test
  void bothChartsAreDrawn() {
    for (DifficultyAnalysis.Kind kind : DifficultyAnalysis.Kind.values()) {
      byte[] png = DifficultyChart.png(analyse(kind));
      assertEquals((byte) 0x89, png[0]);
      assertTrue(png.length > 5000, kind + " " + png.length);
    }
  }
}
