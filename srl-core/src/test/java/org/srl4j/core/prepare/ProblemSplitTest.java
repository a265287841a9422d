package org.srl4j.core.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;

class ProblemSplitTest {
  private static List<ExpertTrajectory> trajectories(int count) {
    return IntStream.range(0, count).mapToObj(i -> trajectory("p" + i, "question " + i)).toList();
  }

  private static ExpertTrajectory trajectory(String id, String prompt) {
    return new ExpertTrajectory(new Problem(id, prompt, ""), List.of(new Step(1, "s")));
  }

  private static List<String> ids(List<ExpertTrajectory> part) {
    return part.stream().map(t -> t.problem().id()).toList();
  }

  @Test
  void partsHaveTheirSizesAndShareNothing() {
    ProblemSplit<ExpertTrajectory> split = ProblemSplit.of(trajectories(100), 20, 10, 7);
    assertEquals(
        List.of(70, 20, 10),
        List.of(split.train().size(), split.validation().size(), split.test().size()));
    Set<String> all = new HashSet<>(ids(split.train()));
    all.addAll(ids(split.validation()));
    all.addAll(ids(split.test()));
    assertEquals(100, all.size());
  }

  @Test
  void fileOrderDoesNotMatter() {
    List<ExpertTrajectory> shuffled = new ArrayList<>(trajectories(100));
    Collections.shuffle(shuffled, new Random(1));
    ProblemSplit<ExpertTrajectory> split = ProblemSplit.of(trajectories(100), 20, 10, 7);
    ProblemSplit<ExpertTrajectory> other = ProblemSplit.of(shuffled, 20, 10, 7);
    assertEquals(new HashSet<>(ids(split.test())), new HashSet<>(ids(other.test())));
    assertEquals(new HashSet<>(ids(split.validation())), new HashSet<>(ids(other.validation())));
  }

  @Test
  void partsKeepTheOrderOfTheItems() {
    List<ExpertTrajectory> all = trajectories(50);
    List<ExpertTrajectory> train = ProblemSplit.of(all, 10, 10, 3).train();
    assertEquals(all.stream().filter(train::contains).toList(), train);
  }

  @Test
  void theDrawIsFixedForEverAndAnotherSeedGivesAnother() {
    // Computed by a script of its own from FNV-1a and SplitMix64; a change changes published
    // splits.
    assertEquals(
        List.of("p20", "p53", "p66", "p85", "p97"),
        ids(ProblemSplit.of(trajectories(100), 0, 5, 7).test()));
    assertNotEquals(
        ids(ProblemSplit.of(trajectories(100), 0, 5, 7).test()),
        ids(ProblemSplit.of(trajectories(100), 0, 5, 8).test()));
  }

  @Test
  void solutionsOfOneQuestionStayTogether() {
    List<ExpertTrajectory> doubled = new ArrayList<>(trajectories(20));
    IntStream.range(0, 20).forEach(i -> doubled.add(trajectory("q" + i, "question " + i)));
    ProblemSplit<ExpertTrajectory> split = ProblemSplit.of(doubled, 5, 5, 11);
    assertEquals(10, split.test().size()); // 5 prompts, 2 solutions each
    for (String id : ids(split.test())) {
      String twin = (id.startsWith("p") ? "q" : "p") + id.substring(1);
      assertEquals(true, ids(split.test()).contains(twin), id);
    }
  }

  @Test
  void anIdUsedTwiceIsAnErrorWithBothLines() {
    Problem first = new Problem("a", "x", "", Map.of("source", "f.jsonl", "line", "3"));
    Problem second = new Problem("a", "y", "", Map.of("source", "g.jsonl", "line", "5"));
    Exception error =
        assertThrows(
            IllegalArgumentException.class,
            () -> ProblemSplit.of(List.of(first, second), Function.identity(), 0, 0, 1));
    assertEquals(
        "id: \"a\" comes twice, at f.jsonl:3 and at g.jsonl:5; ids must be unique in what is"
            + " divided",
        error.getMessage());
  }

  @Test
  void sizesMustLeaveSomethingForTraining() {
    Exception error =
        assertThrows(
            IllegalArgumentException.class, () -> ProblemSplit.of(trajectories(5), 3, 2, 1));
    assertEquals(
        "validationSize, testSize: must be from 0 and leave a problem for training of the 5 there"
            + " are, got 3 and 2",
        error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> ProblemSplit.of(trajectories(5), -1, 2, 1));
  }
}
