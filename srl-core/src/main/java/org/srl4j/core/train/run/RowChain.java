package org.srl4j.core.train.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.srl4j.core.train.files.Disk;

/**
 * The chain of a file of rows: the last field of each, {@code chain}, is the SHA-256 of the field
 * of the row before (nothing for the first), a line end, and the row's own text without it. So a
 * row that is changed, added or taken away later does not fit.
 *
 * <p>The values of fields named {@code *_time} and {@code *_seconds} are left out of that text: two
 * runs with one seed have the same chain.
 */
public final class RowChain {
  private static final String FIELD = ",\"chain\":\"";
  private static final int HEX = 64;

  /** A name ends before the colon, so nothing within a JSON text looks like this. */
  private static final Pattern TIME = Pattern.compile("(\"[^\"\\\\]*_(?:time|seconds)\":)[^,}]*");

  private static final Pattern CHAINED =
      Pattern.compile("(.*)" + FIELD + "([0-9a-f]{" + HEX + "})\"}");

  private String last;

  private RowChain(String last) {
    this.last = last;
  }

  /** Goes on behind a row; an empty text is the beginning of a file. */
  static RowChain after(String row) {
    return new RowChain(fieldOf(row));
  }

  /** The field of a row; empty if it has none. */
  static String fieldOf(String row) {
    Matcher parts = CHAINED.matcher(row);
    return parts.matches() ? parts.group(2) : "";
  }

  /** The row with its field; it is the next one's predecessor. */
  String chained(String json) {
    String open = json.substring(0, json.length() - 1);
    last = next(last, open);
    return open + FIELD + last + "\"}";
  }

  private static String next(String before, String open) {
    return DigestUtils.sha256Hex(before + "\n" + TIME.matcher(open).replaceAll("$1"));
  }

  /**
   * What the rows of a file say.
   *
   * @param rows that were looked at; up to the first that does not fit
   * @param head field of the last of them; empty without rows
   * @param fault the first row that does not fit, and why; empty if all do
   */
  public record Checked(long rows, String head, Optional<String> fault) {

    /** Also compares the last row with what a run that ended has noted of it. */
    Checked endingWith(Path file, String recorded) {
      return fault.isPresent() || recorded.isEmpty() || recorded.equals(head)
          ? this
          : new Checked(rows, head, Optional.of(file.getFileName() + ": rows at its end are gone"));
    }
  }

  /**
   * Looks at all rows of a file; one that is not there has none.
   *
   * @param file rows in the order in which they were written
   */
  public static Checked check(Path file) {
    String head = "";
    long number = 0;
    if (!Files.exists(file)) {
      return new Checked(number, head, Optional.empty());
    }
    try (BufferedReader rows = Files.newBufferedReader(file)) {
      for (String row = rows.readLine(); row != null; row = rows.readLine()) {
        number++;
        Optional<String> fault = fault(head, row);
        if (fault.isPresent()) {
          String place = file.getFileName() + " row " + number + ": ";
          return new Checked(number, head, Optional.of(place + fault.get()));
        }
        head = fieldOf(row);
      }
      return new Checked(number, head, Optional.empty());
    } catch (IOException e) {
      throw Disk.fault("reading " + file, e);
    }
  }

  private static Optional<String> fault(String before, String row) {
    Matcher parts = CHAINED.matcher(row);
    if (!parts.matches()) {
      return Optional.of("has no field chain at its end");
    }
    return next(before, parts.group(1)).equals(parts.group(2))
        ? Optional.empty()
        : Optional.of("is not what was written there, or the row before it is not");
  }

  /** The field of a file's last row; empty without one. */
  static String head(Path file) {
    return check(file).head();
  }
}
