package org.srl4j.models.chat.jinja.builtin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Sequence;
import org.srl4j.models.chat.jinja.value.Undefined;
import org.srl4j.models.chat.jinja.value.Values;

/** What stands after a vertical bar. */
public final class Filters {
  private static final Map<String, Filter> ALL = all();

  /** Of Jinja, but not here: an error where a template comes to use one. */
  private static final Set<String> MISSING =
      Set.of("filesizeformat", "pprint", "random", "striptags", "urlize", "wordwrap", "xmlattr");

  private Filters() {}

  private static Map<String, Filter> all() {
    Map<String, Filter> all = new HashMap<>();
    all.putAll(TextFilters.all());
    all.putAll(NumberFilters.all());
    all.putAll(ListFilters.all());
    all.putAll(OrderFilters.all());
    all.putAll(ElementFilters.all());
    Filter otherwise = new Filter("default_value boolean", (v, a, b) -> otherwise(v, a));
    all.put("default", otherwise);
    all.put("d", otherwise);
    all.put("tojson", new Filter(Json.PARAMETERS, Json::write));
    all.put("attr", new Filter("name!", (v, a, b) -> Members.attribute(v, a.text("name", ""))));
    all.put("items", new Filter("", (v, a, b) -> items(v)));
    return Map.copyOf(all);
  }

  /** Whether a template may name this filter. */
  public static boolean isKnown(String name) {
    return ALL.containsKey(name) || MISSING.contains(name);
  }

  /**
   * Applies a filter.
   *
   * @throws TemplateException if the filter is not known, or does not take value or arguments
   */
  public static Object apply(String name, Object value, Arguments arguments, Budget budget) {
    Filter filter = ALL.get(name);
    if (filter == null) {
      throw new TemplateException(
          "the filter '" + name + "' is not " + (isKnown(name) ? "supported" : "known"));
    }
    return filter.apply(name, value, arguments, budget);
  }

  private static Object otherwise(Object value, Arguments arguments) {
    boolean falseToo = arguments.truth("boolean", false);
    boolean absent = value instanceof Undefined || falseToo && !Values.truth(value);
    return absent ? arguments.get("default_value", "") : value;
  }

  private static Object items(Object value) {
    return Sequence.generator(value, () -> pairs(value));
  }

  private static List<Object> pairs(Object value) {
    if (value instanceof Undefined) {
      return List.of();
    }
    if (value instanceof Map<?, ?> map) {
      return Members.items(map);
    }
    throw new TemplateException(
        "filter 'items': must be a mapping, got " + PythonText.shown(value));
  }
}
