package org.srl4j.eval.task.order;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.srl4j.eval.task.Demonstration;

/** Splits ORDER texts by the rules of {@link OrderVocabulary}, for tests only. */
final class OrderTexts {
  private static final Set<String> KNOWN = new HashSet<>(OrderVocabulary.tokens());

  private OrderTexts() {}

  /** Tokens of a text; throws on what is not in the vocabulary. */
  static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    for (String line : text.split("(?<=\n)")) {
      for (String word : line.strip().split(" ")) {
        addWord(word, tokens);
      }
      if (line.endsWith("\n")) {
        tokens.add("\n");
      }
    }
    for (String token : tokens) {
      if (!KNOWN.contains(token)) {
        throw new AssertionError("not in the vocabulary: '" + token + "' of " + text);
      }
    }
    return tokens;
  }

  /** Length of a demonstration with its end-of-sequence token. */
  static int length(Demonstration demonstration) {
    return tokens(demonstration.text()).size() + 1;
  }

  private static void addWord(String word, List<String> tokens) {
    boolean stop = word.endsWith(".");
    String bare = stop ? word.substring(0, word.length() - 1) : word;
    if (bare.matches("[0-9]+")) {
      bare.chars().forEach(c -> tokens.add(String.valueOf((char) c)));
    } else {
      tokens.add(bare);
    }
    if (stop) {
      tokens.add(".");
    }
  }
}
