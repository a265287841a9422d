package org.srl4j.eval.swe.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mends the numbers of lines in hunk headers, which models count badly. The starts are kept; {@link
 * PatchApplier} looks near them.
 */
public final class HunkCounts {
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d{1,9})(?:,\\d{1,9})? \\+(\\d{1,9})(?:,\\d{1,9})? @@(.*)\n?");

  private HunkCounts() {}

  /**
   * The same diff with the numbers of lines that are there. A hunk ends at the next header, at the
   * first line that cannot belong to it, or at empty lines before either; an empty line inside
   * counts as empty context.
   */
  public static String mend(String diff) {
    List<String> lines = TextLines.of(diff);
    StringBuilder mended = new StringBuilder();
    int at = 0;
    while (at < lines.size()) {
      Matcher header = HUNK.matcher(lines.get(at));
      if (!header.matches()) {
        mended.append(lines.get(at++));
        continue;
      }
      int end = end(lines, at + 1);
      List<String> body = body(lines.subList(at + 1, end));
      long added = body.stream().filter(line -> line.startsWith("+")).count();
      long removed = body.stream().filter(line -> line.startsWith("-")).count();
      long context = body.stream().filter(line -> line.startsWith(" ")).count();
      mended.append("@@ -").append(header.group(1)).append(',').append(context + removed);
      mended.append(" +").append(header.group(2)).append(',').append(context + added);
      mended.append(" @@").append(header.group(3)).append('\n');
      body.forEach(mended::append);
      at = end;
    }
    return mended.toString();
  }

  /** The first line behind a hunk's body. */
  private static int end(List<String> lines, int from) {
    int at = from;
    while (at < lines.size() && isBody(lines, at)) {
      at++;
    }
    return at;
  }

  private static boolean isBody(List<String> lines, int at) {
    String line = lines.get(at);
    boolean header =
        line.startsWith("--- ") && at + 1 < lines.size() && lines.get(at + 1).startsWith("+++ ");
    return !header && (line.equals("\n") || " +-\\".indexOf(line.charAt(0)) >= 0);
  }

  private static List<String> body(List<String> lines) {
    List<String> body = new ArrayList<>(lines);
    while (!body.isEmpty() && body.get(body.size() - 1).equals("\n")) {
      body.remove(body.size() - 1);
    }
    body.replaceAll(line -> line.equals("\n") ? " \n" : line);
    return body;
  }
}
