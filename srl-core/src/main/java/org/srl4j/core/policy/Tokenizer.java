package org.srl4j.core.policy;

import java.io.IOException;
import java.nio.file.Path;
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
   * Text of token ids; padding and end-of-sequence tokens give no text. For every text it accepts,
   * {@code decode(encode(text))} equals the text.
   */
  String decode(int[] tokenIds);

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

  /** Id that fills rows of a batch; never counted in a loss. */
  int paddingId();

  /** Writes this tokenizer into a checkpoint folder, where the matching reader finds it. */
  void save(Path folder) throws IOException;
}
