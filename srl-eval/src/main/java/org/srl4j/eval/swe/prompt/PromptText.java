package org.srl4j.eval.swe.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a prompt with places {@code {name}} that are filled once; what comes in through them
 * is not looked at again. Braces around other names stand for themselves.
 *
 * @param text the text
 * @param places names that it must hold
 */
public record PromptText(String text, List<String> places) {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)\\}");

  /** Rejects a text that lacks a place. */
  public PromptText {
    places = List.copyOf(places);
    for (String place : places) {
      if (!text.contains("{" + place + "}")) {
        throw new IllegalArgumentException(
            "template: must contain {" + place + "}, got \"" + firstLine(text) + "...\"");
      }
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /** A text that is part of this package. */
  static PromptText of(String resource, String... places) {
    try (InputStream in = PromptText.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new PromptText(text.strip(), List.of(places));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /** The same places in another text. */
  public PromptText replacedBy(String other) {
    return new PromptText(other, places);
  }

  /** The prompt. */
  String fill(Map<String, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(values.getOrDefault(m.group(1), m.group())));
  }
}
