package org.srl4j.models.chat.jinja.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.srl4j.models.chat.jinja.token.TemplateException;

/**
 * Arguments of a call.
 *
 * @param positional in order
 * @param named by keyword
 */
public record Arguments(List<Object> positional, Map<String, Object> named) {
  /** None. */
  public static final Arguments NONE = new Arguments(List.of(), Map.of());

  private static final String REQUIRED = "!";
  private static final String BY_PLACE = "/";

  /**
   * The arguments by the names of the parameters, as Python binds them.
   *
   * @param what is called, for messages
   * @param parameters names with blanks between; an exclamation mark after a name: must be given; a
   *     slash after all: by place only
   * @throws TemplateException if one is unknown, missing, given twice or too many
   */
  public Arguments bind(String what, String parameters) {
    boolean byPlace = parameters.endsWith(BY_PLACE);
    String listed = byPlace ? parameters.substring(0, parameters.length() - 1) : parameters;
    List<String> names = listed.isBlank() ? List.of() : List.of(listed.strip().split(" "));
    if (positional.size() > names.size()) {
      throw new TemplateException(
          what + ": takes " + shown(names) + ", got " + positional.size() + " by place");
    }
    Map<String, Object> bound = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).replace(REQUIRED, "");
      boolean byName = !byPlace && named.containsKey(name);
      if (i < positional.size() && byName) {
        throw new TemplateException(what + ": '" + name + "' is given twice");
      }
      if (i < positional.size() || byName) {
        bound.put(name, byName ? named.get(name) : positional.get(i));
      } else if (names.get(i).endsWith(REQUIRED)) {
        throw new TemplateException(what + ": '" + name + "' must be given");
      }
    }
    requireKnown(what, names, bound.keySet());
    return new Arguments(List.of(), bound);
  }

  private void requireKnown(String what, List<String> names, Set<String> bound) {
    for (String name : named.keySet()) {
      if (!bound.contains(name)) {
        throw new TemplateException(
            what + ": takes " + shown(names) + ", got the unknown '" + name + "'");
      }
    }
  }

  private static String shown(List<String> names) {
    StringJoiner all = new StringJoiner(", ");
    names.forEach(name -> all.add(name.replace(REQUIRED, "")));
    return names.isEmpty() ? "no arguments" : all.toString();
  }

  /** An argument by keyword, or what stands for it. */
  public Object get(String name, Object absent) {
    return named.getOrDefault(name, absent);
  }

  /** A string by keyword, or what stands for it; None too stands for nothing given. */
  public String text(String name, String absent) {
    Object value = get(name, absent);
    if (value == null) {
      return absent;
    }
    if (!Values.isText(value)) {
      throw new TemplateException(name + ": must be a string, got " + PythonText.shown(value));
    }
    return PythonText.plain(value);
  }

  /** A whole number by keyword, or what stands for it. */
  public long whole(String name, long absent) {
    return Numbers.requireWhole(name, get(name, absent));
  }

  /** Whether an argument is true for Python. */
  public boolean truth(String name, boolean absent) {
    return Values.truth(get(name, absent));
  }

  /** The arguments after the first so many. */
  public Arguments after(int places) {
    return new Arguments(
        positional.subList(Math.min(places, positional.size()), positional.size()), named);
  }
}
