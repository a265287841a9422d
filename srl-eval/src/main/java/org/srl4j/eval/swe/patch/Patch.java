package org.srl4j.eval.swe.patch;

import java.util.List;

/**
 * A unified diff as Git writes it: what SWE-bench calls {@code model_patch}. Names in file headers
 * carry a prefix, {@code a/} and {@code b/}: as in {@code git apply}, the first part of a path is
 * taken away, whatever it is. Where two plain lines of names (without {@code diff --git}) have no
 * parts, there is no prefix from there on.
 *
 * @param files in order; none for an empty patch
 */
public record Patch(List<FilePatch> files) {

  /** Copies the list. */
  public Patch {
    files = List.copyOf(files);
  }

  /**
   * Reads a patch. Lines outside of file headers and hunks are passed over, as Git does.
   *
   * @param text the diff; line ends inside of hunks belong to the files
   * @throws PatchFormatException if a hunk is cut off or its header does not count its lines, if a
   *     file has no name, or if the patch is a binary one
   */
  public static Patch parse(String text) {
    return new PatchParser(text).parse();
  }

  /** The diff; for a patch that Git wrote the same bytes as were parsed. */
  public String render() {
    StringBuilder text = new StringBuilder();
    files.forEach(file -> file.render(text));
    return text.toString();
  }

  /** Paths that exist before the patch and are changed, moved or deleted by it, in order. */
  public List<String> oldPaths() {
    return files.stream().flatMap(file -> file.oldPath().stream()).distinct().toList();
  }
}
