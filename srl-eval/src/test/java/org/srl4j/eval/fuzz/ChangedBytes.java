package org.srl4j.eval.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Changes files at random: bits, bytes, parts cut, doubled, removed or replaced by hostile words,
 * and of JSON every other time values.
 */
final class ChangedBytes {
  private static final List<String> SPLICED =
      List.of(
          "{",
          "}",
          "[",
          "\"",
          "-1",
          "1e999",
          "NaN",
          "null",
          "9223372036854775807",
          "4294967297",
          "\u0000",
          "\ud83d\ude00",
          "\\u0000",
          "../../etc/passwd",
          "!!java.net.URL [a]",
          "&a",
          "*a",
          "\n",
          "\t",
          "[".repeat(5000),
          "{\"a\":".repeat(5000),
          "a".repeat(20_000));

  private final Random random;
  private final List<String> words;

  /**
   * Changes that a seed determines.
   *
   * @param words of the format, spliced as often as the words that hurt any format
   */
  ChangedBytes(long seed, List<String> words) {
    this.random = new Random(seed);
    this.words = words;
  }

  /** A good file with one to three changes; rarely the same file. */
  byte[] next(List<byte[]> good) {
    byte[] bytes = good.get(random.nextInt(good.size()));
    Optional<byte[]> values =
        random.nextBoolean() ? ChangedJson.of(bytes, random) : Optional.empty();
    if (values.isPresent()) {
      return values.get();
    }
    for (int n = random.nextInt(3); n >= 0; n--) {
      bytes = changedOnce(bytes);
    }
    return bytes;
  }

  private byte[] changedOnce(byte[] good) {
    int at = random.nextInt(good.length + 1);
    int end = at + random.nextInt(good.length - at + 1);
    byte[] bytes = good.clone();
    switch (random.nextInt(6)) {
      case 0: // a bit
        if (at < bytes.length) {
          bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
      case 1: // a byte
        if (at < bytes.length) {
          bytes[at] = (byte) random.nextInt(256);
        }
        return bytes;
      case 2:
        return Arrays.copyOf(good, at);
      case 3:
        return joined(
            Arrays.copyOf(good, at), new byte[0], Arrays.copyOfRange(good, end, good.length));
      case 4:
        return joined(
            Arrays.copyOf(good, end),
            Arrays.copyOfRange(good, at, end),
            Arrays.copyOfRange(good, end, good.length));
      default:
        return joined(
            Arrays.copyOf(good, at),
            word().getBytes(StandardCharsets.UTF_8),
            Arrays.copyOfRange(good, random.nextBoolean() ? at : end, good.length));
    }
  }

  /** Of the format every other time, and now and then many of them. */
  private String word() {
    if (words.isEmpty() || random.nextBoolean()) {
      return SPLICED.get(random.nextInt(SPLICED.size()));
    }
    String word = words.get(random.nextInt(words.size()));
    return random.nextInt(8) == 0 ? word.repeat(1 + random.nextInt(2000)) : word;
  }

  private static byte[] joined(byte[] head, byte[] middle, byte[] tail) {
    byte[] all = Arrays.copyOf(head, head.length + middle.length + tail.length);
    System.arraycopy(middle, 0, all, head.length, middle.length);
    System.arraycopy(tail, 0, all, head.length + middle.length, tail.length);
    return all;
  }
}
