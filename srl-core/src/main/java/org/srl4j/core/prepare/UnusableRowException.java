package org.srl4j.core.prepare;

/**
 * A row that is understood but holds no usable trajectory: it is dropped and counted by message.
 */
public final class UnusableRowException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A row to drop.
   *
   * @param reason the message under which it is counted
   */
  public UnusableRowException(String reason) {
    super(reason, null, false, false);
  }
}
