package org.srl4j.models.tokenizer.bytepair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.srl4j.models.tokenizer.bytepair.BytePairVocabulary.Merge;

class BytePairTrainerTest {
  @Test
  void mostFrequentPairIsMergedFirst() {
    // Pieces "low" x 3, " low" x 1, "lot" x 2. Pairs: lo 6, ow 4, ot 2, Ġl 1.
    // After lo: (lo,w) 4, (lo,t) 2, (Ġ,lo) 1. After low: (Ġ,low) 1.
    List<Merge> merges = train(List.of("low low", "low", "low", "lot", "lot"), 262, 1);
    assertEquals(
        List.of(
            new Merge("l", "o"), new Merge("lo", "w"), new Merge("lo", "t"), new Merge("Ġ", "low")),
        merges);
  }

  @Test
  void rarePairsAreLeftAlone() {
    List<Merge> merges = train(List.of("low low", "low", "low", "lot", "lot"), 300, 3);
    assertEquals(List.of(new Merge("l", "o"), new Merge("lo", "w")), merges);
  }

  @Test
  void tiesGoToTheSmallerIds() {
    // ab, cd and ax all occur once: a = 64, b = 65, c = 66, x = 87 in the order of the bytes.
    List<Merge> merges = train(List.of("cd", "ax", "ab"), 261, 1);
    assertEquals(List.of(new Merge("a", "b"), new Merge("a", "x"), new Merge("c", "d")), merges);
  }

  @Test
  void orderOfTextsDoesNotMatter() {
    List<String> texts = randomTexts(200);
    List<Merge> merges = train(texts, 400, 2);
    Collections.shuffle(texts, new Random(5));
    assertEquals(merges, train(texts, 400, 2));
  }

  @Test
  void incrementalCountsGiveTheMergesOfCountingAnew() {
    List<String> texts = randomTexts(200);
    assertEquals(naiveMerges(texts, 140), train(texts, 258 + 140, 1));
  }

  @Test
  void addedTokensDoNotCount() {
    BytePairTokenizer tokenizer =
        new BytePairTrainer(1000, 1, List.of("<think>"), SplitPattern.GPT2)
            .train(List.of("<think><think>ab"));
    assertEquals(List.of(new Merge("a", "b")), tokenizer.vocabulary().merges());
    assertEquals(2 + 1 + 256 + 1, tokenizer.vocabularySize());
  }

  @Test
  void vocabularyMustHoldTheBytes() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new BytePairTrainer(258, 1, List.of("<think>"), SplitPattern.GPT2));
    assertEquals(
        "vocabularySize: must be at least 259 (256 bytes, <pad>, <eos> and the added tokens), got"
            + " 258",
        e.getMessage());
  }

  private static List<Merge> train(List<String> texts, int size, long minFrequency) {
    return new BytePairTrainer(size, minFrequency, List.of(), SplitPattern.GPT2)
        .train(texts)
        .vocabulary()
        .merges();
  }

  private static List<String> randomTexts(int count) {
    Random random = new Random(11);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(1 + random.nextInt(12), 'a', 'e').forEach(c -> text.append((char) c));
      texts.add(text.toString());
    }
    return texts;
  }

  /** The definition: count all pairs anew, merge the best, ties to the smaller ids. */
  private static List<Merge> naiveMerges(List<String> texts, int merges) {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      tokens.add(ByteAlphabet.character(i));
    }
    List<List<Integer>> words = new ArrayList<>();
    for (String text : texts) {
      words.add(
          new ArrayList<>(text.chars().map(c -> tokens.indexOf("" + (char) c)).boxed().toList()));
    }
    List<Merge> result = new ArrayList<>();
    while (result.size() < merges) {
      Map<List<Integer>, Integer> counts = new HashMap<>();
      for (List<Integer> word : words) {
        for (int i = 1; i < word.size(); i++) {
          counts.merge(List.of(word.get(i - 1), word.get(i)), 1, Integer::sum);
        }
      }
      List<Integer> best =
          Collections.min(
              counts.keySet(),
              (a, b) ->
                  !counts.get(a).equals(counts.get(b))
                      ? counts.get(b) - counts.get(a)
                      : a.get(0) - b.get(0) != 0 ? a.get(0) - b.get(0) : a.get(1) - b.get(1));
      Merge merge = new Merge(tokens.get(best.get(0)), tokens.get(best.get(1)));
      result.add(merge);
      if (!tokens.contains(merge.result())) {
        tokens.add(merge.result());
      }
      int id = tokens.indexOf(merge.result());
      for (List<Integer> word : words) {
        for (int i = 0; i + 1 < word.size(); i++) {
          if (word.subList(i, i + 2).equals(best)) {
            word.set(i, id);
            word.remove(i + 1);
          }
        }
      }
    }
    return result;
  }
}
