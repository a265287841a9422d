package org.srl4j.eval.rows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Consumer;
import org.srl4j.core.prepare.JsonLines;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.core.prepare.MalformedDataException;

/**
 * The rows of a data file. Parquet is read by DuckDB, which is looked for when the first Parquet
 * file is opened; it installs nothing and sees no other file. A small file can hold a great deal,
 * so what it unpacks to, and the memory for that, are bounded by its size.
 */
public final class DataRows {
  private static final String MAGIC = "PAR1";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of all rows as JSON, in a file of any size; far more than any benchmark has. */
  private static final long MOST_CHARACTERS = 1L << 28;

  /** Characters of all rows for each byte of a larger file: attempts of agents repeat a lot. */
  private static final long CHARACTERS_A_BYTE = 64;

  /** What DuckDB itself may use for a file of any size; one value can be no larger. */
  private static final long LEAST_MEMORY = 512L << 20;

  /** Memory for each byte of a larger file; up to 2,048 rows are unpacked and copied at once. */
  private static final long MEMORY_A_BYTE = 24;

  private DataRows() {}

  /**
   * Hands over every row, in file order.
   *
   * @param file Parquet, by its name or its first bytes; else JSONL or a JSON list of objects
   * @return number of rows, at least 1
   * @throws MalformedDataException if the file is missing or is not what its name says
   */
  public static int read(Path file, Consumer<JsonRow> rows) {
    return isParquet(file) ? readParquet(file, rows) : JsonLines.read(file, rows);
  }

  /** Whether a file is to be read as Parquet: it says so by its name or its first bytes. */
  public static boolean isParquet(Path file) {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet")) {
      return true;
    }
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAGIC.length()), StandardCharsets.ISO_8859_1).equals(MAGIC);
    } catch (IOException e) {
      return false; // whoever reads it says why it cannot be read
    }
  }

  private static int readParquet(Path file, Consumer<JsonRow> rows) {
    if (!Files.isRegularFile(file)) {
      throw new MalformedDataException(file, 0, "no such file");
    }
    int count = 0;
    long characters = 0;
    long most = Math.max(MOST_CHARACTERS, CHARACTERS_A_BYTE * size(file));
    try (Connection duck = connect(file);
        PreparedStatement query =
            duck.prepareStatement("SELECT CAST(to_json(t) AS VARCHAR) FROM read_parquet(?) AS t")) {
      query.setString(1, file.toAbsolutePath().toString());
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          count++;
          String json = result.getString(1);
          characters += json.length();
          if (characters > most) {
            throw new MalformedDataException(
                file,
                count,
                "unpacks to more than "
                    + most
                    + " characters; keep the columns and rows that are needed, or convert to"
                    + " JSONL");
          }
          rows.accept(new JsonRow(file, count, count, object(json)));
        }
      }
    } catch (SQLException | IOException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      MalformedDataException error =
          new MalformedDataException(
              file,
              0,
              "cannot be read as Parquet within "
                  + memory(file)
                  + " of memory: "
                  + first
                  + "; if it is Parquet, convert it to JSONL");
      error.initCause(e);
      throw error;
    }
    if (count == 0) {
      throw new MalformedDataException(file, 0, "holds no rows");
    }
    return count;
  }

  /** For small files the least, else so much a byte, but no more than half of the machine's. */
  private static String memory(Path file) {
    long half =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getTotalMemorySize() / 2
            : LEAST_MEMORY;
    long wanted = Math.min(MEMORY_A_BYTE * size(file), half);
    return (Math.max(LEAST_MEMORY, wanted) >> 20) + "MiB";
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // whoever reads it says why it cannot be read
    }
  }

  private static ObjectNode object(String json) throws IOException {
    return (ObjectNode) JSON.readTree(json);
  }

  private static Connection connect(Path file) throws SQLException {
    Properties bounds = new Properties();
    bounds.setProperty("threads", "1");
    bounds.setProperty("memory_limit", memory(file));
    bounds.setProperty("jdbc_stream_results", "true");
    bounds.setProperty("autoinstall_known_extensions", "false");
    bounds.setProperty("autoload_known_extensions", "false");
    Connection duck;
    try {
      duck = DriverManager.getConnection("jdbc:duckdb:", bounds);
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          file
              + ": reading Parquet needs DuckDB on the class path (org.duckdb:duckdb_jdbc), or"
              + " convert the file to JSONL",
          e);
    }
    String allowed = file.toAbsolutePath().toString().replace("'", "''");
    try (Statement statement = duck.createStatement()) {
      statement.execute("SET allowed_paths=['" + allowed + "']");
      statement.execute("SET enable_external_access=false");
      statement.execute("SET lock_configuration=true");
      return duck;
    } catch (SQLException e) {
      duck.close();
      throw e;
    }
  }
}
