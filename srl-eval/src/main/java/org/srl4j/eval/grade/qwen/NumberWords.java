package org.srl4j.eval.grade.qwen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.srl4j.eval.grade.python.PythonFloat;
import org.srl4j.eval.grade.python.PythonText;

/**
 * Numbers in English words, read as the Python package word2number 1.1 reads them, which the
 * harness calls on the whole answer: words that are no numbers are passed over, {@code -} is a
 * blank, and a text of digits alone loses its leading zeros.
 */
final class NumberWords {
  private static final List<String> SMALL =
      List.of(
          ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
                  + " fifteen sixteen seventeen eighteen nineteen")
              .split(" "));
  private static final List<String> TENS =
      List.of("twenty thirty forty fifty sixty seventy eighty ninety".split(" "));

  /** The words that cut a number into parts, the largest first, and their values. */
  private static final List<String> SCALES = List.of("billion", "million", "thousand");

  private static final long[] SCALE_VALUES = {1_000_000_000L, 1_000_000L, 1_000L};
  private static final long HUNDRED = 100;
  private static final String POINT = "point";
  private static final Map<String, Long> VALUES = values();

  private NumberWords() {}

  private static Map<String, Long> values() {
    Map<String, Long> values = new HashMap<>();
    SMALL.forEach(word -> values.put(word, (long) SMALL.indexOf(word)));
    TENS.forEach(word -> values.put(word, 10L * (TENS.indexOf(word) + 2)));
    values.put("hundred", HUNDRED);
    SCALES.forEach(word -> values.put(word, SCALE_VALUES[SCALES.indexOf(word)]));
    return Map.copyOf(values);
  }

  /** The number as Python prints it, or the text unchanged if it holds no number words. */
  static String converted(String text) {
    String plain = text.replace('-', ' ').toLowerCase(Locale.ROOT);
    if (PythonText.isDigit(plain)) {
      return withoutLeadingZeros(PythonText.asciiDigits(plain));
    }
    if (plain.codePoints().noneMatch(Character::isLetter)) {
      return text;
    }
    List<String> words = new ArrayList<>();
    for (String word : plain.split(PythonText.BLANK + "+")) {
      if (VALUES.containsKey(word) || word.equals(POINT)) {
        words.add(word);
      }
    }
    return words.isEmpty() ? text : number(words).orElse(text);
  }

  /** As Python's {@code str(int(text))}, in linear time. */
  private static String withoutLeadingZeros(String digits) {
    int first = 0;
    while (first < digits.length() - 1 && digits.charAt(first) == '0') {
      first++;
    }
    return digits.substring(first);
  }

  private static Optional<String> number(List<String> words) {
    for (String once : List.of(POINT, SCALES.get(0), SCALES.get(1), SCALES.get(2))) {
      if (Collections.frequency(words, once) > 1) {
        return Optional.empty();
      }
    }
    int point = words.indexOf(POINT);
    OptionalLong whole = whole(point < 0 ? words : words.subList(0, point));
    if (whole.isEmpty()) {
      return Optional.empty();
    }
    List<String> decimals = point < 0 ? List.of() : words.subList(point + 1, words.size());
    if (decimals.isEmpty() || decimals.stream().anyMatch(word -> !isDigitWord(word))) {
      return Optional.of(Long.toString(whole.getAsLong()));
    }
    StringBuilder fraction = new StringBuilder("0.");
    decimals.forEach(word -> fraction.append(VALUES.get(word)));
    return Optional.of(
        PythonFloat.shortest(whole.getAsLong() + Double.parseDouble(fraction.toString())));
  }

  private static boolean isDigitWord(String word) {
    return VALUES.getOrDefault(word, HUNDRED) < 10;
  }

  /** Empty where word2number raises: scales out of order, or one with nothing before it. */
  private static OptionalLong whole(List<String> words) {
    if (words.size() <= 1) {
      return OptionalLong.of(words.isEmpty() ? 0 : VALUES.get(words.get(0)));
    }
    long sum = 0;
    int from = 0;
    for (int i = 0; i < SCALES.size(); i++) {
      int at = words.indexOf(SCALES.get(i));
      if (at < 0) {
        continue;
      }
      if (at <= from && (from > 0 || at == 0)) {
        return OptionalLong.empty();
      }
      sum += group(words.subList(from, at)) * SCALE_VALUES[i];
      from = at + 1;
    }
    return OptionalLong.of(
        from == words.size() ? sum : sum + group(words.subList(from, words.size())));
  }

  /** Up to four words; of more only the first counts, as in word2number. */
  private static long group(List<String> words) {
    long[] v = words.stream().mapToLong(VALUES::get).toArray();
    return switch (v.length) {
      case 2 -> v[0] == HUNDRED || v[1] == HUNDRED ? v[0] * v[1] : v[0] + v[1];
      case 3 -> v[0] * v[1] + v[2];
      case 4 -> v[0] * v[1] + v[2] + v[3];
      default -> v[0];
    };
  }
}
