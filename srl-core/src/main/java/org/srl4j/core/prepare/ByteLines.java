package org.srl4j.core.prepare;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lines of a UTF-8 file. Decodes line by line and strictly, so that a broken character is reported
 * at its own line; a byte-order mark at the start is skipped and a carriage return at the end is
 * kept. A line that this Java has no memory for is refused before it fills the heap.
 */
final class ByteLines implements Closeable {
  private static final int BUFFER = 1 << 16;

  /** Bytes of memory a byte of a line takes while it is read, decoded and parsed. */
  private static final int MEMORY_A_BYTE = 6;

  private static final int MEBIBYTE = 20;

  private final Path file;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream current = new ByteArrayOutputStream();
  private int next;
  private int end;
  private long line;

  private final long memory;

  ByteLines(Path file) throws IOException {
    this(file, Runtime.getRuntime().maxMemory());
  }

  /** Lines that fit into so many bytes of memory. */
  ByteLines(Path file, long memory) throws IOException {
    this.memory = memory;
    this.file = file;
    this.in = Files.newInputStream(file);
  }

  /** The number of the line read last, counted from 1. */
  long line() {
    return line;
  }

  /** The next line without its line feed, or null at the end of the file. */
  String next() throws IOException {
    current.reset();
    boolean any = false;
    while (fill()) {
      any = true;
      int start = next;
      while (next < end && buffer[next] != '\n') {
        next++;
      }
      requireMemory(current.size() + next - start);
      current.write(buffer, start, next - start);
      if (next < end) {
        next++;
        return decode();
      }
    }
    return any ? decode() : null;
  }

  private void requireMemory(long bytes) {
    if (bytes > memory / MEMORY_A_BYTE) {
      throw new MalformedDataException(
          file,
          line + 1,
          "the line is longer than "
              + (memory / MEMORY_A_BYTE >> MEBIBYTE)
              + " MiB; reading a line takes about "
              + MEMORY_A_BYTE
              + " times its size, and this Java has "
              + (memory >> MEBIBYTE)
              + " MiB. Give it more, for example SRL_JAVA_OPTS=-Xmx16g ./srl ..., or split the row");
    }
  }

  private boolean fill() throws IOException {
    if (next == end) {
      next = 0;
      end = Math.max(0, in.read(buffer));
    }
    return end > 0;
  }

  private String decode() {
    line++;
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(current.toByteArray()))
              .toString();
      return line == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new MalformedDataException(file, line, "not UTF-8; convert the file to UTF-8");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
