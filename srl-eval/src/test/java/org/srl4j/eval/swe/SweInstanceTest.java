package org.srl4j.eval.swe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweInstanceTest {
  private static final String REAL_LISTS =
      "{\"instance_id\":\"a\",\"repo\":\"o/r\",\"base_commit\":\"1\",\"problem_statement\":\"p\","
          + "\"patch\":\"x\",\"test_patch\":\"y\","
          + "\"FAIL_TO_PASS\":[\"t[1]\",\"t\\\"q\"],\"PASS_TO_PASS\":[\"u\"]}\n";
  private static final String TEXT_LISTS =
      REAL_LISTS
          .replace("[\"t[1]\",\"t\\\"q\"]", "\"[\\\"t[1]\\\", \\\"t\\\\\\\"q\\\"]\"")
          .replace("[\"u\"]", "\"[\\\"u\\\"]\"");

  @TempDir private Path folder;

  private Path parquet(String name, String json) throws IOException, SQLException {
    Path source = Files.writeString(folder.resolve(name + ".json"), json);
    Path file = folder.resolve(name + ".parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT * FROM read_json('" + source + "')) TO '" + file + "' (FORMAT parquet)");
    }
    return file;
  }

  @Test
  void parquetJsonAndLinesGiveTheSameInstancesWithListsOfBothKinds()
      throws IOException, SQLException {
    Path lines = Files.writeString(folder.resolve("rows.jsonl"), REAL_LISTS);
    Map<String, SweInstance> expected = SweInstance.read(lines);
    assertEquals(List.of("t[1]", "t\"q"), expected.get("a").failToPass());
    Path list = Files.writeString(folder.resolve("rows.json"), "[" + TEXT_LISTS + "]");
    assertEquals(expected, SweInstance.read(list));
    assertEquals(expected, SweInstance.read(parquet("lists", REAL_LISTS)));
    assertEquals(expected, SweInstance.read(parquet("texts", TEXT_LISTS)));
  }

  @Test
  void anInstanceThatComesTwiceIsAnErrorWithItsLine() throws IOException {
    Path file = Files.writeString(folder.resolve("rows.jsonl"), REAL_LISTS + TEXT_LISTS);
    Exception e = assertThrows(IllegalArgumentException.class, () -> SweInstance.read(file));
    assertTrue(e.getMessage().contains("rows.jsonl"), e.getMessage());
    assertTrue(e.getMessage().contains("a comes twice"), e.getMessage());
  }
}
