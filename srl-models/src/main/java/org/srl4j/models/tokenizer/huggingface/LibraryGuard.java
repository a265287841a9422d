package org.srl4j.models.tokenizer.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.srl4j.models.io.CheckpointFormatException;

/**
 * Refuses what would make the native library (0.21.4) end the process, or work for seconds, instead
 * of refusing it itself; found by changing files at random. It cannot be proved that nothing else
 * does.
 */
final class LibraryGuard {
  private static final List<String> PROBES = List.of("a", " ", "\n", "1", ".");

  private static final int LONGEST_ADDED = 2000;

  private LibraryGuard() {}

  static void check(Path file, JsonNode root) throws CheckpointFormatException {
    requirePrefixed(file, root.path("model"));
    requireNoEmptyMatch(file, root.path("normalizer"));
    requireNoStripAtEnd(file, root.path("decoder"));
    requireShort(file, root.path("added_tokens"));
  }

  /**
   * The library's work grows with the square of a token's length, where the token repeats itself.
   */
  private static void requireShort(Path file, JsonNode added) throws CheckpointFormatException {
    for (JsonNode token : added) {
      int length = token.path("content").asText().length();
      if (length > LONGEST_ADDED) {
        throw new CheckpointFormatException(
            file,
            "added_tokens: a content must have at most "
                + LONGEST_ADDED
                + " characters, got "
                + length);
      }
    }
  }

  /** The library cuts the prefix off the right side of a merge without looking. */
  private static void requirePrefixed(Path file, JsonNode model) throws CheckpointFormatException {
    JsonNode prefix = model.path("continuing_subword_prefix");
    if (prefix.isNull() || prefix.asText("").isEmpty()) {
      return;
    }
    for (JsonNode merge : model.path("merges")) {
      String text = merge.asText();
      String right =
          merge.isArray() ? merge.path(1).asText() : text.substring(text.indexOf(' ') + 1);
      if (!right.startsWith(prefix.asText())) {
        throw new CheckpointFormatException(
            file,
            "model.merges: a right side must begin with continuing_subword_prefix '"
                + prefix.asText()
                + "', got "
                + merge);
      }
    }
  }

  /** The library reads beyond a text's end where it shall put something there for nothing. */
  private static void requireNoEmptyMatch(Path file, JsonNode normalizer)
      throws CheckpointFormatException {
    JsonNode pattern = normalizer.path("pattern");
    boolean nothing =
        switch (normalizer.path("type").asText()) {
          case "Prepend" -> normalizer.path("prepend").asText().isEmpty();
          case "Replace" ->
              pattern.path("String").asText("-").isEmpty()
                  || matchesAtEnd(pattern.path("Regex").asText("-"));
          default -> false;
        };
    if (nothing) {
      throw new CheckpointFormatException(
          file, "normalizer: must not prepend or replace an empty text, got " + normalizer);
    }
    for (JsonNode one : normalizer.path("normalizers")) {
      requireNoEmptyMatch(file, one);
    }
  }

  /** The library strips the end of a text without looking how long it is. */
  private static void requireNoStripAtEnd(Path file, JsonNode decoder)
      throws CheckpointFormatException {
    if (decoder.path("type").asText().equals("Strip")
        && !decoder.path("stop").asText("0").equals("0")) {
      throw new CheckpointFormatException(file, "decoder.stop: must be 0, got " + decoder);
    }
    for (JsonNode one : decoder.path("decoders")) {
      requireNoStripAtEnd(file, one);
    }
  }

  /** Whether an expression matches nothing at the end of one of a few texts. */
  private static boolean matchesAtEnd(String expression) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      return false; // another dialect, or an error that the library finds itself
    }
    return PROBES.stream()
        .anyMatch(
            text ->
                pattern.matcher(text).results().anyMatch(match -> match.start() == text.length()));
  }
}
