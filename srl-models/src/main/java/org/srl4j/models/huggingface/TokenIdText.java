package org.srl4j.models.huggingface;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.srl4j.core.policy.Tokenizer;

/**
 * Stands in where a folder has weights but no tokenizer: a text is its token ids, written as whole
 * numbers with blanks between.
 *
 * @param vocabularySize V
 * @param endOfSequenceId id that ends a sequence; -1 = none does
 */
public record TokenIdText(int vocabularySize, int endOfSequenceId) implements Tokenizer {

  @Override
  public int[] encode(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return new int[0];
    }
    return Arrays.stream(stripped.split("\\s+")).mapToInt(this::id).toArray();
  }

  private int id(String word) {
    try {
      int id = Integer.parseInt(word);
      if (id >= 0 && id < vocabularySize) {
        return id;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(wrong(word), e);
    }
    throw new IllegalArgumentException(wrong(word));
  }

  private String wrong(String word) {
    return "text: the model has no tokenizer, so a text must be token ids from 0 to "
        + (vocabularySize - 1)
        + " with blanks between, got "
        + word;
  }

  @Override
  public String decode(int[] tokenIds) {
    return decodeAll(Arrays.stream(tokenIds).filter(id -> id != endOfSequenceId).toArray());
  }

  @Override
  public boolean isSpecial(int id) {
    return id == endOfSequenceId;
  }

  @Override
  public String decodeAll(int[] tokenIds) {
    return Arrays.stream(tokenIds).mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }

  @Override
  public int paddingId() {
    return Math.max(0, endOfSequenceId);
  }

  /** Writes nothing: without a file the folder is read as having no tokenizer. */
  @Override
  public void save(Path folder) {}
}
