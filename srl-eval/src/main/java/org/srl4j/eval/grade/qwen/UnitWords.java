package org.srl4j.eval.grade.qwen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.srl4j.eval.grade.python.PythonText;

/**
 * Deletes what the harness takes for units: about 130 words and their plurals, each between
 * characters that are no letters or digits, the whole list twice (evaluation harness, {@code
 * strip_string}). Single letters such as a, m, s and t are among them, so {@code -t} becomes {@code
 * -}.
 */
final class UnitWords {
  private static final int PASSES = 2;
  private static final List<Unit> UNITS = units();

  /** One word: it cannot match where {@code start}, its text before the first dot, is absent. */
  private record Unit(String start, Pattern pattern) {
    static Unit of(String word) {
      int dot = word.indexOf('.');
      String regex = "(^|" + PythonText.NOT_WORD + ")" + word + "($|" + PythonText.NOT_WORD + ")";
      return new Unit(dot < 0 ? word : word.substring(0, dot), PythonText.pattern(regex));
    }
  }

  private UnitWords() {}

  private static List<Unit> units() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                UnitWords.class.getResourceAsStream("units.txt"), StandardCharsets.UTF_8))) {
      List<String> words = in.lines().filter(line -> !line.startsWith("#")).toList();
      return Stream.concat(words.stream(), words.stream().map(word -> word + "s"))
          .map(Unit::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("units.txt: cannot be read from the class path", e);
    }
  }

  /** The text without units; a word whose removal would leave nothing stays. */
  static String removed(String text) {
    String rest = text;
    for (int pass = 0; pass < PASSES; pass++) {
      for (Unit unit : UNITS) {
        if (rest.contains(unit.start)) {
          String without = unit.pattern.matcher(rest).replaceAll("$1$2");
          rest = without.isEmpty() ? rest : without;
        }
      }
    }
    return rest;
  }
}
