package org.srl4j.eval.swe.patch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names as they stand in headers of diffs, read as {@code git apply} reads them: whatever the first
 * part of a path is called, it is the prefix and goes away.
 */
final class FileName {
  private static final String ESCAPES = "abtnvfr\"\\";
  private static final String MEANT = "\u0007\b\t\n\u000b\f\r\"\\";
  private static final Pattern TIME =
      Pattern.compile(
          "(\t| +)(?:\\d{4}|\\d{2})-\\d\\d-\\d\\d(?: \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)?"
              + "(?: [+-]\\d\\d:?\\d\\d)?$");
  private static final Pattern EPOCH =
      Pattern.compile(
          "[^\t]*\t(1969-12-31|1970-01-01) (\\d\\d):(\\d\\d):00(?:\\.0+)? ([+-])(\\d\\d):?(\\d\\d)");
  private static final int MINUTES = 60;

  private FileName() {}

  /**
   * A quoted name.
   *
   * @param name without quotes and escapes
   * @param end where the line goes on
   */
  private record Quoted(String name, int end) {}

  /** Whether a header's line names no file. */
  static boolean isNothing(String written) {
    return written.matches("/dev/null(?:[ \t\r].*)?");
  }

  /**
   * A name in a header that {@code diff --git} began.
   *
   * @param written the rest of the line
   * @param strip parts of the path that are prefix
   * @param tabEnds whether a tab ends the name
   * @return empty if there is no name behind the prefix
   */
  static Optional<String> of(String written, int strip, boolean tabEnds) {
    Optional<Quoted> quoted = unquoted(written, 0);
    Optional<String> stripped = quoted.flatMap(q -> plain(q.name(), strip));
    return stripped.isPresent()
        ? stripped
        : plain(written.substring(0, end(written, tabEnds)), strip);
  }

  /** Like {@link #of}, where a time may follow the name, as other programs write it. */
  static Optional<String> timed(String written, int strip) {
    Matcher time = TIME.matcher(written);
    return written.startsWith("\"") || !time.find()
        ? of(written, strip, true)
        : plain(written.substring(0, time.start()), strip);
  }

  /** Whether the time behind a name is the one of a file that is not there. */
  static boolean isEpoch(String written) {
    Matcher time = EPOCH.matcher(written);
    if (!time.matches()) {
      return false;
    }
    int minutes = Integer.parseInt(time.group(2)) * MINUTES + Integer.parseInt(time.group(3));
    int zone = Integer.parseInt(time.group(5)) * MINUTES + Integer.parseInt(time.group(6));
    int day = time.group(1).startsWith("1969") ? -24 * MINUTES : 0;
    return day + minutes - (time.group(4).equals("+") ? zone : -zone) == 0;
  }

  /** The name that stands twice behind {@code diff --git}, once with each prefix. */
  static Optional<String> common(String names, int strip) {
    if (names.startsWith("\"")) {
      return unquoted(names, 0).flatMap(first -> commonQuoted(names, first, strip));
    }
    Optional<String> rest = stripped(names, strip);
    int quote = rest.map(name -> name.indexOf('"')).orElse(-1);
    return quote >= 0 ? beforeQuoted(rest.get(), quote, strip) : rest.flatMap(r -> twice(r, strip));
  }

  private static Optional<String> commonQuoted(String names, Quoted first, int strip) {
    int at = first.end();
    while (at < names.length() && isSpace(names.charAt(at))) {
      at++;
    }
    // as in Git, an unquoted name behind a quoted one never fits: it ends in the line feed
    Optional<String> second = unquoted(names, at).flatMap(quoted -> stripped(quoted.name(), strip));
    return stripped(first.name(), strip).filter(name -> second.equals(Optional.of(name)));
  }

  private static Optional<String> beforeQuoted(String rest, int quote, int strip) {
    return unquoted(rest, quote)
        .flatMap(quoted -> stripped(quoted.name(), strip))
        .filter(
            name ->
                name.length() < quote
                    && rest.startsWith(name)
                    && isSpace(rest.charAt(name.length())));
  }

  /** {@code NAME PREFIX/NAME}; the name may hold blanks. */
  private static Optional<String> twice(String rest, int strip) {
    for (int at = 0; at < rest.length(); at++) {
      if (rest.charAt(at) != ' ' && rest.charAt(at) != '\t') {
        continue;
      }
      Optional<String> second = stripped(rest.substring(at + 1), strip);
      if (second.isEmpty()) {
        return Optional.empty();
      }
      if (second.get().equals(rest.substring(0, at))) {
        return second;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> plain(String name, int strip) {
    int start = 0;
    for (int left = strip; left > 0; left--) {
      start = name.indexOf('/', start) + 1;
      if (start == 0) {
        return Optional.empty();
      }
    }
    return start == name.length() ? Optional.empty() : Optional.of(squashed(name.substring(start)));
  }

  /** Without the prefix, which must not be empty. */
  private static Optional<String> stripped(String name, int strip) {
    if (name.startsWith("/")) {
      return Optional.empty();
    }
    int start = 0;
    for (int left = strip; left > 0; left--) {
      start = name.indexOf('/', start) + 1;
      if (start == 0) {
        return Optional.empty();
      }
    }
    return Optional.of(name.substring(start));
  }

  private static String squashed(String name) {
    return name.replaceAll("/+", "/");
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static int end(String written, boolean tabEnds) {
    int end = 0;
    while (end < written.length()
        && written.charAt(end) != '\r'
        && !(tabEnds && written.charAt(end) == '\t')) {
      end++;
    }
    return end;
  }

  /** A name in quotes, with escapes of C and bytes of UTF-8 as three octal digits. */
  private static Optional<Quoted> unquoted(String line, int from) {
    if (from >= line.length() || line.charAt(from) != '"') {
      return Optional.empty();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = from + 1;
    while (at < line.length() && line.charAt(at) != '"') {
      int next = line.offsetByCodePoints(at, 1);
      if (line.charAt(at) == '\\') {
        next = escape(line, at + 1, bytes);
        if (next < 0) {
          return Optional.empty();
        }
      } else {
        bytes.writeBytes(line.substring(at, next).getBytes(StandardCharsets.UTF_8));
      }
      at = next;
    }
    return at < line.length()
        ? Optional.of(new Quoted(bytes.toString(StandardCharsets.UTF_8), at + 1))
        : Optional.empty();
  }

  /** Writes what an escape means; where the line goes on, or -1 if it is none. */
  private static int escape(String line, int at, ByteArrayOutputStream bytes) {
    int letter = at < line.length() ? ESCAPES.indexOf(line.charAt(at)) : -1;
    if (letter >= 0) {
      bytes.write(MEANT.charAt(letter));
      return at + 1;
    }
    if (at + 3 > line.length() || !line.substring(at, at + 3).matches("[0-3][0-7][0-7]")) {
      return -1;
    }
    bytes.write(Integer.parseInt(line.substring(at, at + 3), 8));
    return at + 3;
  }

  /** A name as it is written behind a prefix: in quotes if a header could not hold it. */
  static String written(String name) {
    StringBuilder text = new StringBuilder();
    for (char c : name.toCharArray()) {
      int escape = MEANT.indexOf(c);
      if (escape >= 0) {
        text.append('\\').append(ESCAPES.charAt(escape));
      } else if (c < ' ' || c == '\u007f') {
        text.append(String.format("\\%03o", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.length() == name.length() ? name : "\"" + text + "\"";
  }
}
