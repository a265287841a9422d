package org.srl4j.models.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.token.Token;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.Callable;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Values;

/** Python's methods of strings and mappings, those that templates call. */
final class Methods {
  private Methods() {}

  static Object call(Token name, Object target, Arguments arguments, Budget budget) {
    Object field = Values.item(target, name.text(), budget);
    if (field instanceof Callable callable) {
      return callable.call(arguments, budget);
    }
    if (target instanceof String text) {
      budget.pay(text.length());
      return ofString(name, text, arguments, budget);
    }
    if (target instanceof Map<?, ?> map) {
      budget.pay(map.size());
      return ofMapping(name, map, arguments);
    }
    throw unknown(name, target);
  }

  private static TemplateException unknown(Token name, Object target) {
    return new TemplateException(
        name.line(), PythonText.shown(target) + " has no method '" + name.text() + "'");
  }

  private static Object ofMapping(Token name, Map<?, ?> map, Arguments arguments) {
    return switch (name.text()) {
      case "items" -> items(map);
      case "keys" -> new ArrayList<Object>(map.keySet());
      case "values" -> new ArrayList<Object>(map.values());
      case "get" -> {
        Object key = arguments.get(0, "key", null);
        yield map.containsKey(key) ? map.get(key) : arguments.get(1, "default", null);
      }
      default -> throw unknown(name, map);
    };
  }

  /** Keys with their values. */
  static List<Object> items(Map<?, ?> map) {
    List<Object> items = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      List<Object> pair = new ArrayList<>();
      pair.add(entry.getKey());
      pair.add(entry.getValue());
      items.add(pair);
    }
    return items;
  }

  private static Object ofString(Token name, String text, Arguments arguments, Budget budget) {
    return switch (name.text()) {
      case "strip" -> strip(text, arguments.text(0, "chars", null), true, true);
      case "lstrip" -> strip(text, arguments.text(0, "chars", null), true, false);
      case "rstrip" -> strip(text, arguments.text(0, "chars", null), false, true);
      case "startswith" -> any(arguments, text::startsWith, budget);
      case "endswith" -> any(arguments, text::endsWith, budget);
      case "split" -> split(text, arguments);
      case "splitlines" -> new ArrayList<Object>(text.lines().toList());
      case "title" -> Filters.title(text, "");
      case "upper", "lower", "capitalize", "replace" ->
          Filters.apply(name.text(), text, arguments, budget);
      case "join" ->
          Filters.apply(
              "join",
              arguments.get(0, "iterable", List.of()),
              new Arguments(List.of(text), Map.of()),
              budget);
      case "find" -> found(text, text.indexOf(arguments.text(0, "sub")));
      case "rfind" -> found(text, text.lastIndexOf(arguments.text(0, "sub")));
      default -> throw unknown(name, text);
    };
  }

  private static long found(String text, int index) {
    return index < 0 ? -1 : text.codePointCount(0, index);
  }

  private static boolean any(Arguments arguments, Predicate<String> holds, Budget budget) {
    Object wanted = arguments.get(0, "prefix", null);
    if (wanted instanceof List) {
      return Values.elements(wanted, budget).stream()
          .anyMatch(one -> one instanceof String part && holds.test(part));
    }
    return holds.test(arguments.text(0, "prefix"));
  }

  /** Without Python's white space, or these characters, at the ends. */
  static String strip(String text, String characters, boolean start, boolean end) {
    int from = 0;
    int to = text.length();
    while (start && from < to && goes(text.charAt(from), characters)) {
      from++;
    }
    while (end && from < to && goes(text.charAt(to - 1), characters)) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean goes(char c, String characters) {
    return characters == null
        ? Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085'
        : characters.indexOf(c) >= 0;
  }

  private static List<Object> split(String text, Arguments arguments) {
    String separator = arguments.text(0, "sep", null);
    long most = Values.requireWhole(arguments.get(1, "maxsplit", -1L));
    if (separator == null) {
      return words(text, most);
    }
    if (separator.isEmpty()) {
      throw new TemplateException("split: the separator must not be empty");
    }
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
    while (at < text.length() && goes(text.charAt(at), null) == space) {
      at++;
    }
    return at;
  }
}
