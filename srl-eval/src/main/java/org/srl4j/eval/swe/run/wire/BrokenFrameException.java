package org.srl4j.eval.swe.run.wire;

import java.io.IOException;

/** What came over a pipe is no message of ours. */
public final class BrokenFrameException extends IOException {
  private static final long serialVersionUID = 1;

  BrokenFrameException(String message) {
    super(message);
  }
}
