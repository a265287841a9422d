package org.srl4j.models.chat.jinja.builtin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Characters;
import org.srl4j.models.chat.jinja.value.Numbers;
import org.srl4j.models.chat.jinja.value.Sequence;

/** Python's ways to cut a string and to look for parts of it; places count code points. */
final class TextParts {
  private TextParts() {}

  /** The part between the arguments start and end, or null where it begins after the end. */
  static String part(String text, Arguments arguments) {
    long size = text.codePointCount(0, text.length());
    long from = start(arguments, size);
    Object last = arguments.get("end", null);
    long to = last == null ? size : Math.min(size, place("end", last, size));
    return from > size || from > to
        ? null
        : text.substring(
            text.offsetByCodePoints(0, (int) from), text.offsetByCodePoints(0, (int) to));
  }

  private static long start(Arguments arguments, long size) {
    Object first = arguments.get("start", null);
    return first == null ? 0 : place("start", first, size);
  }

  private static long place(String name, Object given, long size) {
    long place = Numbers.requireWhole(name, given);
    return Math.max(0, place < 0 ? place + size : place);
  }

  static long found(String text, Arguments arguments, boolean last) {
    String part = part(text, arguments);
    String sub = TextMethods.text(arguments, "sub");
    int index = part == null ? -1 : last ? part.lastIndexOf(sub) : part.indexOf(sub);
    return index < 0
        ? -1
        : part.codePointCount(0, index) + start(arguments, text.codePointCount(0, text.length()));
  }

  static long count(String text, Arguments arguments) {
    String part = part(text, arguments);
    String sub = TextMethods.text(arguments, "sub");
    if (part == null || sub.isEmpty()) {
      return part == null ? 0 : part.codePointCount(0, part.length()) + 1L;
    }
    long count = 0;
    for (int at = part.indexOf(sub); at >= 0; at = part.indexOf(sub, at + sub.length())) {
      count++;
    }
    return count;
  }

  static Object partition(String text, Arguments arguments, boolean last) {
    String separator = separator(TextMethods.text(arguments, "sep"));
    int cut = last ? text.lastIndexOf(separator) : text.indexOf(separator);
    if (cut < 0) {
      return last ? Sequence.tuple("", "", text) : Sequence.tuple(text, "", "");
    }
    return Sequence.tuple(
        text.substring(0, cut), separator, text.substring(cut + separator.length()));
  }

  private static String separator(String separator) {
    if (separator.isEmpty()) {
      throw new TemplateException("sep: must not be empty");
    }
    return separator;
  }

  static List<Object> split(String text, Arguments arguments) {
    String separator = arguments.text("sep", null);
    long most = arguments.whole("maxsplit", -1);
    if (separator == null) {
      return words(text, most);
    }
    separator(separator);
    List<Object> parts = new ArrayList<>();
    int from = 0;
    for (int cut = text.indexOf(separator);
        cut >= 0 && (most < 0 || parts.size() < most);
        cut = text.indexOf(separator, from)) {
      parts.add(text.substring(from, cut));
      from = cut + separator.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** As {@link #split} of the text read from its end. */
  static List<Object> splitFromEnd(String text, Arguments arguments) {
    String separator = arguments.text("sep", null);
    List<Object> named = new ArrayList<>();
    named.add(separator == null ? null : turned(separator));
    named.add(arguments.whole("maxsplit", -1));
    Arguments backwards = new Arguments(named, Map.of()).bind("rsplit", "sep maxsplit");
    List<Object> parts = split(turned(text), backwards);
    parts.replaceAll(part -> turned((String) part));
    Collections.reverse(parts);
    return parts;
  }

  private static String turned(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private static List<Object> words(String text, long most) {
    List<Object> words = new ArrayList<>();
    int at = skip(text, 0, true);
    while (at < text.length()) {
      boolean last = most >= 0 && words.size() >= most;
      int end = last ? text.length() : skip(text, at, false);
      words.add(text.substring(at, end));
      at = skip(text, end, true);
    }
    return words;
  }

  /** The first place from here where white space ends, or begins. */
  private static int skip(String text, int from, boolean space) {
    int at = from;
    while (at < text.length() && Characters.isSpace(text.charAt(at)) == space) {
      at++;
    }
    return at;
  }
}
