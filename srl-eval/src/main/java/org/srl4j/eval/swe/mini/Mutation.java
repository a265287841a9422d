package org.srl4j.eval.swe.mini;

import java.util.Objects;

/**
 * A bug that can be put into a source.
 *
 * @param kind what is done
 * @param path of the source
 * @param place the method that it is in, or the class outside of methods
 * @param start first character that is replaced
 * @param end the character after the last one
 * @param replacement what stands there instead
 */
public record Mutation(
    MutationKind kind, String path, String place, int start, int end, String replacement) {

  /** Rejects missing parts and a range that is none. */
  public Mutation {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(replacement, "replacement");
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("start, end: no range " + start + ".." + end);
    }
  }

  /** The source with the bug in it. */
  public String apply(String source) {
    return source.substring(0, start) + replacement + source.substring(end);
  }
}
