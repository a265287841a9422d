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

class S1kReaderTest {
  @TempDir private Path folder;

  @Test
  void anItemGoesOnToTheNextTitledNumber() {
    TrajectorySet set = new S1kReader().read(Resources.file("s1k.json"));
    ExpertTrajectory first = set.trajectories().get(0);
    assertEquals(
        List.of(
            new Step(
                1,
                Optional.of("Name the terms"),
                "The k-th odd number is \\( 2k - 1 \\).\n   1. An indented number is text."),
            new Step(
                2,
                Optional.of("Add them"),
                "The sum is \\( n^2 \\).\n1. A number without title is text, too."),
            new Step(
                3,
                Optional.of("Conclusion"),
                "For n = 10 it is \\(\\boxed{10^{2}}\\).\n\nThat ends it.")),
        first.steps());
    assertEquals("s1k-7", first.problem().id());
    assertEquals("10^{2}", first.problem().answer());
    assertEquals(
        Map.of("source", "s1k.json", "line", "2", "subject", "algebra"), first.problem().tags());
    assertEquals(Map.of("text before the first step left out", 1), set.notes());
  }

  @Test
  void whatDoesNotParseIsCountedByReason() {
    TrajectorySet set = new S1kReader().read(Resources.file("s1k.json"));
    assertEquals(6, set.read());
    assertEquals(1, set.trajectories().size());
    assertEquals(
        Map.of(
            "no numbered outline with titles", 2, // the bare answer and the untitled outline
            "step numbers do not run 1..N", 1,
            "a step title that does not end on its line", 1,
            "a step without text", 1),
        set.dropped());
  }

  @Test
  void outlinesWithoutTitlesAreTakenByOption() {
    TrajectorySet set = new S1kReader(Outline.NUMBERED).read(Resources.file("s1k.json"));
    assertEquals(
        List.of(new Step(1, "First halve it."), new Step(2, "Then square it.")),
        set.trajectories().get(1).steps());
    assertEquals(1, set.dropped().get("no numbered outline"));
  }

  @Test
  void theAttemptIsTheOutlineAndTheSolutionGivesTheAnswer() {
    TrajectorySet set = new S1kReader().read(Resources.file("s1k_1_1.jsonl"));
    ExpertTrajectory first = set.trajectories().get(0);
    assertEquals("What is 6 times 7?", first.problem().prompt());
    assertEquals("s1k_1_1-1", first.problem().id());
    assertEquals("30 + 12 = 42.\n\n**Answer:** \\boxed{42}", first.steps().get(1).text());
    assertEquals("Yes", first.problem().tags().get("deepseek_grade"));
  }

  @Test
  void theAttemptsAnswerCountsOnlyIfGradedRight() {
    TrajectorySet set = new S1kReader().read(Resources.file("s1k_1_1.jsonl"));
    assertEquals(
        List.of("42", "11", ""),
        set.trajectories().stream().map(t -> t.problem().answer()).toList());
    assertEquals(Map.of("no gold answer found", 1), set.notes());
  }

  @Test
  void aRowWithoutSolutionIsAnErrorWithFileAndLine() throws IOException {
    Path file =
        Resources.write(
            folder, "s.json", "[{\"problem\":\"p\",\"solution\":\"1\"},\n{\"problem\":\"q\"}]");
    MalformedDataException error =
        assertThrows(MalformedDataException.class, () -> new S1kReader().read(file));
    assertTrue(error.getMessage().contains("s.json:2: solution: missing"), error.getMessage());
  }

  @Test
  void anIdUsedTwiceIsAnErrorWithBothLines() throws IOException {
    String row = "{\"id\":3,\"problem\":\"p\",\"solution\":\"1. **A** a\\n2. **B** b\"}\n";
    Path file = Resources.write(folder, "s.jsonl", row + row);
    MalformedDataException error =
        assertThrows(MalformedDataException.class, () -> new S1kReader().read(file));
    assertTrue(
        error.getMessage().contains("s.jsonl:2: id: \"s-3\" is already used at line 1"),
        error.getMessage());
  }
}
