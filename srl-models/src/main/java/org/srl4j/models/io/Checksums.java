package org.srl4j.models.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/** SHA-256 of a folder's files, in the form that {@code sha256sum -c} checks, and of weights. */
public final class Checksums {
  /** The file that holds them. */
  public static final String FILE = "SHA256SUMS";

  private static final int NUMBERS = 1 << 14;

  private Checksums() {}

  /**
   * Writes {@value #FILE}, a line per file: 64 hexadecimal digits, two blanks, the name.
   *
   * @param folder whose files, those of its folders too, but for {@value #FILE} itself, are read
   * @return checksum by name, a path below the folder with slashes
   * @throws IOException if a file cannot be read or written
   */
  public static Map<String, String> write(Path folder) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      if (!file.equals(folder.resolve(FILE))) {
        String sum = new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(file);
        sums.put(folder.relativize(file).toString().replace('\\', '/'), sum);
      }
    }
    StringBuilder lines = new StringBuilder();
    sums.forEach((name, sum) -> lines.append(sum).append("  ").append(name).append('\n'));
    Files.writeString(folder.resolve(FILE), lines);
    return sums;
  }

  /**
   * The checksum of numbers, bit by bit, highest byte first.
   *
   * @return 64 hexadecimal digits
   */
  public static String sha256(Collection<float[]> arrays) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * NUMBERS);
    for (float[] array : arrays) {
      for (int start = 0; start < array.length; start += NUMBERS) {
        int length = Math.min(NUMBERS, array.length - start);
        bytes.clear().asFloatBuffer().put(array, start, length);
        digest.update(bytes.limit(Float.BYTES * length));
      }
    }
    return Hex.encodeHexString(digest.digest());
  }
}
