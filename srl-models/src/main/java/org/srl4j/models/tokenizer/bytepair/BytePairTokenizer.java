package org.srl4j.models.tokenizer.bytepair;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.srl4j.core.policy.Tokenizer;

/**
 * Byte-level byte-pair encoding as in GPT-2 and Qwen2: the text is cut at its added tokens, the
 * rest by a {@link SplitPattern}, and the UTF-8 bytes of each piece are merged. Every text of whole
 * characters is accepted.
 *
 * <p>Decoding inverts encoding, except that (as in Hugging Face's tokenizers) an end or padding
 * token written out in a text is taken for that token, which decodes to nothing, and that {@link
 * SplitPattern#QWEN2} gives back the text in Unicode normal form C. Ids that end within a character
 * decode to U+FFFD there.
 *
 * <p>Immutable and thread-safe; it remembers the ids of up to 65,536 short pieces.
 */
public final class BytePairTokenizer implements Tokenizer {
  private final BytePairVocabulary vocabulary;
  private final SplitPattern split;
  private final Map<String, Integer> ids = new HashMap<>();
  private final AddedTokens addedTokens;
  private final PairMerger merger;
  private final Set<String> special;
  private final int endOfSequence;
  private final int padding;

  /**
   * A tokenizer of given tables.
   *
   * @param vocabulary tokens and merges
   * @param split how text is cut into pieces
   * @param endOfSequence an added token, e.g. {@code <eos>}
   * @param padding an added token, e.g. {@code <pad>}; may be the same
   * @throws IllegalArgumentException if one of the two is not an added token of the vocabulary
   */
  public BytePairTokenizer(
      BytePairVocabulary vocabulary, SplitPattern split, String endOfSequence, String padding) {
    this(vocabulary, split, endOfSequence, padding, Set.of());
  }

  /**
   * A tokenizer of given tables, some of whose added tokens mark something rather than being text.
   *
   * @param special those beside the two before
   * @throws IllegalArgumentException as the other constructor
   */
  BytePairTokenizer(
      BytePairVocabulary vocabulary,
      SplitPattern split,
      String endOfSequence,
      String padding,
      Set<String> special) {
    this.vocabulary = vocabulary;
    this.special = Set.copyOf(special);
    this.split = split;
    for (String token : vocabulary.tokens()) {
      ids.put(token, ids.size());
    }
    if (ids.size() != vocabulary.tokens().size()) {
      throw new IllegalArgumentException("tokens: must differ, got one of them twice");
    }
    this.endOfSequence = added("endOfSequence", endOfSequence);
    this.padding = added("padding", padding);
    this.addedTokens = new AddedTokens(vocabulary.addedTokens());
    this.merger = new PairMerger(vocabulary, ids);
  }

  private int added(String role, String token) {
    if (!vocabulary.addedTokens().contains(token)) {
      throw new IllegalArgumentException(
          role
              + ": must be one of the added tokens "
              + vocabulary.addedTokens()
              + ", got "
              + token);
    }
    return ids.get(token);
  }

  /** Tokens and merges. */
  public BytePairVocabulary vocabulary() {
    return vocabulary;
  }

  /** How text is cut into pieces. */
  public SplitPattern splitPattern() {
    return split;
  }

  @Override
  public int[] encode(String text) {
    requireWholeCharacters(text);
    IntList out = new IntList();
    addedTokens.cut(
        text,
        token -> out.add(ids.get(token)),
        plain -> split.split(plain, piece -> out.addAll(merger.encode(piece))));
    return out.toArray();
  }

  @Override
  public int[] encodePlain(String text) {
    requireWholeCharacters(text);
    IntList out = new IntList();
    split.split(text, piece -> out.addAll(merger.encode(piece)));
    return out.toArray();
  }

  @Override
  public String decodeAll(int[] tokenIds) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 * tokenIds.length);
    for (int id : tokenIds) {
      String token = token(id);
      if (vocabulary.addedTokens().contains(token)) {
        bytes.writeBytes(token.getBytes(StandardCharsets.UTF_8));
      } else {
        ByteAlphabet.decode(token, bytes);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public boolean isSpecial(int id) {
    return id == endOfSequence || id == padding || special.contains(token(id));
  }

  private String token(int id) {
    if (id < 0 || id >= vocabularySize()) {
      throw new IllegalArgumentException(
          "tokenIds: must be from 0 to " + (vocabularySize() - 1) + ", got " + id);
    }
    return vocabulary.tokens().get(id);
  }

  @Override
  public int vocabularySize() {
    return vocabulary.tokens().size();
  }

  @Override
  public int endOfSequenceId() {
    return endOfSequence;
  }

  @Override
  public int paddingId() {
    return padding;
  }

  /**
   * Writes {@code tokenizer.json} in Hugging Face's form, and {@code tokenizer_config.json} with
   * the names of the end and padding tokens.
   */
  @Override
  public void save(Path folder) throws IOException {
    BytePairJson.write(folder, this);
  }

  /** UTF-8 has no form for half a surrogate pair; it would silently become a question mark. */
  static void requireWholeCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new IllegalArgumentException(
              String.format("text: half a surrogate pair, U+%04X, at position %d", (int) c, i));
        }
        i++;
      }
    }
  }
}
