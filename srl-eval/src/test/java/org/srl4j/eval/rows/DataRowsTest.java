package org.srl4j.eval.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.agent.ObservationLimit;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.prepare.Gsm8kReader;
import org.srl4j.core.prepare.JsonLines;
import org.srl4j.core.prepare.JsonlTrajectoryReader;
import org.srl4j.core.prepare.MalformedDataException;
import org.srl4j.core.prepare.MathShepherdReader;
import org.srl4j.core.prepare.S1kReader;
import org.srl4j.core.prepare.TrajectoryReader;
import org.srl4j.core.prepare.TrajectorySet;
import org.srl4j.core.prepare.agent.AgentLayout;
import org.srl4j.core.prepare.agent.RandomAttempts;

class DataRowsTest {
  @TempDir private Path folder;

  /** What a set holds, but for the places, which are the files' own. */
  private static List<Object> content(TrajectorySet set) {
    List<Object> content = new ArrayList<>();
    for (ExpertTrajectory one : set.trajectories()) {
      Map<String, String> tags = new HashMap<>(one.problem().tags());
      tags.keySet().removeAll(List.of("source", "line"));
      content.add(
          List.of(
              one.problem().id(),
              one.problem().prompt(),
              one.problem().answer(),
              tags,
              one.steps()));
    }
    content.addAll(List.of(set.read(), set.dropped(), set.notes()));
    return content;
  }

  private static void assertSame(TrajectoryReader reader, Path json)
      throws IOException, SQLException {
    TrajectorySet expected = reader.read(json);
    Path parquet = ParquetFiles.of(json);
    List<Object> read = content(reader.read(parquet, DataRows::read));
    List<Object> wanted = content(expected);
    for (int i = 0; i < wanted.size(); i++) {
      assertEquals(wanted.get(i), read.get(i));
    }
    assertEquals(wanted.size(), read.size());
    Path renamed = Files.copy(parquet, parquet.resolveSibling("named.bin"));
    assertEquals(expected.read(), reader.read(renamed, DataRows::read).read());
  }

  @ParameterizedTest
  @EnumSource
  void attemptsAreTheSameInParquetAsInJson(AgentLayout layout) throws IOException, SQLException {
    RandomAttempts random = new RandomAttempts(3);
    Path json = folder.resolve("rows.jsonl");
    JsonLines.write(
        json,
        IntStream.range(0, 20).mapToObj(i -> layout.row(random.next("a" + i, layout.tools()))));
    assertSame(layout.format().steps(ObservationLimit.defaults()), json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gsm8k.jsonl", "s1k.json", "math_shepherd.jsonl", "own.jsonl"})
  void solutionsAreTheSameInParquetAsInJson(String name) throws IOException, SQLException {
    Path json = folder.resolve(name);
    try (InputStream in = getClass().getResourceAsStream("/org/srl4j/core/prepare/" + name)) {
      Files.copy(in, json);
    }
    TrajectoryReader reader =
        switch (name) {
          case "gsm8k.jsonl" -> new Gsm8kReader();
          case "s1k.json" -> new S1kReader();
          case "own.jsonl" -> new JsonlTrajectoryReader();
          default -> new MathShepherdReader();
        };
    assertSame(reader, json);
  }

  @Test
  void fieldsAreReadFromNestedColumns() throws IOException, SQLException {
    Path json =
        Files.writeString(
            folder.resolve("verl.jsonl"),
            "{\"prompt\":[{\"role\":\"user\",\"content\":\"What is 1+1?\"}],"
                + "\"extra_info\":{\"answer\":\"1+1=2\\n#### 2\",\"index\":0}}\n");
    FieldPaths paths =
        new FieldPaths(Map.of("question", "prompt.0.content", "answer", "extra_info.answer"));
    for (Path file : List.of(json, ParquetFiles.of(json))) {
      ExpertTrajectory read =
          new Gsm8kReader().read(file, paths.over(DataRows::read)).trajectories().get(0);
      assertEquals("What is 1+1?", read.problem().prompt());
      assertEquals("2", read.problem().answer());
    }
    FieldPaths wrong = new FieldPaths(Map.of("question", "extra.question"));
    Exception e =
        assertThrows(
            MalformedDataException.class,
            () -> new Gsm8kReader().read(json, wrong.over(DataRows::read)));
    assertTrue(
        e.getMessage().contains("verl.jsonl:1: question: nothing at extra.question"),
        e.getMessage());
    assertTrue(e.getMessage().contains("extra_info.answer"), e.getMessage());
  }
}
