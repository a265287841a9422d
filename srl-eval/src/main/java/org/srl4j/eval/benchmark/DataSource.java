package org.srl4j.eval.benchmark;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A data file: its name, what it should hold, and where to get it.
 *
 * @param file name of the file, or a path relative to the definition's folder; {@code .jsonl},
 *     {@code .json} or {@code .parquet}
 * @param rows rows expected; 0 = not known
 * @param sha256 checksum of the file that the figures of others were made on, 64 hexadecimal
 *     digits; empty = not known
 * @param url where {@code srl data --fetch} gets the file, https; empty = it cannot be fetched
 * @param page where people read about it; empty = nowhere
 * @param licence what its owners allow
 * @param note anything else a user must know
 */
public record DataSource(
    String file, int rows, String sha256, String url, String page, String licence, String note) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Checks checksum, rows and address. */
  public DataSource {
    if (rows < 0) {
      throw new IllegalArgumentException("rows: must be at least 0 (0 = not known), got " + rows);
    }
    if (!sha256.isEmpty() && !SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "sha256: must be 64 hexadecimal digits in lower case, or empty, got " + sha256);
    }
    if (!url.isEmpty()) {
      requireSafe(url);
    }
  }

  /** Nothing known. */
  public static DataSource defaults() {
    return new DataSource("", 0, "", "", "", "", "");
  }

  /**
   * An address from which data may be fetched: https, or plain http on this machine alone.
   *
   * @param url the address
   * @return it, parsed
   * @throws IllegalArgumentException if it is none
   */
  public static URI requireSafe(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("url: not an address: " + url, e);
    }
    boolean local =
        "http".equals(uri.getScheme())
            && ("localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost()));
    if (uri.getHost() == null || !"https".equals(uri.getScheme()) && !local) {
      throw new IllegalArgumentException(
          "url: must begin with https:// (plain http on localhost only), got " + url);
    }
    return uri;
  }
}
