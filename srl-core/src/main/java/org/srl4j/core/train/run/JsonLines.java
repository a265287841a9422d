package org.srl4j.core.train.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.srl4j.core.train.files.Disk;

/**
 * A file of one JSON object a line, in UTF-8, flushed after every row; each row has its place in a
 * {@link RowChain}.
 */
final class JsonLines implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private BufferedWriter writer;
  private RowChain chain = RowChain.after("");

  JsonLines(Path file) {
    this.file = file;
  }

  /**
   * Opens the file and keeps the leading rows whose field is below a limit: behind them it is cut
   * off, where a resumed run goes on or a crash left a line incomplete.
   */
  void open(String field, long limit) {
    try {
      close();
      try (RandomAccessFile rows = new RandomAccessFile(file.toFile(), "rw")) {
        rows.setLength(lengthBelow(field, limit));
      }
      writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw Disk.fault("opening " + file, e);
    }
  }

  /** Bytes of the leading rows whose field is below a limit. */
  private long lengthBelow(String field, long limit) throws IOException {
    long length = 0;
    String last = "";
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c != '\n') {
          line.write(c);
          continue;
        }
        String row = line.toString(StandardCharsets.UTF_8);
        if (!isBelow(row, field, limit)) {
          break;
        }
        last = row;
        length += line.size() + 1;
        line.reset();
      }
    }
    chain = RowChain.after(last);
    return length;
  }

  /** Returns when the rows would survive a crash of the machine. */
  void force() {
    try {
      Disk.force(file);
    } catch (IOException e) {
      throw Disk.fault("writing " + file, e);
    }
  }

  void write(Object row) {
    if (writer == null) {
      throw new IllegalStateException(file + ": rows are written only during training");
    }
    try {
      requireThere();
      writer.write(chain.chained(JSON.writeValueAsString(row)));
      writer.write('\n');
      writer.flush();
    } catch (IOException e) {
      throw Disk.fault("writing " + file, e);
    }
  }

  /** An open file can be written to when it has long been deleted. */
  private void requireThere() throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(
          file.toString(), null, "the file was removed or moved while the run wrote to it");
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
      throw Disk.fault("writing " + file, e);
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
