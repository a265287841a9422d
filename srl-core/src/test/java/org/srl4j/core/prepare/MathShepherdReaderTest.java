package org.srl4j.core.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;

class MathShepherdReaderTest {
  @TempDir private Path folder;

  @Test
  void stepsLoseMarkAndNumber() {
    TrajectorySet set = new MathShepherdReader().read(Resources.file("math_shepherd.jsonl"));
    ExpertTrajectory first = set.trajectories().get(0);
    assertEquals(
        List.of(new Step(1, "He has 2*5=10 nuts."), new Step(2, "So it is 10. The answer is: 10")),
        first.steps());
    assertEquals("Tom has 2 bags of 5 nuts. How many nuts?", first.problem().prompt());
    assertEquals("10", first.problem().answer());
    assertEquals("++", first.problem().tags().get("stepLabels"));
    assertEquals("GSM8K", first.problem().tags().get("task"));
  }

  @Test
  void theAnswerOfAWrongSolutionIsNoGold() {
    TrajectorySet set = new MathShepherdReader().read(Resources.file("math_shepherd.jsonl"));
    Problem problem = set.trajectories().get(1).problem();
    assertEquals("", problem.answer());
    assertEquals("7", problem.tags().get("solutionAnswer"));
    assertEquals("--", problem.tags().get("stepLabels")); // not the minus inside "7 - a few"
    assertEquals(Map.of("kept although a step is labelled -", 1), set.notes());
  }

  @Test
  void onlyCorrectSolutionsByOption() {
    TrajectorySet set =
        new MathShepherdReader(true, false).read(Resources.file("math_shepherd.jsonl"));
    assertEquals(1, set.trajectories().size());
    assertEquals(1, set.dropped().get("a step labelled -"));
  }

  @Test
  void marksStayByOption() {
    TrajectorySet set =
        new MathShepherdReader(false, true).read(Resources.file("math_shepherd.jsonl"));
    assertEquals("He has 2*5=<<2*5=10>>10 nuts.", set.trajectories().get(0).steps().get(0).text());
  }

  @Test
  void whatDoesNotParseIsCountedByReason() {
    TrajectorySet set = new MathShepherdReader().read(Resources.file("math_shepherd.jsonl"));
    assertEquals(4, set.read());
    assertEquals(
        Map.of("step numbers do not run 1..N", 1, "input and label differ", 1), set.dropped());
  }

  @Test
  void aSolutionWithoutStepsOrWithTextAfterItsLastMarkIsCounted() throws IOException {
    Path file =
        Resources.write(
            folder,
            "odd.jsonl",
            "{\"input\":\"q\",\"label\":\"q\"}\n"
                + "{\"input\":\"q Step 1: a \u043a\u0438 b\",\"label\":\"q Step 1: a + b\"}\n"
                + "{\"input\":\"q Step 1: a \u043a\u0438\",\"label\":\"q Step 1: a +\"}\n");
    assertEquals(
        Map.of("no steps", 1, "text after the last step mark", 1),
        new MathShepherdReader().read(file).dropped());
  }

  @Test
  void aMissingLabelIsAnErrorWithFileAndLine() throws IOException {
    Path file = Resources.write(folder, "m.jsonl", "{\"input\":\"q Step 1: a \u043a\u0438\"}\n");
    MalformedDataException error =
        assertThrows(MalformedDataException.class, () -> new MathShepherdReader().read(file));
    assertTrue(error.getMessage().contains("m.jsonl:1: label: missing"), error.getMessage());
  }
}
