package org.srl4j.models.tokenizer.bytepair;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * GPT-2's alphabet: each of the 256 bytes as one printable character, so that any byte sequence is
 * a readable string. Printable Latin-1 bytes stand for themselves; the other 68 become U+0100,
 * U+0101, ... in ascending order (a blank is U+0120).
 */
final class ByteAlphabet {
  static final int SIZE = 256;
  private static final char[] CHARACTERS = new char[SIZE];
  private static final int[] BYTES = new int[0x100 + SIZE];
  private static final int[] ORDER = new int[SIZE];

  static {
    Arrays.fill(BYTES, -1);
    int printable = 0;
    for (int b = 0; b < SIZE; b++) {
      printable += isPrintable(b) ? 1 : 0;
    }
    int plain = 0;
    int shifted = 0;
    for (int b = 0; b < SIZE; b++) {
      boolean keep = isPrintable(b);
      ORDER[keep ? plain++ : printable + shifted] = b;
      CHARACTERS[b] = (char) (keep ? b : 0x100 + shifted++);
      BYTES[CHARACTERS[b]] = b;
    }
  }

  private ByteAlphabet() {}

  private static boolean isPrintable(int b) {
    return b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
  }

  /** The i-th byte in the order of GPT-2's vocabulary: printable bytes first. */
  static String character(int index) {
    return String.valueOf(CHARACTERS[ORDER[index]]);
  }

  /** The character of a byte, 0..255. */
  static char ofByte(int b) {
    return CHARACTERS[b];
  }

  /** Whether a token is written in this alphabet. */
  static boolean spells(String token) {
    return token.chars().allMatch(c -> c < BYTES.length && BYTES[c] >= 0);
  }

  /** Appends the bytes of a token written in this alphabet. */
  static void decode(String token, ByteArrayOutputStream bytes) {
    for (int i = 0; i < token.length(); i++) {
      bytes.write(BYTES[token.charAt(i)]);
    }
  }
}
