package org.srl4j.eval.rows;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of lines that grows. Lines are appended in one write and forced to the disk, so that a
 * killed process leaves at most one incomplete last line, which {@link #mend} cuts off.
 *
 * @param file UTF-8; perhaps not there yet
 */
public record AppendedLines(Path file) {

  /**
   * What a file holds.
   *
   * @param lines whole lines, without their line feeds
   * @param length bytes of these lines
   * @param tornLines 1 if an incomplete line follows, else 0
   */
  public record Content(List<String> lines, long length, int tornLines) {

    /** Copies the list. */
    public Content {
      lines = List.copyOf(lines);
    }
  }

  /** Reads the file, which is not changed; one that is not there holds nothing. */
  public Content read() throws IOException {
    List<String> lines = new ArrayList<>();
    if (!Files.exists(file)) {
      return new Content(lines, 0, 0);
    }
    long length = 0;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b != '\n') {
          line.write(b);
          continue;
        }
        length += line.size() + 1;
        lines.add(line.toString(StandardCharsets.UTF_8));
        line.reset();
      }
    }
    return new Content(lines, length, line.size() > 0 ? 1 : 0);
  }

  /** Cuts an incomplete last line off. */
  public void mend(Content content) throws IOException {
    if (content.tornLines() > 0) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(content.length());
        channel.force(true);
      }
    }
  }

  /** Appends lines, given without their line feeds; when this returns they are on the disk. */
  public void append(List<String> lines) throws IOException {
    ByteBuffer bytes =
        StandardCharsets.UTF_8.encode(String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
