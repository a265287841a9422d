package org.srl4j.eval.compare.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.expert.TrajectoryFormat;

class TrajectorySetupTest {

  private static ExpertTrajectory trajectory(String id, String question, String answer) {
    List<Step> steps = List.of(new Step(1, "add the numbers"), new Step(2, "write it down"));
    return new ExpertTrajectory(new Problem(id, question, answer), steps);
  }

  private static List<ExpertTrajectory> trajectories(String name, int count) {
    List<ExpertTrajectory> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(trajectory(name + i, name + ": what is " + i + " + 1 ?", "" + (i + 1)));
    }
    return all;
  }

  private static ComparisonConfig config(String... more) throws IOException {
    return config(4, more);
  }

  private static ComparisonConfig config(int train, String... more) throws IOException {
    List<String> overrides = new ArrayList<>();
    overrides.add("evaluation.train=" + train);
    overrides.addAll(List.of("evaluation.validation=3", "evaluation.test=2"));
    overrides.addAll(List.of("data.format=gsm8k", "data.vocabulary=300"));
    overrides.addAll(List.of(more));
    return Recipe.of("files").config(Optional.of("smoke"), overrides);
  }

  private static TrajectorySetup setup(
      List<ExpertTrajectory> train, List<ExpertTrajectory> test, ComparisonConfig config)
      throws IOException {
    return new TrajectorySetup(
        config, new TrajectoryFiles(TrajectoryFormat.GSM8K, train, test), line -> {});
  }

  private static Set<String> ids(Task task, Split split) {
    Set<String> ids = new HashSet<>();
    task.problems(split).forEach(problem -> ids.add(problem.id()));
    return ids;
  }

  @Test
  void splitsHaveTheirSizesAndShareNothing() throws IOException {
    Task task = setup(trajectories("a", 12), trajectories("b", 5), config()).task(0);
    assertEquals(4, ids(task, Split.TRAIN).size());
    assertEquals(3, ids(task, Split.VALIDATION).size());
    assertEquals(Set.of("b0", "b1"), ids(task, Split.TEST));
    Set<String> both = ids(task, Split.TRAIN);
    both.retainAll(ids(task, Split.VALIDATION));
    assertEquals(Set.of(), both);
  }

  @Test
  void seedsDrawOtherTrainingProblemsButTheSameValidation() throws IOException {
    TrajectorySetup setup = setup(trajectories("a", 30), trajectories("b", 5), config());
    assertNotEquals(ids(setup.task(0), Split.TRAIN), ids(setup.task(1), Split.TRAIN));
    assertEquals(ids(setup.task(0), Split.VALIDATION), ids(setup.task(1), Split.VALIDATION));
  }

  @Test
  void basesNeverSeeValidationProblems() throws IOException {
    Task task = setup(trajectories("a", 12), trajectories("b", 5), config()).task(0);
    Set<String> held = new HashSet<>();
    task.problems(Split.VALIDATION).forEach(problem -> held.add(problem.prompt()));
    for (int i = 0; i < 200; i++) {
      String question = task.pretraining(1).orElseThrow().document(i).segments().get(0).text();
      assertTrue(!held.contains(question), question);
    }
  }

  @Test
  void whatIsLeftOutIsCounted() throws IOException {
    List<ExpertTrajectory> train = new ArrayList<>(trajectories("a", 12));
    train.add(trajectory("blank", "no answer?", " "));
    train.add(trajectory("odd", "an answer that nobody reads?", "\\frac{1}{"));
    train.add(trajectory("long", "very ".repeat(2000), "1"));
    train.add(trajectory("leak", "b: what is 0 + 1 ?", "1"));
    TrajectorySetup setup = setup(train, trajectories("b", 5), config(12));
    String description = setup.description();
    assertTrue(
        description.contains(
            "training trajectories 16, test trajectories 5; left out of training because they are"
                + " test problems: 1; a last step that states the answer was added to 20; learned"
                + " from step by step but not asked as a whole, for want of an answer that can be"
                + " graded: 2, first problem:blank (no gold answer)"),
        description);
    Task task = setup.task(0);
    List<String> asked = task.problems(Split.TRAIN).stream().map(Problem::id).toList();
    assertFalse(asked.contains("blank"), "nothing could be verified");
    assertFalse(asked.contains("odd"), "the grader cannot read it");
    assertFalse(asked.contains("long"), "there is no room");
    assertTrue(
        task.steps(Split.TRAIN).stream().noneMatch(step -> step.problem().id().equals("long")));
  }

  @Test
  void versionChangesWithTheData() throws IOException {
    String one = setup(trajectories("a", 12), trajectories("b", 5), config()).task(0).version();
    String other = setup(trajectories("a", 13), trajectories("b", 5), config()).task(0).version();
    assertNotEquals(one, other);
  }

  @Test
  void contextThatNothingFitsIntoIsRefused() throws IOException {
    ComparisonConfig narrow = config("base.max_length=8");
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                setup(trajectories("a", 12), trajectories("b", 5), narrow)
                    .task(0)
                    .steps(Split.TRAIN));
    assertTrue(fault.getMessage().contains("raise limits.context"), fault.getMessage());
  }

  @Test
  void tooFewProblemsAreRefused() throws IOException {
    ComparisonConfig config = config();
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class,
            () -> setup(trajectories("a", 6), trajectories("b", 5), config));
    assertTrue(fault.getMessage().contains("ask for 4 + 3 and 2 problems"), fault.getMessage());
  }
}
