package org.srl4j.eval.grade.sympy;

import java.io.Serial;

/** The text is not in a reader's grammar, or reading it would take too long. */
final class UnreadableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Says why; made for every second text, so without a stack trace. */
  UnreadableException(String message) {
    super(message, null, false, false);
  }
}
