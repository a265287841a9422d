package org.srl4j.eval.bench;

import java.nio.file.Path;
import org.srl4j.core.policy.Tokenizer;

/**
 * Every id is three letters and a blank, about as long as a byte-pair token; no id ends a sequence.
 *
 * @param vocabularySize V, at most 26^3
 */
record SyllableTokenizer(int vocabularySize) implements Tokenizer {
  private static final int LETTERS = 26;
  private static final int WIDTH = 4;

  @Override
  public int[] encode(String text) {
    int[] ids = new int[text.length() / WIDTH];
    for (int i = 0; i < ids.length; i++) {
      for (int j = 0; j < WIDTH - 1; j++) {
        ids[i] = ids[i] * LETTERS + text.charAt(i * WIDTH + j) - 'a';
      }
    }
    return ids;
  }

  /** All of them: no token is a mark. */
  @Override
  public String decode(int[] tokenIds) {
    return decodeAll(tokenIds);
  }

  @Override
  public String decodeAll(int[] tokenIds) {
    StringBuilder text = new StringBuilder(tokenIds.length * WIDTH);
    for (int id : tokenIds) {
      text.append((char) ('a' + id / (LETTERS * LETTERS)))
          .append((char) ('a' + id / LETTERS % LETTERS))
          .append((char) ('a' + id % LETTERS))
          .append(' ');
    }
    return text.toString();
  }

  /** None. */
  @Override
  public int endOfSequenceId() {
    return -1;
  }

  @Override
  public int paddingId() {
    return 0;
  }

  /** Not for checkpoints. */
  @Override
  public void save(Path folder) {
    throw new UnsupportedOperationException("the bench writes no checkpoints");
  }
}
