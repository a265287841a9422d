package org.srl4j.core.prepare;

import java.nio.file.Path;

/**
 * A data file that cannot be read as what it should be: missing, empty, cut off, not JSON, or with
 * a field missing or of the wrong type. The message starts with {@code file:line:}.
 */
public final class MalformedDataException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long line;

  /**
   * An error at a place in a file.
   *
   * @param file the file as the caller named it
   * @param line line counted from 1, or 0 when the whole file is meant
   * @param problem what is wrong, what is allowed and what to do
   */
  public MalformedDataException(Path file, long line, String problem) {
    super(file + (line == 0 ? "" : ":" + line) + ": " + problem);
    this.file = file.toString();
    this.line = line;
  }

  /** The file as the caller named it. */
  public String file() {
    return file;
  }

  /** The line counted from 1, or 0 when the whole file is meant. */
  public long line() {
    return line;
  }
}
