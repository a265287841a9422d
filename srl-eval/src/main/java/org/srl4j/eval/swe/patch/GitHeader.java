package org.srl4j.eval.swe.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines from {@code diff --git} to the first hunk, understood as Git does: every line that says
 * a name must say the same one, and a file without an old or a new version needs the line {@code
 * new file mode} or {@code deleted file mode}.
 */
final class GitHeader {
  static final String START = "diff --git ";

  private static final List<String> WITHOUT_NAMES =
      List.of("index ", "similarity index ", "dissimilarity index ");
  private static final List<String> MOVES =
      List.of("copy from ", "copy to ", "rename from ", "rename to ", "rename old ", "rename new ");

  /** What a name needs. */
  static final String NO_NAME =
      "no file name behind the prefix: the first part of a path is taken away, write a/PATH and"
          + " b/PATH";

  private static final String MODE = "[0-7]+(?:[ \\t\\r].*)?";

  private final int line;
  private final int strip;
  private final List<String> written = new ArrayList<>();
  private final Optional<String> defaultName;
  private String oldName;
  private String newName;
  private boolean isNew;
  private boolean isDeleted;
  private boolean copied;
  private boolean renamed;
  private String oldMode;
  private String newMode;

  /** A header that begins at a line, counted from 1; so many parts of a path are prefix. */
  GitHeader(int line, String start, int strip) {
    this.line = line;
    this.strip = strip;
    this.defaultName = FileName.common(start.substring(START.length()), strip);
    written.add(start);
  }

  /** Takes the next line if it belongs to the header. */
  boolean take(String text, int number) {
    if (!understood(text, number)) {
      return false;
    }
    written.add(text);
    return true;
  }

  private boolean understood(String text, int number) {
    if (text.startsWith("--- ")) {
      oldName = verified(text.substring(4), oldName, isNew, number);
    } else if (text.startsWith("+++ ")) {
      newName = verified(text.substring(4), newName, isDeleted, number);
    } else if (text.startsWith("old mode ")) {
      oldMode = mode(text, 9, number);
    } else if (text.startsWith("new mode ")) {
      newMode = mode(text, 9, number);
    } else if (text.startsWith("new file mode ")) {
      mode(text, 14, number);
      isNew = true;
      newName = defaultName.orElse(null);
    } else if (text.startsWith("deleted file mode ")) {
      mode(text, 18, number);
      isDeleted = true;
      oldName = defaultName.orElse(null);
    } else {
      return isMove(text) || WITHOUT_NAMES.stream().anyMatch(text::startsWith);
    }
    requireOneKind(number);
    return true;
  }

  private static String mode(String text, int from, int number) {
    String mode = text.substring(from);
    if (!mode.matches(MODE)) {
      throw new PatchFormatException(number, "a file mode must be octal digits, got " + mode);
    }
    return mode.strip();
  }

  private void requireOneKind(int number) {
    if ((isNew ? 1 : 0) + (isDeleted ? 1 : 0) + (renamed ? 1 : 0) + (copied ? 1 : 0) > 1) {
      throw new PatchFormatException(number, "a file is only one of new, deleted, renamed, copied");
    }
  }

  private boolean isMove(String text) {
    for (String start : MOVES) {
      if (text.startsWith(start)) {
        String name = FileName.of(text.substring(start.length()), strip - 1, false).orElse(null);
        copied |= start.startsWith("copy");
        renamed |= start.startsWith("rename");
        if (start.endsWith("from ") || start.endsWith("old ")) {
          oldName = name;
        } else {
          newName = name;
        }
        return true;
      }
    }
    return false;
  }

  /** A name that is written once more, or the absence of a version that was announced. */
  private String verified(String text, String known, boolean absent, int number) {
    boolean nothing = FileName.isNothing(text);
    if (absent != nothing) {
      throw new PatchFormatException(
          number,
          absent
              ? "must be /dev/null, as the file mode says, got " + text
              : "/dev/null without a line \"new file mode\" or \"deleted file mode\"");
    }
    String name = nothing ? null : FileName.of(text, strip, true).orElse(null);
    if (known != null && !known.equals(name)) {
      throw new PatchFormatException(number, "another name than " + known + ": " + text);
    }
    return name;
  }

  /**
   * Whether no line followed the first one.
   *
   * @throws PatchFormatException if so, and the first line names no file
   */
  boolean isBare() {
    boolean bare = written.size() == 1;
    if (bare && defaultName.isEmpty()) {
      throw new PatchFormatException(line, NO_NAME);
    }
    return bare;
  }

  /** The whole file, once its hunks are known. */
  FilePatch with(List<Hunk> hunks) {
    if (oldName == null && newName == null) {
      String name = defaultName.orElseThrow(() -> new PatchFormatException(line, NO_NAME));
      oldName = isNew ? null : name;
      newName = isDeleted ? null : name;
    }
    if (newName == null && !isDeleted || oldName == null && !isNew) {
      throw new PatchFormatException(line, NO_NAME + "; only one of two names is there");
    }
    boolean modeChanges = oldMode != null && newMode != null && !oldMode.equals(newMode);
    if (hunks.isEmpty() && !isNew && !isDeleted && !renamed && !copied && !modeChanges) {
      throw new PatchFormatException(line, "nothing changes: no hunk follows");
    }
    return new FilePatch(
        isNew ? Optional.empty() : Optional.of(oldName),
        isDeleted ? Optional.empty() : Optional.of(newName),
        copied,
        written,
        hunks);
  }
}
