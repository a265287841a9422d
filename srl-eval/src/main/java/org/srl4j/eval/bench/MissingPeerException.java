package org.srl4j.eval.bench;

import java.io.IOException;

/** A peer that cannot be had here; the message says why and what to do. */
final class MissingPeerException extends IOException {
  private static final long serialVersionUID = 1;

  MissingPeerException(String message) {
    super(message);
  }
}
