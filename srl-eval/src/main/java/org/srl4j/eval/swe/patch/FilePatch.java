package org.srl4j.eval.swe.patch;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a patch does to one file.
 *
 * @param oldPath where the file was; empty for a new file
 * @param newPath where it is afterwards; empty for a deleted file
 * @param copied whether the old file stays, too
 * @param header the lines before the first hunk as they were written, without line feeds
 * @param hunks changed places, in order; none where only name or mode change
 */
public record FilePatch(
    Optional<String> oldPath,
    Optional<String> newPath,
    boolean copied,
    List<String> header,
    List<Hunk> hunks) {

  /** Copies the lists; a file must have a path. */
  public FilePatch {
    Objects.requireNonNull(oldPath, "oldPath");
    Objects.requireNonNull(newPath, "newPath");
    header = List.copyOf(header);
    hunks = List.copyOf(hunks);
    if (oldPath.isEmpty() && newPath.isEmpty()) {
      throw new IllegalArgumentException("oldPath, newPath: one of them must be there");
    }
  }

  /** The path by which people know the file: the new one, or the old one of a deleted file. */
  public String path() {
    return newPath.orElseGet(oldPath::get);
  }

  /** Whether the file is new. */
  public boolean isNew() {
    return oldPath.isEmpty();
  }

  /** Whether the file goes away. */
  public boolean isDeleted() {
    return newPath.isEmpty();
  }

  /**
   * Whether a file that is missing is meant to be new: two lines of names alone cannot say so, but
   * a single hunk without old lines can.
   */
  boolean mayBeNew() {
    return !header.get(0).startsWith(GitHeader.START)
        && hunks.size() == 1
        && hunks.get(0).oldLines().isEmpty();
  }

  void render(StringBuilder text) {
    header.forEach(line -> text.append(line).append('\n'));
    hunks.forEach(hunk -> hunk.render(text));
  }
}
