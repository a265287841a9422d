package org.srl4j.core.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.testing.SharedData;

/** Real files: counts established independently by a short script over the same files. */
class SharedTrajectoriesIT {
  private static Path shared(String name) {
    return SharedData.file("steps/" + name);
  }

  private static PrepareReport report(TrajectorySet set) {
    return Preparation.of(set, PrepareOptions.defaults()).report();
  }

  @Test
  void everyGsm8kTrainingRowIsATrajectory() {
    TrajectorySet set = new Gsm8kReader().read(shared("gsm8k_train.jsonl"));
    PrepareReport report = report(set);
    assertEquals(7473, report.read());
    assertEquals(7473, report.kept());
    assertEquals(26720, report.steps());
    assertEquals(26720 - 7473, report.instances());
    assertEquals(
        0,
        set.trajectories().stream()
            .flatMap(t -> t.steps().stream())
            .filter(s -> s.text().contains("<<") || s.title().isPresent())
            .count());
    Problem first = set.trajectories().get(0).problem();
    assertEquals("gsm8k_train-1", first.id());
    assertEquals("72", first.answer());
  }

  @Test
  void everySocraticStepHasASubQuestion() {
    TrajectorySet set = new Gsm8kReader().read(shared("gsm8k_test_socratic_660.jsonl"));
    PrepareReport report = report(set);
    assertEquals(660, report.kept());
    assertEquals(2342, report.steps());
    assertEquals(2342 - 660, report.instances());
    assertEquals(
        2342,
        set.trajectories().stream()
            .flatMap(t -> t.steps().stream())
            .filter(s -> s.title().isPresent() && !s.text().contains("**"))
            .count());
  }

  @Test
  void titledS1kOutlinesParseOrAreCounted() {
    TrajectorySet set = new S1kReader().read(shared("s1k.json"));
    PrepareReport report = report(set);
    assertEquals(940, report.read());
    assertEquals(
        Map.of(
            "no numbered outline with titles", 765, // 940 - 175 rows of the titled form
            "step numbers do not run 1..N", 13,
            "a step without text", 1,
            "a step title that does not end on its line", 1),
        report.dropped());
    assertEquals(160, report.kept());
    assertEquals(1036, report.steps());
    assertEquals(1036 - 160, report.instances());
    assertEquals(48, report.notes().get("text before the first step left out"));
  }

  @Test
  void untitledS1kOutlinesAddFifty() {
    PrepareReport report = report(new S1kReader(Outline.NUMBERED).read(shared("s1k.json")));
    assertEquals(210, report.kept());
    assertEquals(1475, report.steps());
    // 228 rows numbered "1. ", "2. " and one numbered "1) ", "2) ".
    assertEquals(940 - 229, report.dropped().get("no numbered outline"));
    assertEquals(17, report.dropped().get("step numbers do not run 1..N"));
  }

  @Test
  void mathShepherdKeepsItsLabels() {
    TrajectorySet set = new MathShepherdReader().read(shared("math_shepherd_samples.jsonl"));
    PrepareReport report = report(set);
    assertEquals(7, report.kept());
    assertEquals(25, report.steps());
    assertEquals(18, report.instances());
    Problem first = set.trajectories().get(0).problem();
    assertEquals("++++-", first.tags().get("stepLabels"));
    assertEquals("13520", first.tags().get("solutionAnswer"));
    Exception none =
        assertThrows(
            MalformedDataException.class,
            () -> new MathShepherdReader(true, false).read(shared("math_shepherd_samples.jsonl")));
    assertTrue(none.getMessage().contains("a step labelled -: 7, first at"), none.getMessage());
  }

  @Test
  void sixtyHeldOutProblemsShareNoQuestionWithTraining() {
    List<ExpertTrajectory> all = new S1kReader().read(shared("s1k.json")).trajectories();
    ProblemSplit<ExpertTrajectory> split = ProblemSplit.of(all, 60, 0, 1);
    assertEquals(60, split.validation().size());
    HashSet<String> prompts = new HashSet<>();
    split.train().forEach(t -> prompts.add(t.problem().prompt()));
    assertEquals(
        0, split.validation().stream().filter(t -> prompts.contains(t.problem().prompt())).count());
  }
}
