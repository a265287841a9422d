package org.srl4j.core.train.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A file of one JSON object a line, in UTF-8, flushed after every row. */
final class JsonLines implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private BufferedWriter writer;

  JsonLines(Path file) {
    this.file = file;
  }

  /**
   * Opens the file and keeps the leading rows whose field is below a limit: rows that a resumed run
   * will write again are removed, and so is a last line that a crash left incomplete.
   */
  void open(String field, long limit) {
    try {
      close();
      List<String> kept = new ArrayList<>();
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
          if (!isBelow(line, field, limit)) {
            break;
          }
          kept.add(line);
        }
      }
      Files.write(file, kept, StandardCharsets.UTF_8);
      writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("opening " + file, e);
    }
  }

  void write(Object row) {
    if (writer == null) {
      throw new IllegalStateException(file + ": rows are written only during training");
    }
    try {
      writer.write(JSON.writeValueAsString(row));
      writer.write('\n');
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + file, e);
    }
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }

  void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing " + file, e);
    }
  }

  private static boolean isBelow(String line, String field, long limit) {
    try {
      JsonNode value = JSON.readTree(line).path(field);
      return value.isNumber() && value.asLong() < limit;
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
