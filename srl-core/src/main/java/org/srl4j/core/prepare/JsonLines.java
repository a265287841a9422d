package org.srl4j.core.prepare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Files of JSON objects, read one at a time and written as JSONL.
 *
 * <p>Three layouts are told apart by their first characters: an object a line (JSONL), one list of
 * objects, and objects one after another over several lines each. UTF-8, with or without a
 * byte-order mark, with line feeds or carriage return and line feed. Blank lines between rows are
 * passed over.
 */
public final class JsonLines {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints( // a text may be as long as the memory; see ByteLines
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .build();

  private JsonLines() {}

  /**
   * Hands every row to the consumer, in file order.
   *
   * @param file the file to read
   * @param rows called once per row
   * @return the number of rows, at least 1
   * @throws MalformedDataException if the file is missing, unreadable, empty, cut off, not UTF-8 or
   *     not JSON, if a row is no object, or if an object has a field twice
   */
  public static int read(Path file, Consumer<JsonRow> rows) {
    int count;
    try {
      count = isJsonLines(file) ? readLines(file, rows) : readValues(file, rows);
    } catch (NoSuchFileException e) {
      throw new MalformedDataException(file, 0, "no such file");
    } catch (IOException e) {
      MalformedDataException error =
          new MalformedDataException(file, 0, "cannot be read: " + e.getMessage());
      error.initCause(e);
      throw error;
    }
    if (count == 0) {
      throw new MalformedDataException(file, 1, "holds no rows; expected at least one JSON object");
    }
    return count;
  }

  /**
   * Writes objects as JSONL, one a line, in UTF-8. The rows go to a temporary file beside the
   * target, which then takes its place in one move: a reader never sees half a file.
   *
   * @param file the target; its folder is made if missing and an old file is replaced
   * @param rows what to write; the stream is used up but not closed
   * @return the number of rows written
   * @throws UncheckedIOException if the file cannot be written
   */
  public static int write(Path file, Stream<? extends JsonNode> rows) {
    Path target = file.toAbsolutePath();
    try {
      Files.createDirectories(target.getParent());
      Path temporary = target.resolveSibling(target.getFileName() + ".part");
      try {
        int count = writeRows(temporary, rows.iterator());
        replace(temporary, target);
        return count;
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** A fresh object of the mapper that reads and writes rows. */
  static ObjectNode newObject() {
    return MAPPER.createObjectNode();
  }

  private static int writeRows(Path file, Iterator<? extends JsonNode> rows) throws IOException {
    int count = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (; rows.hasNext(); count++) {
        out.write(MAPPER.writeValueAsString(rows.next()));
        out.write('\n');
      }
    }
    return count;
  }

  private static void replace(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Whether the first line that is not blank is a whole JSON value that is no list. */
  private static boolean isJsonLines(Path file) throws IOException {
    try (ByteLines lines = new ByteLines(file)) {
      String line = lines.next();
      while (line != null && line.isBlank()) {
        line = lines.next();
      }
      if (line == null) {
        throw new MalformedDataException(file, 1, "empty; expected at least one JSON object");
      }
      char first = line.strip().charAt(0);
      if (first != '{' && first != '[') {
        throw new MalformedDataException(
            file,
            lines.line(),
            "starts with neither '{' nor '['; expected JSONL, a JSON list of objects or JSON"
                + " objects one after another");
      }
      return first == '{' && isWhole(line);
    }
  }

  private static boolean isWhole(String line) throws IOException {
    try {
      MAPPER.readTree(line);
      return true;
    } catch (JsonProcessingException e) {
      return !isCutOff(e); // broken within the line: let the line reader say so
    }
  }

  private static int readLines(Path file, Consumer<JsonRow> rows) throws IOException {
    int count = 0;
    try (ByteLines lines = new ByteLines(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          rows.accept(row(file, lines.line(), ++count, parseLine(file, lines.line(), line)));
        }
      }
    }
    return count;
  }

  private static JsonNode parseLine(Path file, long number, String line) throws IOException {
    try (JsonParser parser = MAPPER.createParser(line)) {
      JsonNode value = MAPPER.readTree(parser);
      if (parser.nextToken() != null) {
        throw new MalformedDataException(
            file, number, "text after the end of the JSON object; write one object a line");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw malformed(file, e, number);
    }
  }

  private static int readValues(Path file, Consumer<JsonRow> rows) throws IOException {
    int count = 0;
    long start = 1;
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = MAPPER.createParser(in)) {
      JsonToken token = parser.nextToken();
      boolean list = token == JsonToken.START_ARRAY;
      token = list ? parser.nextToken() : token;
      for (; token != null && token != JsonToken.END_ARRAY; token = parser.nextToken()) {
        start = parser.currentTokenLocation().getLineNr();
        rows.accept(row(file, start, ++count, MAPPER.readTree(parser)));
      }
      if (token == JsonToken.END_ARRAY && parser.nextToken() != null) {
        throw new MalformedDataException(
            file, parser.currentTokenLocation().getLineNr(), "text after the end of the list");
      }
    } catch (JsonProcessingException e) {
      boolean here = isCutOff(e) || e.getLocation() == null; // nested too deeply: no location
      throw malformed(file, e, here ? start : e.getLocation().getLineNr());
    }
    return count;
  }

  /** Jackson reports the end of the input by two types of exception. */
  private static boolean isCutOff(JsonProcessingException error) {
    return error instanceof JsonEOFException
        || error.getOriginalMessage().startsWith("Unexpected end-of-input");
  }

  private static JsonRow row(Path file, long line, int number, JsonNode value) {
    if (!(value instanceof ObjectNode object)) {
      throw new MalformedDataException(
          file, line, "a row must be a JSON object, got " + JsonRow.typeOf(value));
    }
    return new JsonRow(file, line, number, object);
  }

  private static MalformedDataException malformed(
      Path file, JsonProcessingException error, long line) {
    String what =
        isCutOff(error)
            ? "cut off inside the row that starts here or just after it; is the file complete?"
            : "not JSON: " + error.getOriginalMessage();
    MalformedDataException malformed = new MalformedDataException(file, line, what);
    malformed.initCause(error);
    return malformed;
  }
}
