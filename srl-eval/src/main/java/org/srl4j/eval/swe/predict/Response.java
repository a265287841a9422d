package org.srl4j.eval.swe.predict;

import java.util.Objects;

/**
 * What a policy wrote.
 *
 * @param text without the end-of-sequence token; empty if nothing could be sampled
 * @param end why it ended
 * @param promptTokens of the prompt; 0 if it has no tokens
 * @param tokens sampled
 */
public record Response(String text, End end, int promptTokens, int tokens) {
  private static final String THOUGHT_END = "</think>";

  /** Why a response ended. */
  public enum End {
    /** By itself. */
    STOPPED,
    /** At its limit of tokens. */
    LENGTH,
    /** The prompt left no room for a token. */
    NO_ROOM,
    /** The prompt holds something outside the policy's vocabulary. */
    UNREADABLE
  }

  /** Rejects missing parts. */
  public Response {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(end, "end");
  }

  /** A whole response of no counted length, for scripts. */
  public static Response of(String text) {
    return new Response(text, End.STOPPED, 0, 0);
  }

  /** What stands behind the last {@code </think>}; everything if there is none. */
  public String answer() {
    int thought = text.lastIndexOf(THOUGHT_END);
    return thought < 0 ? text : text.substring(thought + THOUGHT_END.length()).stripLeading();
  }

  /** Whether anything was sampled. */
  public boolean isSampled() {
    return end == End.STOPPED || end == End.LENGTH;
  }
}
