package org.srl4j.eval.download;

import java.io.IOException;

/**
 * A file that could not be fetched; the message names the address, what happened and what to do.
 */
public final class DownloadException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A fault.
   *
   * @param message for people
   */
  public DownloadException(String message) {
    super(message);
  }

  /**
   * A fault with its cause.
   *
   * @param message for people
   * @param cause what the network threw
   */
  public DownloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
