package org.srl4j.models.chat.jinja.value;

import java.util.ArrayList;
import java.util.List;

/**
 * Text that is marked as HTML, by {@code safe} or {@code escape}. It prints as it is; text that is
 * added to it with a plus is escaped, as in Python.
 *
 * @param text as it prints
 */
public record Markup(String text) {
  /** Text with the characters of HTML written as entities; marked text stays. */
  public static Markup escape(Object text) {
    if (text instanceof Markup marked) {
      return marked;
    }
    return new Markup(
        text.toString()
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("'", "&#39;")
            .replace("\"", "&#34;"));
  }

  /** What a method makes of marked text: strings, also those of a list, are marked too. */
  public static Object marked(Object made) {
    if (made instanceof List<?> list && !(made instanceof Sequence)) {
      List<Object> all = new ArrayList<>();
      list.forEach(one -> all.add(marked(one)));
      return all;
    }
    return made instanceof String text ? new Markup(text) : made;
  }

  @Override
  public String toString() {
    return text;
  }
}
