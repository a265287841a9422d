package org.srl4j.core.testing;

import java.nio.file.Path;
import org.srl4j.core.policy.Tokenizer;

/** One token a character: its code; 0 pads and 1 ends a sequence. */
public final class CharTokenizer implements Tokenizer {

  @Override
  public int[] encode(String text) {
    return text.chars().toArray();
  }

  @Override
  public String decodeAll(int[] tokenIds) {
    return decode(tokenIds);
  }

  @Override
  public String decode(int[] tokenIds) {
    StringBuilder text = new StringBuilder();
    for (int id : tokenIds) {
      if (id > 1) {
        text.append((char) id);
      }
    }
    return text.toString();
  }

  @Override
  public int vocabularySize() {
    return 128;
  }

  @Override
  public int endOfSequenceId() {
    return 1;
  }

  @Override
  public int paddingId() {
    return 0;
  }

  @Override
  public void save(Path folder) {}
}
