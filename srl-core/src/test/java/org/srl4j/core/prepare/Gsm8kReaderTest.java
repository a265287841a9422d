package org.srl4j.core.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Step;

class Gsm8kReaderTest {
  @TempDir private Path folder;

  @Test
  void aStepIsALineWithoutItsMarks() {
    TrajectorySet set = new Gsm8kReader().read(Resources.file("gsm8k.jsonl"));
    ExpertTrajectory first = set.trajectories().get(0);
    assertEquals(
        List.of(
            new Step(1, "The boxes hold 3*12=36 pens."),
            new Step(2, "With the loose ones that is 36+4=40 pens.")),
        first.steps());
    assertEquals("gsm8k-1", first.problem().id());
    assertEquals("40", first.problem().answer());
  }

  @Test
  void marksStayByOption() {
    TrajectorySet set = new Gsm8kReader(true).read(Resources.file("gsm8k.jsonl"));
    assertEquals(
        "The boxes hold 3*12=<<3*12=36>>36 pens.", set.trajectories().get(0).steps().get(0).text());
  }

  @Test
  void blankLinesAreNoStepsAndTheAnswerLosesItsThousandsSeparator() {
    ExpertTrajectory second =
        new Gsm8kReader().read(Resources.file("gsm8k.jsonl")).trajectories().get(1);
    assertEquals(List.of(new Step(1, "It grinds 500*3=1,500 sacks.")), second.steps());
    assertEquals("1500", second.problem().answer());
  }

  @Test
  void rowsWithoutStepsOrAnswerAreCounted() {
    TrajectorySet set = new Gsm8kReader().read(Resources.file("gsm8k.jsonl"));
    assertEquals(4, set.read());
    assertEquals(2, set.droppedCount());
    assertEquals(Map.of("no steps", 1, "no '#### answer' line", 1), set.dropped());
  }

  @Test
  void aSubQuestionIsTheTitle() {
    TrajectorySet set = new Gsm8kReader().read(Resources.file("gsm8k_socratic.jsonl"));
    assertEquals(
        new Step(1, Optional.of("How many pens are in the boxes?"), "The boxes hold 3*12=36 pens."),
        set.trajectories().get(0).steps().get(0));
  }

  @Test
  void textAfterTheAnswerAndAStepOfMarksOnlyAreCounted() throws IOException {
    Path file =
        Resources.write(
            folder,
            "odd.jsonl",
            "{\"question\":\"q\",\"answer\":\"a\\n#### 4\\nb\"}\n"
                + "{\"question\":\"q\",\"answer\":\"<<1+1=2>>\\n#### 2\"}\n"
                + "{\"question\":\"q\",\"answer\":\"1+1=2\\n#### 2\"}\n");
    assertEquals(
        Map.of("no single answer after '####'", 1, "a step without text", 1),
        new Gsm8kReader().read(file).dropped());
  }

  @Test
  void aRowOfAnotherFormatIsAnErrorWithFileAndLine() throws IOException {
    Path file = Resources.write(folder, "other.jsonl", "{\"id\":\"a\",\"problem\":\"p\"}\n");
    MalformedDataException error =
        assertThrows(MalformedDataException.class, () -> new Gsm8kReader().read(file));
    assertTrue(error.getMessage().contains("other.jsonl:1: question: missing"), error.getMessage());
  }
}
