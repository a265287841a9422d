package org.srl4j.models.tokenizer.bytepair;

import java.util.Collection;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds added tokens in a text: the leftmost, and of those that begin there the longest. */
final class AddedTokens {
  private final Pattern pattern;

  AddedTokens(Collection<String> tokens) {
    String alternatives =
        tokens.stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    pattern = tokens.isEmpty() ? null : Pattern.compile(alternatives);
  }

  /**
   * Cuts a text: each added token goes to the one, the text before, between and after to the other.
   */
  void cut(String text, Consumer<String> added, Consumer<String> plain) {
    int position = 0;
    if (pattern != null) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        plain.accept(text.substring(position, matcher.start()));
        added.accept(matcher.group());
        position = matcher.end();
      }
    }
    plain.accept(text.substring(position));
  }
}
