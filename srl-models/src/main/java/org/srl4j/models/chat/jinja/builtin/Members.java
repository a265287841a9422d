package org.srl4j.models.chat.jinja.builtin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Attributes;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.Callable;
import org.srl4j.models.chat.jinja.value.Keys;
import org.srl4j.models.chat.jinja.value.Markup;
import org.srl4j.models.chat.jinja.value.Sequence;
import org.srl4j.models.chat.jinja.value.Sequence.Kind;
import org.srl4j.models.chat.jinja.value.Undefined;
import org.srl4j.models.chat.jinja.value.Values;

/**
 * What stands after a point or in square brackets. As in Jinja, {@code d.items} is the method even
 * where {@code d} has such a key, and {@code d['items']} is the key, or the method where there is
 * none; what would change a value is undefined.
 */
public final class Members {
  private static final Set<String> MAPPING = Set.of("get", "items", "keys", "values", "copy");
  private static final Set<String> CHANGING =
      Set.of("clear", "pop", "popitem", "setdefault", "update");
  private static final Set<String> LIST = Set.of("copy", "count", "index");
  private static final Set<String> TUPLE = Set.of("count", "index");

  private Members() {}

  /** {@code target.name}: a method, else a part; undefined if there is neither. */
  public static Object attribute(Object target, String name) {
    Callable method = method(target, name);
    if (method != null) {
      return method;
    }
    if (target instanceof Map && CHANGING.contains(name)) {
      return new Undefined(name);
    }
    if (target instanceof Sequence sequence && sequence.kind() == Kind.GROUP) {
      int place = List.of("grouper", "list").indexOf(name);
      return place < 0 ? new Undefined(name) : sequence.get(place);
    }
    boolean named = target instanceof Map || target instanceof Attributes;
    return named || target instanceof Undefined
        ? Values.item(target, name, new Budget())
        : new Undefined(name);
  }

  /** {@code target[key]}: a part, else a method; undefined if there is neither. */
  public static Object item(Object target, Object key, Budget budget) {
    Object found = Values.item(target, key, budget);
    if (found instanceof Undefined && Values.isText(key)) {
      Object method = method(target, key.toString());
      return method == null ? found : method;
    }
    return found;
  }

  private static Callable method(Object target, String name) {
    if (target instanceof Map<?, ?> map && MAPPING.contains(name)) {
      return (arguments, budget) -> ofMapping(name, map, arguments, budget);
    }
    if (target instanceof Markup marked && TextMethods.isKnown(name)) {
      return (arguments, budget) -> ofMarkup(name, marked, arguments, budget);
    }
    if (Values.isText(target) && TextMethods.isKnown(name)) {
      return (arguments, budget) -> TextMethods.call(name, target.toString(), arguments, budget);
    }
    if (target instanceof List<?> list && ofList(list).contains(name)) {
      return (arguments, budget) -> ofList(name, list, arguments, budget);
    }
    return null;
  }

  /** Without arguments, which Python would escape. */
  private static Object ofMarkup(String name, Markup marked, Arguments given, Budget budget) {
    if (!given.positional().isEmpty() || !given.named().isEmpty()) {
      throw new TemplateException(
          "method '" + name + "': takes no arguments for text marked with 'safe' or 'escape' here");
    }
    return Markup.marked(TextMethods.call(name, marked.text(), given, budget));
  }

  private static Set<String> ofList(List<?> list) {
    return !(list instanceof Sequence sequence) ? LIST : sequence.isTuple() ? TUPLE : Set.of();
  }

  private static Object ofMapping(String name, Map<?, ?> map, Arguments given, Budget budget) {
    budget.pay(map.size());
    String parameters = name.equals("get") ? "key! default /" : "";
    Arguments arguments = given.bind("method '" + name + "'", parameters);
    return switch (name) {
      case "items" -> Sequence.of(Kind.ITEMS, items(map));
      case "keys" -> Sequence.of(Kind.KEYS, new ArrayList<>(map.keySet()));
      case "values" -> Sequence.of(Kind.VALUES, new ArrayList<>(map.values()));
      case "copy" -> new LinkedHashMap<>(map);
      default -> {
        Object key = arguments.get("key", null);
        yield Keys.has(map, key) ? Keys.get(map, key) : arguments.get("default", null);
      }
    };
  }

  /** Keys with their values. */
  static List<Object> items(Map<?, ?> map) {
    List<Object> items = new ArrayList<>();
    map.forEach((key, value) -> items.add(Sequence.tuple(key, value)));
    return items;
  }

  private static Object ofList(String name, List<?> list, Arguments given, Budget budget) {
    budget.pay(list.size());
    String parameters = name.equals("copy") ? "" : "value! /";
    Object value = given.bind("method '" + name + "'", parameters).get("value", null);
    if (name.equals("copy")) {
      return new ArrayList<Object>(list);
    }
    long count = 0;
    for (int i = 0; i < list.size(); i++) {
      boolean same = Values.equal(list.get(i), value, budget);
      if (same && name.equals("index")) {
        return (long) i;
      }
      count += same ? 1 : 0;
    }
    if (name.equals("index")) {
      throw new TemplateException("method 'index': the value is not in the list");
    }
    return count;
  }
}
