package org.srl4j.eval.swe.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads unified diffs line by line, with Git's extended headers. */
final class PatchParser {
  static final String NO_NEWLINE = "\\ No newline at end of file";

  private static final Pattern HUNK =
      Pattern.compile(
          "@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@(.*)", Pattern.DOTALL);

  private final List<String> lines;
  private final List<FilePatch> files = new ArrayList<>();
  private int next;

  /** How many parts of a path are prefix: 1, or 0 after a plain header with names without parts. */
  private int strip = 1;

  PatchParser(String text) {
    this.lines = TextLines.of(text);
  }

  Patch parse() {
    while (next < lines.size()) {
      if (line().startsWith(GitHeader.START)) {
        gitFile();
      } else if (isPlainHeader()) {
        plainFile();
      } else if (HUNK.matcher(line()).matches()) {
        throw error("a hunk without a file; write --- a/PATH and +++ b/PATH before it");
      } else {
        next++;
      }
    }
    return new Patch(files);
  }

  private String line() {
    return withoutEnd(lines.get(next));
  }

  /** Whether there is a next line with its line feed; as in Git, others are in no header. */
  private boolean isWhole() {
    return next < lines.size() && lines.get(next).endsWith("\n");
  }

  private static String withoutEnd(String line) {
    return line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
  }

  private PatchFormatException error(String problem) {
    return new PatchFormatException(next + 1, problem);
  }

  private boolean isPlainHeader() {
    return line().startsWith("--- ")
        && next + 2 < lines.size()
        && lines.get(next + 1).startsWith("+++ ")
        && lines.get(next + 2).startsWith("@@ -");
  }

  /** A file that begins with {@code diff --git}. */
  private void gitFile() {
    GitHeader header = new GitHeader(next + 1, line(), strip);
    next++;
    while (isWhole() && header.take(line(), next + 1)) {
      next++;
    }
    if (next < lines.size()
        && (line().startsWith("Binary files ") || line().startsWith("GIT binary patch"))) {
      throw error("a binary patch; only text can be patched");
    }
    if (!header.isBare()) { // as in Git, a first line alone is just text
      files.add(header.with(hunks()));
    }
  }

  /** A file with two lines of names alone. */
  private void plainFile() {
    List<String> header = List.of(line(), withoutEnd(lines.get(next + 1)));
    String first = header.get(0).substring(4);
    String second = header.get(1).substring(4);
    learnStrip(second);
    Optional<String> name = plainName(first, second);
    if (name.isEmpty()) {
      throw error(GitHeader.NO_NAME);
    }
    boolean isNew = FileName.isNothing(first);
    boolean isDeleted = !isNew && FileName.isNothing(second);
    if (!isNew && !isDeleted) {
      isNew = FileName.isEpoch(first);
      isDeleted = !isNew && FileName.isEpoch(second);
    }
    next += 2;
    Optional<String> none = Optional.empty();
    files.add(new FilePatch(isNew ? none : name, isDeleted ? none : name, false, header, hunks()));
  }

  /** A plain header has one name; of two, the shorter one if the other only goes on behind it. */
  private Optional<String> plainName(String first, String second) {
    if (FileName.isNothing(first) || FileName.isNothing(second)) {
      return FileName.timed(FileName.isNothing(first) ? second : first, strip);
    }
    Optional<String> old = FileName.timed(first, strip);
    Optional<String> fresh = FileName.timed(second, strip);
    boolean goesOn = old.isPresent() && fresh.isPresent() && fresh.get().startsWith(old.get());
    return fresh.isEmpty() || goesOn ? old : fresh;
  }

  /** A new name without parts tells that there are no prefixes, from here on. */
  private void learnStrip(String second) {
    boolean bare = FileName.timed(second, 0).filter(name -> !name.contains("/")).isPresent();
    if (bare && !FileName.isNothing(second)) {
      strip = 0;
    }
  }

  private List<Hunk> hunks() {
    List<Hunk> hunks = new ArrayList<>();
    while (next < lines.size() && line().startsWith("@@ -")) {
      hunks.add(hunk());
    }
    return hunks;
  }

  private Hunk hunk() {
    Matcher header = HUNK.matcher(line());
    if (!header.matches()) {
      throw error("a hunk must begin with @@ -START,COUNT +START,COUNT @@, got " + line());
    }
    int start = next++;
    int oldCount = count(header.group(2));
    int newCount = count(header.group(4));
    List<Hunk.Line> body = new ArrayList<>();
    boolean changes = false;
    while (oldCount > 0 || newCount > 0) {
      Hunk.Line line = hunkLine(start);
      oldCount -= line.kind() == Hunk.Kind.ADDED ? 0 : 1;
      newCount -= line.kind() == Hunk.Kind.REMOVED ? 0 : 1;
      changes |= line.kind() != Hunk.Kind.CONTEXT;
      if (oldCount < 0 || newCount < 0) {
        throw error("the hunk of line " + (start + 1) + " has more lines than its header counts");
      }
      body.add(line);
      next++;
      endWithoutNewline(body);
    }
    if (!changes) {
      throw new PatchFormatException(start + 1, "a hunk that changes nothing");
    }
    return new Hunk(
        Integer.parseInt(header.group(1)),
        Integer.parseInt(header.group(3)),
        header.group(5),
        body);
  }

  private static int count(String written) {
    return written == null ? 1 : Integer.parseInt(written);
  }

  private Hunk.Line hunkLine(int start) {
    if (next >= lines.size()) {
      throw error("the hunk of line " + (start + 1) + " is cut off; its header counts more lines");
    }
    String text = lines.get(next);
    if (!text.endsWith("\n")) {
      throw error("the patch ends in the middle of a line; git calls that corrupt");
    }
    return switch (text.charAt(0)) {
      case ' ' -> new Hunk.Line(Hunk.Kind.CONTEXT, text.substring(1));
      case '\n' -> new Hunk.Line(Hunk.Kind.CONTEXT, "\n"); // an editor cut the blank
      case '-' -> new Hunk.Line(Hunk.Kind.REMOVED, text.substring(1));
      case '+' -> new Hunk.Line(Hunk.Kind.ADDED, text.substring(1));
      default ->
          throw error(
              "a line of a hunk must begin with a blank, - or +; the hunk of line "
                  + (start + 1)
                  + " counts more lines");
    };
  }

  private void endWithoutNewline(List<Hunk.Line> body) {
    if (next < lines.size() && lines.get(next).startsWith("\\ ")) {
      Hunk.Line last = body.remove(body.size() - 1);
      body.add(new Hunk.Line(last.kind(), withoutEnd(last.text())));
      next++;
    }
  }
}
