package org.srl4j.eval.swe.checkout;

/** An instance whose files cannot be had; the message says what is missing and what to do. */
public final class CheckoutException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * An error.
   *
   * @param problem what is wrong, where, and what to do
   */
  public CheckoutException(String problem) {
    super(problem);
  }
}
