package org.srl4j.eval.rows;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Parquet files for tests, made of files of JSON. */
public final class ParquetFiles {

  private ParquetFiles() {}

  /**
   * Writes the rows of a file of JSON as Parquet, columns nested as the rows are.
   *
   * @return a file of the same name, ending in {@code .parquet}
   */
  public static Path of(Path json) throws IOException, SQLException {
    String name = json.getFileName().toString().replaceFirst("\\.[a-z]+$", ".parquet");
    Path parquet = json.resolveSibling(name);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT * FROM read_json('"
              + json
              + "', maximum_depth = -1, maximum_object_size = 100000000)) TO '"
              + parquet
              + "' (FORMAT parquet)");
    }
    return parquet;
  }
}
