package org.srl4j.models.tokenizer.bytepair;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Learns a byte-pair vocabulary: from single bytes on, the most frequent pair of neighbours becomes
 * a token, until the vocabulary is full or no pair is frequent enough. Equal frequencies are
 * decided for the smaller left id, then the smaller right id, so the same texts in any order give
 * the same vocabulary.
 *
 * <p>Ids: 0 {@code <pad>}, 1 {@code <eos>}, the added tokens, the 256 bytes, then merges in order.
 *
 * @param vocabularySize tokens wanted, all kinds together; at least 258 + added tokens. The result
 *     has fewer if pairs run out
 * @param minFrequency how often a pair must occur to be merged; at least 1
 * @param addedTokens tokens matched before any merging, e.g. {@code <think>}
 * @param split how text is cut into pieces
 */
public record BytePairTrainer(
    int vocabularySize, long minFrequency, List<String> addedTokens, SplitPattern split) {
  private static final String PADDING = "<pad>";
  private static final String END_OF_SEQUENCE = "<eos>";

  /** Checks ranges. */
  public BytePairTrainer {
    addedTokens = List.copyOf(addedTokens);
    int smallest = 2 + addedTokens.size() + ByteAlphabet.SIZE;
    if (vocabularySize < smallest) {
      throw new IllegalArgumentException(
          "vocabularySize: must be at least "
              + smallest
              + " (256 bytes, <pad>, <eos> and the added tokens), got "
              + vocabularySize);
    }
    if (minFrequency < 1) {
      throw new IllegalArgumentException("minFrequency: must be at least 1, got " + minFrequency);
    }
  }

  /**
   * Learns from texts.
   *
   * @param texts read once; added tokens in them are left out of the counts
   * @return the tokenizer, with {@code <eos>} and {@code <pad>}
   * @throws IllegalArgumentException if a text holds half a surrogate pair
   */
  public BytePairTokenizer train(Iterable<String> texts) {
    LinkedHashSet<String> added = new LinkedHashSet<>();
    added.add(PADDING);
    added.add(END_OF_SEQUENCE);
    added.addAll(addedTokens);
    List<BytePairVocabulary.Merge> merges =
        new PairCounter(countPieces(texts, added))
            .merges(vocabularySize - added.size(), minFrequency);
    return new BytePairTokenizer(
        BytePairVocabulary.ofMerges(List.copyOf(added), merges, List.of()),
        split,
        END_OF_SEQUENCE,
        PADDING);
  }

  private Map<String, Long> countPieces(Iterable<String> texts, LinkedHashSet<String> added) {
    AddedTokens cutter = new AddedTokens(new ArrayList<>(added));
    Map<String, Long> counts = new HashMap<>();
    for (String text : texts) {
      BytePairTokenizer.requireWholeCharacters(text);
      cutter.cut(
          text,
          token -> {},
          plain -> split.split(plain, piece -> counts.merge(piece, 1L, Long::sum)));
    }
    return counts;
  }
}
