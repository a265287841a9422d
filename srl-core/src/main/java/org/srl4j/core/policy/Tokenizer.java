package org.srl4j.core.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;

/** Text to token ids and back. Implementations are immutable and thread-safe. */
public interface Tokenizer {

  /**
   * Token ids of a text; no special token is added.
   *
   * @throws IllegalArgumentException if the text holds something outside the vocabulary; the
   *     message names the character or word and its position
   */
  int[] encode(String text);

  /**
   * Token ids of a text in which the names of special and added tokens are ordinary characters, so
   * that a text from elsewhere cannot end a turn. {@link #encode} takes them for the tokens where
   * the tokenizer has such.
   *
   * @throws IllegalArgumentException as {@link #encode}
   */
  default int[] encodePlain(String text) {
    return encode(text);
  }

  /**
   * Text of token ids; tokens that begin or end a sequence and padding give no text. For every text
   * it accepts, {@code decode(encode(text))} equals the text.
   */
  default String decode(int[] tokenIds) {
    int begin = beginOfSequenceId().orElse(endOfSequenceId());
    return decodeAll(
        Arrays.stream(tokenIds)
            .filter(id -> id != endOfSequenceId() && id != paddingId() && id != begin)
            .toArray());
  }

  /** Text of token ids in which every special token stands with its name. */
  String decodeAll(int[] tokenIds);

  /** Whether a token marks something rather than being text: {@link #decode} drops some of them. */
  default boolean isSpecial(int id) {
    return id == endOfSequenceId()
        || id == paddingId()
        || beginOfSequenceId().isPresent() && id == beginOfSequenceId().getAsInt();
  }

  /** V, the number of ids; ids are 0..V-1. */
  int vocabularySize();

  /** Id that ends a sequence. */
  int endOfSequenceId();

  /**
   * Id with which every sequence of the model starts, before the prompt's first id; empty where
   * prompts stand alone. {@link #encode} never adds it.
   */
  default OptionalInt beginOfSequenceId() {
    return OptionalInt.empty();
  }

  /**
   * Whether {@link #endOfSequenceId} comes after the last id of a text that stands alone; a prompt
   * that goes on has none. {@link #encode} never adds it.
   */
  default boolean endsTexts() {
    return false;
  }

  /** Id that fills rows of a batch; never counted in a loss. */
  int paddingId();

  /** Writes this tokenizer into a checkpoint folder, where the matching reader finds it. */
  void save(Path folder) throws IOException;
}
