package org.srl4j.models.io;

import java.io.IOException;
import java.nio.file.Path;

/** A file of a checkpoint does not have the form it must have; the message begins with the file. */
public final class CheckpointFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the file and the fault.
   *
   * @param file the file read
   * @param fault what is wrong, where in the file, and what is allowed
   */
  public CheckpointFormatException(Path file, String fault) {
    super(file + ": " + fault);
  }

  /**
   * Names the file and the fault, with the cause.
   *
   * @param file the file read
   * @param fault what is wrong, where in the file, and what is allowed
   * @param cause the parser's own exception
   */
  public CheckpointFormatException(Path file, String fault, Throwable cause) {
    super(file + ": " + fault, cause);
  }
}
