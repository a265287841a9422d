package org.srl4j.eval.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Pairs of a prediction and an expert's step: drawn, or read from JSONL {@code {"a","b"}}. */
final class TextPairs {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final int COUNT = 1000;
  private static final int SHORTEST = 200;
  private static final int LONGEST = 2000;
  private static final int WORDS = 400;
  private static final String LETTERS = "eeeeetttaaaooiinnsshhrrddlucmfwypvbgkqjxz0123456789+=";

  /**
   * Two texts.
   *
   * @param prediction what a policy wrote
   * @param expert what it is compared with
   */
  record Pair(String prediction, String expert) {}

  private TextPairs() {}

  /** Writes 1,000 seeded pairs of 200 to 2,000 characters: a text and its copy, words changed. */
  static void write(Path file) throws IOException {
    Random random = new Random(7);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < WORDS; i++) {
      words.add(word(random));
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      int length = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
      List<String> expert = new ArrayList<>();
      for (int size = 0; size < length; size += expert.get(expert.size() - 1).length() + 1) {
        expert.add(words.get(random.nextInt(WORDS)));
      }
      String prediction = text(changed(expert, words, random), length);
      lines.add(
          JSON.writeValueAsString(
              JSON.createObjectNode().put("a", prediction).put("b", text(expert, length))));
    }
    Files.write(file, lines);
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  private static List<String> changed(List<String> expert, List<String> words, Random random) {
    double share = 0.1 + 0.8 * random.nextDouble();
    List<String> result = new ArrayList<>();
    for (String word : expert) {
      result.add(random.nextDouble() < share ? words.get(random.nextInt(WORDS)) : word);
    }
    return result;
  }

  private static String text(List<String> words, int length) {
    String text = String.join(" ", words);
    return text.substring(0, Math.min(text.length(), Math.max(length, SHORTEST)));
  }

  /**
   * Reads pairs.
   *
   * @throws IllegalArgumentException if a line is not an object of two texts, or there is none
   */
  static List<Pair> read(Path file) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank()) {
        pairs.add(pair(line, file + ":" + number));
      }
    }
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException(file + ": has no pairs; a line is {\"a\": .., \"b\": ..}");
    }
    return pairs;
  }

  private static Pair pair(String line, String where) {
    JsonNode row;
    try {
      row = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(where + ": not JSON: " + e.getOriginalMessage(), e);
    }
    if (!row.path("a").isTextual() || !row.path("b").isTextual()) {
      throw new IllegalArgumentException(
          where
              + ": must be {\"a\": text, \"b\": text}, got "
              + line.substring(0, Math.min(80, line.length())));
    }
    return new Pair(row.get("a").textValue(), row.get("b").textValue());
  }
}
