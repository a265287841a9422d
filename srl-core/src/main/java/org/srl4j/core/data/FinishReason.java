package org.srl4j.core.data;

/** Why a completion ended. */
public enum FinishReason {
  /** The end-of-sequence token was sampled; it is the completion's last token. */
  END_OF_SEQUENCE,
  /** A stop string was completed; its tokens are part of the completion. */
  STOP_STRING,
  /** The limit on new tokens or on the context length was reached: the completion is truncated. */
  LENGTH
}
