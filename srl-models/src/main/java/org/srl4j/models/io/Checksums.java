package org.srl4j.models.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** SHA-256 of a folder's files, kept in the form that {@code sha256sum -c} checks. */
public final class Checksums {
  /** The file that holds them. */
  public static final String FILE = "SHA256SUMS";

  private static final int NUMBERS = 1 << 14;

  private Checksums() {}

  /**
   * Writes {@value #FILE}, a line a file: 64 hexadecimal digits, two blanks, the name.
   *
   * @param folder whose files, but for {@value #FILE} itself, are read
   * @return checksum by name
   * @throws IOException if a file cannot be read or written
   */
  public static Map<String, String> write(Path folder) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      if (!file.endsWith(FILE)) {
        sums.put(file.getFileName().toString(), sha256(file));
      }
    }
    StringBuilder lines = new StringBuilder();
    sums.forEach((name, sum) -> lines.append(sum).append("  ").append(name).append('\n'));
    Files.writeString(folder.resolve(FILE), lines);
    return sums;
  }

  /**
   * The checksum of a file.
   *
   * @return 64 hexadecimal digits
   * @throws IOException if the file cannot be read
   */
  public static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * The checksum of numbers, bit by bit, highest byte first.
   *
   * @return 64 hexadecimal digits
   */
  public static String sha256(Collection<float[]> arrays) {
    MessageDigest digest = digest();
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * NUMBERS);
    for (float[] array : arrays) {
      for (int start = 0; start < array.length; start += NUMBERS) {
        int length = Math.min(NUMBERS, array.length - start);
        bytes.clear().asFloatBuffer().put(array, start, length);
        digest.update(bytes.limit(Float.BYTES * length));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java runtime has SHA-256", e);
    }
  }
}
