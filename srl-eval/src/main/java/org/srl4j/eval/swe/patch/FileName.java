package org.srl4j.eval.swe.patch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Names as they stand in headers of diffs. */
final class FileName {
  private static final String NOTHING = "/dev/null";
  private static final String ESCAPES = "abtnvfr\"\\";
  private static final String MEANT = "\u0007\b\t\n\u000b\f\r\"\\";

  private FileName() {}

  /**
   * The name behind {@code ---} or {@code +++}.
   *
   * @param written the rest of the line; a tab and a time stamp may follow the name
   * @param prefix stripped if it is there
   * @param line counted from 1, for errors
   * @return empty for {@code /dev/null}
   */
  static Optional<String> of(String written, String prefix, int line) {
    int tab = written.indexOf('\t');
    String name = unquoted(tab < 0 ? written : written.substring(0, tab), line).stripTrailing();
    if (name.equals(NOTHING)) {
      return Optional.empty();
    }
    if (name.isEmpty()) {
      throw new PatchFormatException(line, "no file name");
    }
    return Optional.of(name.startsWith(prefix) ? name.substring(prefix.length()) : name);
  }

  /** Git puts a name with special characters in quotes. */
  static String unquoted(String name, int line) {
    if (!name.startsWith("\"")) {
      return name;
    }
    if (name.length() < 2 || !name.endsWith("\"")) {
      throw new PatchFormatException(line, "a quoted file name without its end");
    }
    return decoded(name.substring(1, name.length() - 1).getBytes(StandardCharsets.UTF_8));
  }

  /** Escapes of C; bytes of UTF-8 as three octal digits. */
  private static String decoded(byte[] raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '\\' || i + 1 == raw.length) {
        bytes.write(raw[i]);
        continue;
      }
      i++;
      int escape = ESCAPES.indexOf((char) raw[i]);
      if (escape >= 0) {
        bytes.write(MEANT.charAt(escape));
      } else if (isOctal(raw, i)) {
        bytes.write((raw[i] - '0') * 64 + (raw[i + 1] - '0') * 8 + raw[i + 2] - '0');
        i += 2;
      } else {
        bytes.write(raw[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static boolean isOctal(byte[] raw, int at) {
    for (int i = at; i < at + 3; i++) {
      if (i >= raw.length || raw[i] < '0' || raw[i] > '7') {
        return false;
      }
    }
    return true;
  }
}
