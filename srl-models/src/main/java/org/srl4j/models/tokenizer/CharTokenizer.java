package org.srl4j.models.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import org.srl4j.core.policy.Tokenizer;

/**
 * One token a Unicode code point, over the code points of a sample of text.
 *
 * <p>Ids: 0 {@code <pad>}, 1 {@code <eos>}, then {@code <unk>} if unknown characters are mapped,
 * then the code points in ascending order. A strict tokenizer refuses a character it has not seen.
 * One that maps gives it the id of {@code <unk>}, which decodes to U+FFFD, and {@linkplain
 * #unknownCount() counts} it; only there does decoding not invert encoding.
 *
 * <p>Thread-safe; apart from the count immutable.
 */
public final class CharTokenizer implements Tokenizer {
  private static final String REPLACEMENT = "\uFFFD";

  private final Vocabulary vocabulary;
  private final int unknown;
  private final LongAdder unknownCount = new LongAdder();

  private CharTokenizer(List<String> tokens, boolean mapUnknown) {
    vocabulary = new Vocabulary(tokens);
    vocabulary.require(Vocabulary.PADDING);
    vocabulary.require(Vocabulary.END_OF_SEQUENCE);
    unknown = mapUnknown ? vocabulary.require(Vocabulary.UNKNOWN) : -1;
  }

  /**
   * A tokenizer that refuses other characters.
   *
   * @param texts the sample whose characters it knows
   * @throws IllegalArgumentException if a text holds half a surrogate pair
   */
  public static CharTokenizer strict(Iterable<String> texts) {
    return new CharTokenizer(tokens(texts, false), false);
  }

  /**
   * A tokenizer that maps other characters to {@code <unk>} and counts them.
   *
   * @param texts the sample whose characters it knows
   * @throws IllegalArgumentException if a text holds half a surrogate pair
   */
  public static CharTokenizer mappingUnknown(Iterable<String> texts) {
    return new CharTokenizer(tokens(texts, true), true);
  }

  /** The tokenizer of a file's fields. */
  static CharTokenizer of(TokenizerFile file) {
    return new CharTokenizer(file.vocabulary(), file.mapUnknown());
  }

  private static List<String> tokens(Iterable<String> texts, boolean mapUnknown) {
    TreeSet<Integer> codePoints = new TreeSet<>();
    for (String text : texts) {
      text.codePoints().forEach(codePoints::add);
    }
    List<String> tokens = new ArrayList<>();
    tokens.add(Vocabulary.PADDING);
    tokens.add(Vocabulary.END_OF_SEQUENCE);
    if (mapUnknown) {
      tokens.add(Vocabulary.UNKNOWN);
    }
    for (int codePoint : codePoints) {
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        throw new IllegalArgumentException(
            String.format("texts: half a surrogate pair, U+%04X, is no character", codePoint));
      }
      tokens.add(Character.toString(codePoint));
    }
    return tokens;
  }

  /** The tokens in the order of their ids. */
  public List<String> vocabulary() {
    return vocabulary.tokens();
  }

  /** Characters mapped to {@code <unk>} by all calls of {@link #encode} so far; 0 if strict. */
  public long unknownCount() {
    return unknownCount.sum();
  }

  @Override
  public int[] encode(String text) {
    int[] ids = new int[text.length()];
    int count = 0;
    for (int position = 0; position < text.length(); count++) {
      int codePoint = text.codePointAt(position);
      Integer id = vocabulary.find(Character.toString(codePoint));
      ids[count] = id != null ? id : unknownAt(position, codePoint);
      position += Character.charCount(codePoint);
    }
    return Arrays.copyOf(ids, count);
  }

  private int unknownAt(int position, int codePoint) {
    if (unknown < 0) {
      throw new IllegalArgumentException(
          String.format(
              "text: character '%s' (U+%04X) at position %d is not in the vocabulary of %d tokens",
              Character.toString(codePoint), codePoint, position, vocabulary.size()));
    }
    unknownCount.increment();
    return unknown;
  }

  @Override
  public String decodeAll(int[] tokenIds) {
    StringBuilder text = new StringBuilder(tokenIds.length);
    for (int id : tokenIds) {
      String token = vocabulary.token(id);
      text.append(id == unknown ? REPLACEMENT : token);
    }
    return text.toString();
  }

  @Override
  public int vocabularySize() {
    return vocabulary.size();
  }

  @Override
  public int endOfSequenceId() {
    return vocabulary.require(Vocabulary.END_OF_SEQUENCE);
  }

  @Override
  public int paddingId() {
    return vocabulary.require(Vocabulary.PADDING);
  }

  @Override
  public void save(Path folder) throws IOException {
    TokenizerFile.write(
        folder, new TokenizerFile(TokenizerFile.CHARACTER, vocabulary.tokens(), unknown >= 0));
  }
}
