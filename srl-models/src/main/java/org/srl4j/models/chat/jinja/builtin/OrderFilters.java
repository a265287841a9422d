package org.srl4j.models.chat.jinja.builtin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Sequence;
import org.srl4j.models.chat.jinja.value.Undefined;
import org.srl4j.models.chat.jinja.value.Values;

/** Filters that compare elements; strings in small letters, unless {@code case_sensitive}. */
final class OrderFilters {
  /** A comparison costs about so much of the number of elements. */
  private static final long SORTING = 32;

  private OrderFilters() {}

  static Map<String, Filter> all() {
    Map<String, Filter> all = new HashMap<>();
    all.put("sort", new Filter("reverse case_sensitive attribute", OrderFilters::sorted));
    all.put("dictsort", new Filter("case_sensitive by reverse", OrderFilters::sortedItems));
    all.put(
        "unique",
        new Filter(
            "case_sensitive attribute", (v, a, b) -> Sequence.generator(v, () -> unique(v, a, b))));
    all.put("groupby", new Filter("attribute! default case_sensitive", OrderFilters::groups));
    all.put("min", new Filter("case_sensitive attribute", (v, a, b) -> extreme(v, a, b, -1)));
    all.put("max", new Filter("case_sensitive attribute", (v, a, b) -> extreme(v, a, b, 1)));
    return all;
  }

  private static Function<Object, Object> key(Arguments arguments, Budget budget) {
    Path path = Path.of(arguments.get("attribute", null));
    Object absent = arguments.get("default", null);
    boolean caseCounts = arguments.truth("case_sensitive", false);
    return element -> path.folded(element, absent, caseCounts, budget);
  }

  private static void sort(List<Object> all, Arguments arguments, Function<Object, Object> key) {
    Comparator<Object> order = (a, b) -> Values.compare(key.apply(a), key.apply(b));
    all.sort(arguments.truth("reverse", false) ? order.reversed() : order);
  }

  private static Object sorted(Object value, Arguments arguments, Budget budget) {
    List<Object> all = ListFilters.copied(value, budget);
    budget.pay(all.size() * SORTING);
    sort(all, arguments, keys(arguments, budget));
    return all;
  }

  /** Several attributes have commas between; equal ones are not compared, as in Python's lists. */
  private static Function<Object, Object> keys(Arguments arguments, Budget budget) {
    Object attribute = arguments.get("attribute", null);
    List<Path> paths = new ArrayList<>();
    if (!Values.isText(attribute)) {
      paths.add(Path.of(attribute));
    } else {
      for (String part : attribute.toString().split(",", -1)) {
        paths.add(Path.of(part));
      }
    }
    boolean caseCounts = arguments.truth("case_sensitive", false);
    return element -> {
      List<Object> all = new ArrayList<>();
      paths.forEach(path -> all.add(path.folded(element, null, caseCounts, budget)));
      return all;
    };
  }

  private static Object sortedItems(Object value, Arguments arguments, Budget budget) {
    String by = arguments.text("by", "key");
    if (!by.equals("key") && !by.equals("value")) {
      throw new TemplateException("filter 'dictsort': by must be key or value, got " + by);
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new TemplateException(
          "filter 'dictsort': must be a mapping, got " + PythonText.shown(value));
    }
    List<Object> items = Members.items(map);
    budget.pay(items.size() * SORTING);
    Path path = Path.of(by.equals("key") ? 0L : 1L);
    boolean caseCounts = arguments.truth("case_sensitive", false);
    sort(items, arguments, item -> path.folded(item, null, caseCounts, budget));
    return items;
  }

  private static List<Object> unique(Object value, Arguments arguments, Budget budget) {
    Function<Object, Object> key = key(arguments, budget);
    List<Object> kept = new ArrayList<>();
    List<Object> seen = new ArrayList<>();
    for (Object element : Values.elements(value, budget)) {
      Object own = key.apply(element);
      if (own instanceof Map || own instanceof List && !(own instanceof Sequence)) {
        throw new TemplateException(
            "filter 'unique': cannot compare by " + PythonText.shown(own) + "; name an attribute");
      }
      if (!Values.contains(seen, own, budget)) {
        seen.add(own);
        kept.add(element);
      }
    }
    return kept;
  }

  private static Object extreme(Object value, Arguments arguments, Budget budget, int wanted) {
    Function<Object, Object> key = key(arguments, budget);
    Object best = new Undefined("min or max");
    boolean any = false;
    for (Object element : Values.elements(value, budget)) {
      budget.pay(1);
      if (!any || Integer.signum(Values.compare(key.apply(element), key.apply(best))) == wanted) {
        best = element;
      }
      any = true;
    }
    return best;
  }

  private static Object groups(Object value, Arguments arguments, Budget budget) {
    Function<Object, Object> key = key(arguments, budget);
    List<Object> all = ListFilters.copied(value, budget);
    budget.pay(all.size() * SORTING);
    sort(all, Arguments.NONE, key);
    Path path = Path.of(arguments.get("attribute", null));
    List<Object> groups = new ArrayList<>();
    List<Object> members = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      members.add(all.get(i));
      boolean ends =
          i + 1 == all.size()
              || !Values.equal(key.apply(all.get(i)), key.apply(all.get(i + 1)), budget);
      if (ends) {
        Object name = path.of(members.get(0), arguments.get("default", null), budget);
        groups.add(Sequence.group(name, members));
        members = new ArrayList<>();
      }
    }
    return groups;
  }
}
