package org.srl4j.eval.swe.edit;

import java.util.Objects;

/**
 * One edit: a text of a file and what takes its place.
 *
 * @param path the file
 * @param search what to find
 * @param replacement what to write
 */
public record SearchReplace(String path, String search, String replacement) {

  /** Rejects missing parts. */
  public SearchReplace {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(search, "search");
    Objects.requireNonNull(replacement, "replacement");
  }
}
