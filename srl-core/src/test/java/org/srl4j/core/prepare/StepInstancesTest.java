package org.srl4j.core.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.core.data.StepContext;

class StepInstancesTest {
  private static final Problem PROBLEM = new Problem("p", "question", "answer");
  private static final Step ONE = new Step(1, Optional.of("first"), "a");
  private static final Step TWO = new Step(2, "b");
  private static final Step THREE = new Step(3, Optional.of("third"), "c");
  private static final ExpertTrajectory TRAJECTORY =
      new ExpertTrajectory(PROBLEM, List.of(ONE, TWO, THREE));

  @Test
  void threeStepsGiveTwoInstancesAndTheLastIsNoTarget() {
    assertEquals(
        List.of(
            new StepContext(PROBLEM, List.of(), ONE, Optional.empty()),
            new StepContext(PROBLEM, List.of(ONE), TWO, Optional.empty())),
        StepInstances.of(TRAJECTORY, StepOptions.defaults()));
  }

  @Test
  void theLastStepIsATargetByOption() {
    List<StepContext> all = StepInstances.of(TRAJECTORY, new StepOptions(true, false));
    assertEquals(3, all.size());
    assertEquals(new StepContext(PROBLEM, List.of(ONE, TWO), THREE, Optional.empty()), all.get(2));
  }

  @Test
  void theHintIsTheTargetsTitle() {
    assertEquals(
        List.of(Optional.of("first"), Optional.empty(), Optional.of("third")),
        StepInstances.of(TRAJECTORY, new StepOptions(true, true)).stream()
            .map(StepContext::hint)
            .toList());
  }

  @Test
  void aTrajectoryOfOneStepGivesNoneOrOne() {
    ExpertTrajectory one = new ExpertTrajectory(PROBLEM, List.of(ONE));
    assertEquals(0, StepInstances.of(one, StepOptions.defaults()).size());
    assertEquals(1, StepInstances.of(one, new StepOptions(true, false)).size());
  }
}
