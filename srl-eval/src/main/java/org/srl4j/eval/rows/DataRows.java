package org.srl4j.eval.rows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.function.Consumer;
import org.srl4j.core.prepare.JsonLines;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.core.prepare.MalformedDataException;

/**
 * The rows of a data file. Parquet is read by DuckDB, which is looked for when the first Parquet
 * file is opened; it installs nothing and sees no other file.
 */
public final class DataRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DataRows() {}

  /**
   * Hands over every row, in file order.
   *
   * @param file {@code .parquet}, else JSONL or a JSON list of objects
   * @return number of rows, at least 1
   * @throws MalformedDataException if the file is missing or is not what its name says
   */
  public static int read(Path file, Consumer<JsonRow> rows) {
    boolean parquet = file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
    return parquet ? readParquet(file, rows) : JsonLines.read(file, rows);
  }

  private static int readParquet(Path file, Consumer<JsonRow> rows) {
    if (!Files.isRegularFile(file)) {
      throw new MalformedDataException(file, 0, "no such file");
    }
    int count = 0;
    try (Connection duck = connect(file);
        PreparedStatement query =
            duck.prepareStatement("SELECT CAST(to_json(t) AS VARCHAR) FROM read_parquet(?) AS t")) {
      query.setString(1, file.toAbsolutePath().toString());
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          count++;
          rows.accept(new JsonRow(file, count, count, object(result.getString(1))));
        }
      }
    } catch (SQLException | IOException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      MalformedDataException error =
          new MalformedDataException(file, 0, "cannot be read as Parquet: " + first);
      error.initCause(e);
      throw error;
    }
    if (count == 0) {
      throw new MalformedDataException(file, 0, "holds no rows");
    }
    return count;
  }

  private static ObjectNode object(String json) throws IOException {
    return (ObjectNode) JSON.readTree(json);
  }

  private static Connection connect(Path file) throws SQLException {
    Connection duck;
    try {
      duck = DriverManager.getConnection("jdbc:duckdb:");
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          file
              + ": reading Parquet needs DuckDB on the class path (org.duckdb:duckdb_jdbc), or"
              + " convert the file to JSONL",
          e);
    }
    try (Statement statement = duck.createStatement()) {
      statement.execute("SET autoinstall_known_extensions=false");
      statement.execute("SET autoload_known_extensions=false");
      return duck;
    } catch (SQLException e) {
      duck.close();
      throw e;
    }
  }
}
