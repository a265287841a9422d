package org.srl4j.models.tokenizer.sentencepiece;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.models.io.AtomicFiles;

/**
 * Byte-pair encoding with scores, as Llama 2 and llama2.c have it: a blank is put before the text,
 * characters without a token become their UTF-8 bytes, and neighbours are merged, the pair with the
 * highest score first and the leftmost of equals.
 *
 * <p>Decoding drops one blank at the start, the one that encoding put there; so does a text that
 * was sampled alone, as in Hugging Face's tokenizers. Special tokens give no text and are not
 * looked for in texts. A sequence starts with {@link #beginOfSequenceId()}, which encoding does not
 * add.
 *
 * <p>Immutable and thread-safe.
 */
public final class SentencePieceTokenizer implements Tokenizer {
  /** Name of the file that {@link #save} writes. */
  public static final String FILE = "tokenizer.bin";

  /** Names of the first ids, as Llama 2 writes them; llama2.c puts newlines around them. */
  private static final List<String> SPECIAL = List.of("<unk>", "<s>", "</s>");

  private final ScoredVocabulary vocabulary;
  private final Map<String, Integer> ids = new HashMap<>();

  /** A tokenizer of these tokens; of equal tokens the first counts. */
  public SentencePieceTokenizer(ScoredVocabulary vocabulary) {
    this.vocabulary = vocabulary;
    for (int id = 0; id < vocabulary.tokens().size(); id++) {
      ids.putIfAbsent(vocabulary.tokens().get(id), id);
    }
  }

  /** Tokens and scores. */
  public ScoredVocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int[] encode(String text) {
    if (text.isEmpty()) {
      return new int[0];
    }
    return new ScoredMerges(vocabulary, ids).encode(" " + text);
  }

  @Override
  public String decode(int[] tokenIds) {
    return decodeAll(Arrays.stream(tokenIds).filter(id -> !isSpecial(id)).toArray());
  }

  @Override
  public boolean isSpecial(int id) {
    return id >= 0 && id < ScoredVocabulary.FIRST_BYTE;
  }

  @Override
  public String decodeAll(int[] tokenIds) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 * tokenIds.length);
    for (int id : tokenIds) {
      append(id, bytes);
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    return text.startsWith(" ") ? text.substring(1) : text;
  }

  private void append(int id, ByteArrayOutputStream bytes) {
    if (id < 0 || id >= vocabularySize()) {
      throw new IllegalArgumentException(
          "tokenIds: must be from 0 to " + (vocabularySize() - 1) + ", got " + id);
    }
    int single = id - ScoredVocabulary.FIRST_BYTE;
    if (single >= ScoredVocabulary.BYTES) {
      bytes.writeBytes(vocabulary.tokens().get(id).getBytes(StandardCharsets.UTF_8));
    } else if (single >= 0) {
      bytes.write(single);
    } else {
      bytes.writeBytes(SPECIAL.get(id).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public int vocabularySize() {
    return vocabulary.tokens().size();
  }

  @Override
  public int endOfSequenceId() {
    return ScoredVocabulary.END;
  }

  /** Llama 2 has no padding token; the end token fills rows. */
  @Override
  public int paddingId() {
    return ScoredVocabulary.END;
  }

  @Override
  public OptionalInt beginOfSequenceId() {
    return OptionalInt.of(ScoredVocabulary.BEGIN);
  }

  @Override
  public void save(Path folder) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int longest = 0;
    for (int id = 0; id < vocabularySize(); id++) {
      byte[] text = vocabulary.tokens().get(id).getBytes(StandardCharsets.UTF_8);
      longest = Math.max(longest, text.length);
      out.writeBytes(little().putFloat(vocabulary.scores()[id]).putInt(text.length).array());
      out.writeBytes(text);
    }
    byte[] head = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(longest).array();
    AtomicFiles.write(
        folder.resolve(FILE),
        path -> {
          try (OutputStream file = Files.newOutputStream(path)) {
            file.write(head);
            out.writeTo(file);
          }
        });
  }

  private static ByteBuffer little() {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
  }
}
