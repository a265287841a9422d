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

  private final int line;
  private final List<String> written = new ArrayList<>();
  private final Optional<String> defaultName;
  private String oldName;
  private String newName;
  private boolean isNew;
  private boolean isDeleted;
  private boolean copied;
  private boolean moved;
  private String oldMode;
  private String newMode;

  /** A header that begins at a line, counted from 1. */
  GitHeader(int line, String start) {
    this.line = line;
    this.defaultName = commonName(start.substring(START.length()));
    written.add(start);
  }

  /** {@code a/NAME b/NAME} with twice the same name, which may hold blanks. */
  private static Optional<String> commonName(String names) {
    int half = names.length() / 2;
    boolean same =
        names.length() % 2 == 1
            && names.charAt(half) == ' '
            && names.startsWith("a/")
            && names.startsWith("b/", half + 1)
            && names.substring(2, half).equals(names.substring(half + 3));
    return same ? Optional.of(names.substring(2, half)) : Optional.empty();
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
      oldName = verified(FileName.of(text.substring(4), "a/", number), oldName, isNew, number);
    } else if (text.startsWith("+++ ")) {
      newName = verified(FileName.of(text.substring(4), "b/", number), newName, isDeleted, number);
    } else if (text.startsWith("old mode ")) {
      oldMode = text.substring(9);
    } else if (text.startsWith("new mode ")) {
      newMode = text.substring(9);
    } else if (text.startsWith("new file mode ")) {
      isNew = true;
      newName = defaultName.orElse(newName);
    } else if (text.startsWith("deleted file mode ")) {
      isDeleted = true;
      oldName = defaultName.orElse(oldName);
    } else {
      return isMove(text, number) || WITHOUT_NAMES.stream().anyMatch(text::startsWith);
    }
    return true;
  }

  private boolean isMove(String text, int number) {
    for (String kind : List.of("rename ", "copy ")) {
      if (text.startsWith(kind + "from ")) {
        oldName = FileName.unquoted(text.substring(kind.length() + 5), number);
      } else if (text.startsWith(kind + "to ")) {
        newName = FileName.unquoted(text.substring(kind.length() + 3), number);
      } else {
        continue;
      }
      moved = true;
      copied = kind.equals("copy ");
      return true;
    }
    return false;
  }

  /** A name that is written once more, or the absence of a version that was announced. */
  private static String verified(Optional<String> name, String known, boolean absent, int number) {
    if (absent != name.isEmpty()) {
      throw new PatchFormatException(
          number,
          absent
              ? "must be /dev/null, as the file mode says, got " + name.get()
              : "/dev/null without a line \"new file mode\" or \"deleted file mode\"");
    }
    if (known != null && !absent && !known.equals(name.get())) {
      throw new PatchFormatException(number, "another name than " + known + ": " + name.get());
    }
    return name.orElse(known);
  }

  /** Whether no line followed the first one. */
  boolean isBare() {
    return written.size() == 1;
  }

  /** The whole file, once its hunks are known. */
  FilePatch with(List<Hunk> hunks) {
    if (oldName == null && newName == null) {
      String name = defaultName.orElseThrow(() -> new PatchFormatException(line, "no file name"));
      oldName = isNew ? null : name;
      newName = isDeleted ? null : name;
    }
    if (newName == null && !isDeleted || oldName == null && !isNew) {
      throw new PatchFormatException(line, "only one of the two file names is there");
    }
    boolean modeChanges = oldMode != null && newMode != null && !oldMode.equals(newMode);
    if (hunks.isEmpty() && !isNew && !isDeleted && !moved && !modeChanges) {
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
