package org.srl4j.eval.swe.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One changed place of a file. Lines are counted from 1; a start of 0 stands before the first line.
 *
 * @param oldStart first line of the place before the change
 * @param newStart first line of the place after the change
 * @param section what stands behind the second {@code @@}, with its leading blank; often empty
 * @param lines context, removed and added lines in order
 */
public record Hunk(int oldStart, int newStart, String section, List<Line> lines) {

  /** What a line is there for. */
  public enum Kind {
    /** In both versions. */
    CONTEXT(' '),
    /** In the old version alone. */
    REMOVED('-'),
    /** In the new version alone. */
    ADDED('+');

    private final char mark;

    Kind(char mark) {
      this.mark = mark;
    }

    /** The first character of such a line in a diff. */
    public char mark() {
      return mark;
    }
  }

  /**
   * A line of a hunk.
   *
   * @param kind which versions have it
   * @param text with its line feed; without one only where a version of the file ends without
   */
  public record Line(Kind kind, String text) {

    /** Rejects missing parts. */
    public Line {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(text, "text");
    }
  }

  /** Copies the lines. */
  public Hunk {
    Objects.requireNonNull(section, "section");
    lines = List.copyOf(lines);
  }

  /** The lines that the old version has here. */
  public List<String> oldLines() {
    return without(Kind.ADDED);
  }

  /** The lines that the new version has here. */
  public List<String> newLines() {
    return without(Kind.REMOVED);
  }

  private List<String> without(Kind kind) {
    List<String> texts = new ArrayList<>();
    for (Line line : lines) {
      if (line.kind() != kind) {
        texts.add(line.text());
      }
    }
    return texts;
  }

  /** Whether the last line is a change: such a hunk reaches to the end of the file. */
  boolean endsWithoutContext() {
    return lines.get(lines.size() - 1).kind() != Kind.CONTEXT;
  }

  void render(StringBuilder text) {
    text.append("@@ -").append(range(oldStart, oldLines().size()));
    text.append(" +").append(range(newStart, newLines().size()));
    text.append(" @@").append(section).append('\n');
    for (Line line : lines) {
      text.append(line.kind().mark()).append(line.text());
      if (!line.text().endsWith("\n")) {
        text.append('\n').append(PatchParser.NO_NEWLINE).append('\n');
      }
    }
  }

  private static String range(int start, int count) {
    return count == 1 ? "" + start : start + "," + count;
  }
}
