package org.srl4j.core.reward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Seeded pairs of texts on which to compare with CPython's difflib: each pair in both orders; empty
 * ones, few letters and so many ties, many letters, texts about and beyond the 200 code points from
 * which autojunk counts, code points of every size, halves of surrogate pairs, and every kind of
 * white space.
 */
record ParityPairs(String a, String b) {
  /** Escapes everything beyond ASCII, so that lone surrogates reach Python unharmed. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** First code point and number of letters. */
  private static final int[][] ALPHABETS = {
    {'a', 1},
    {'a', 2},
    {'a', 4},
    {'a', 26},
    {' ', 95},
    {0x391, 12},
    {0x4e00, 150},
    {0x1f600, 5},
    {0xfffe, 4},
    {0xdbfe, 4},
    {0x09, 26},
    {0x80, 40},
    {0x2000, 48},
    {0x2ffe, 4},
  };

  /** So many pairs, an even number, always the same for a seed. */
  static List<ParityPairs> of(long seed, int count) {
    RandomTexts texts = new RandomTexts(seed);
    List<ParityPairs> pairs = new ArrayList<>();
    for (int i = 0; pairs.size() < count; i++) {
      int[] alphabet = ALPHABETS[texts.below(ALPHABETS.length)];
      int longest = i % 20 == 0 ? 450 : i % 4 == 0 ? 8 : 60;
      String b = texts.text(longest, alphabet[0], alphabet[1]);
      if (i % 20 == 5) {
        b = aboutTwoHundred(texts, alphabet);
      }
      String a =
          i % 2 == 0 || i % 20 == 5
              ? texts.edited(b, i % 4 == 0 ? 0.1 : 0.5)
              : texts.text(longest, alphabet[0], alphabet[1]);
      pairs.add(new ParityPairs(a, b));
      pairs.add(new ParityPairs(b, a));
    }
    return pairs;
  }

  /** 197 to 203 code points; halves of surrogates may join to fewer. */
  private static String aboutTwoHundred(RandomTexts texts, int[] alphabet) {
    StringBuilder text = new StringBuilder();
    int length = 197 + texts.below(7);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(alphabet[0] + texts.below(alphabet[1]));
    }
    return text.toString();
  }

  /** A line of JSON. */
  String json() {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("a", a);
    row.put("b", b);
    try {
      return JSON.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can always be written", e);
    }
  }
}
