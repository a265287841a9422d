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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;

class JsonlTrajectoryReaderTest {
  private static final String GOOD = "{\"id\":\"g\",\"problem\":\"p\",\"steps\":[\"s\"]}\n";

  @TempDir private Path folder;

  @Test
  void stepsMayBeTextsOrObjectsWithTitles() {
    TrajectorySet set = new JsonlTrajectoryReader().read(Resources.file("own.jsonl"));
    assertEquals(2, set.read());
    assertEquals(
        new ExpertTrajectory(
            new Problem(
                "tea-1",
                "What is 2 + 3 times 4?",
                "14",
                Map.of("level", "easy", "source", "own.jsonl", "line", "1")),
            List.of(
                new Step(1, Optional.of("Multiply"), "3 times 4 is 12."),
                new Step(2, "2 plus 12 is 14."))),
        set.trajectories().get(0));
  }

  @Test
  void numbersAreTakenAsIdAndAnswer() {
    Problem problem =
        new JsonlTrajectoryReader()
            .read(Resources.file("own.jsonl"))
            .trajectories()
            .get(1)
            .problem();
    assertEquals("2", problem.id());
    assertEquals("5", problem.answer());
  }

  @Test
  void whatIsWrittenIsReadBackWithItsTags() {
    TrajectorySet set = new JsonlTrajectoryReader().read(Resources.file("own.jsonl"));
    Path copy = folder.resolve("copy.jsonl");
    set.write(copy);
    assertEquals(set, new JsonlTrajectoryReader().read(copy));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"a\",\"problem\":\"p\"} | steps: must be a list of at least one step, got none",
        "{\"id\":\"a\",\"problem\":\"p\",\"steps\":[]} | got an empty list",
        "{\"id\":\"a\",\"problem\":\"p\",\"steps\":\"s\"} | steps: must be a list",
        "{\"id\":\"a\",\"problem\":\"p\",\"steps\":[\"s\",\" \"]} | step 2 must be",
        "{\"id\":\"a\",\"problem\":\"p\",\"steps\":[\"s\",7]} | step 2 must be",
        "{\"id\":\"a\",\"problem\":\"p\",\"steps\":[{\"title\":\"t\"}]} | step 1 must be",
        "{\"id\":\"a\",\"problem\":\"p\",\"steps\":[{\"title\":1,\"text\":\"t\"}]} | title of step",
        "{\"id\":\"a\",\"problem\":[1],\"steps\":[\"s\"]} | problem: must be a text or a number",
        "{\"problem\":\"p\",\"steps\":[\"s\"]} | id: missing",
        "{\"id\":\"a\",\"problem\":\"p\",\"steps\":[\"s\"],\"tag\":{}} | tag: unknown field",
        "{\"id\":\"a\",\"problem\":\"p\",\"steps\":[\"s\"],\"tags\":[]} | tags: must be an object",
        "{\"id\":\"a\",\"problem\":\"p\",\"steps\":[\"s\"],\"tags\":{\"x\":[]}} | tags: x must be",
        "{\"id\":\"a\",\"problem\":\"p\",\"steps\":[\"s\" | cut off",
        "{\"id\":\"g\",\"problem\":\"p\",\"steps\":[\"s\"]} | id: \"g\" is already used at line 1",
      })
  void aBadRowIsAnErrorWithFileAndLine(String row, String problem) throws IOException {
    Path file = Resources.write(folder, "bad.jsonl", GOOD + row);
    MalformedDataException error =
        assertThrows(MalformedDataException.class, () -> new JsonlTrajectoryReader().read(file));
    assertTrue(error.getMessage().contains("bad.jsonl:2: "), error.getMessage());
    assertTrue(error.getMessage().contains(problem), error.getMessage());
  }
}
