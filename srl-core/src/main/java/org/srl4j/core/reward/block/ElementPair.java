package org.srl4j.core.reward.block;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two texts over one alphabet of numbers.
 *
 * @param prediction element ids of the prediction
 * @param expert element ids of the expert's text
 * @param predictionAlphabet number of different elements in the prediction; these ids come first
 * @param alphabetSize number of different elements in both; ids are 0..alphabetSize-1
 */
public record ElementPair(
    int[] prediction, int[] expert, int predictionAlphabet, int alphabetSize) {

  /** Code points below this are looked up in a table: Latin, Greek, Cyrillic. */
  private static final int TABLE_SIZE = 0x500;

  /** Replaces the code points in place by ids in order of first appearance. */
  public static ElementPair ofCodePoints(int[] prediction, int[] expert) {
    int[] table = new int[TABLE_SIZE];
    Map<Integer, Integer> others = new HashMap<>();
    int known = 0;
    int inPrediction = 0;
    for (int[] text : new int[][] {prediction, expert}) {
      inPrediction = known;
      for (int i = 0; i < text.length; i++) {
        int c = text[i];
        int id = c < TABLE_SIZE ? table[c] : others.getOrDefault(c, 0);
        if (id == 0) {
          id = ++known;
          if (c < TABLE_SIZE) {
            table[c] = id;
          } else {
            others.put(c, id);
          }
        }
        text[i] = id - 1;
      }
    }
    return new ElementPair(prediction, expert, inPrediction, known);
  }

  /** Elements in both texts together. */
  public int size() {
    return prediction.length + expert.length;
  }

  /** Gives words ids in order of first appearance. */
  public static ElementPair ofWords(List<String> prediction, List<String> expert) {
    Map<String, Integer> ids = new HashMap<>();
    int[] a = prediction.stream().mapToInt(w -> id(ids, w)).toArray();
    int inPrediction = ids.size();
    int[] b = expert.stream().mapToInt(w -> id(ids, w)).toArray();
    return new ElementPair(a, b, inPrediction, ids.size());
  }

  private static int id(Map<String, Integer> ids, String word) {
    Integer known = ids.putIfAbsent(word, ids.size());
    return known == null ? ids.size() - 1 : known;
  }
}
