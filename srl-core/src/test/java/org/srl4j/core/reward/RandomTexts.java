package org.srl4j.core.reward;

import java.util.Random;

/** Seeded random texts for property tests. */
public final class RandomTexts {

  private final Random random;

  public RandomTexts(long seed) {
    random = new Random(seed);
  }

  /** A text of 0..maxLength code points out of {@code letters} consecutive ones from first. */
  public String text(int maxLength, int first, int letters) {
    int length = random.nextInt(maxLength + 1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(first + random.nextInt(letters));
    }
    return text.toString();
  }

  /** A copy in which about one code point in {@code 1/rate} is dropped, doubled or replaced. */
  public String edited(String text, double rate) {
    StringBuilder copy = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              double u = random.nextDouble() / rate;
              if (u > 2.0 / 3) {
                copy.appendCodePoint(c);
              }
              if (u > 1.0 / 3 && u < 1) {
                copy.appendCodePoint(u < 2.0 / 3 ? text.codePointAt(0) : c);
              }
            });
    return copy.toString();
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }
}
