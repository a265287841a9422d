package org.srl4j.models.chat.jinja.value;

import java.util.List;
import java.util.Map;
import org.srl4j.models.chat.jinja.token.TemplateException;

/**
 * Arguments of a call.
 *
 * @param positional in order
 * @param named by keyword
 */
public record Arguments(List<Object> positional, Map<String, Object> named) {
  /** An argument by place or keyword, or what stands for it. */
  public Object get(int place, String name, Object absent) {
    return place < positional.size() ? positional.get(place) : named.getOrDefault(name, absent);
  }

  /** A string by place or keyword, or what stands for it. */
  public String text(int place, String name, String absent) {
    Object value = get(place, name, absent);
    if (value != null && !(value instanceof String)) {
      throw new TemplateException(name + ": must be a string, got " + PythonText.shown(value));
    }
    return (String) value;
  }

  /** A string that must be there. */
  public String text(int place, String name) {
    String value = text(place, name, null);
    if (value == null) {
      throw new TemplateException(name + ": must be given");
    }
    return value;
  }

  /** The arguments after the first so many. */
  public Arguments after(int places) {
    return new Arguments(
        positional.subList(Math.min(places, positional.size()), positional.size()), named);
  }
}
