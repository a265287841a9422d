package org.srl4j.models.chat.jinja.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Sequence;
import org.srl4j.models.chat.jinja.value.Values;

/**
 * Filters that change or choose each element by a filter, a test or a part of it. They make
 * generators; of a value that is false an empty one.
 */
final class ElementFilters {
  private ElementFilters() {}

  static Map<String, Filter> all() {
    return Map.of(
        "map", lazy(ElementFilters::mapped),
        "select", lazy((v, a, b) -> chosen(v, Path.of(null), a, b, true)),
        "reject", lazy((v, a, b) -> chosen(v, Path.of(null), a, b, false)),
        "selectattr", lazy((v, a, b) -> chosen(v, path(a), a.after(1), b, true)),
        "rejectattr", lazy((v, a, b) -> chosen(v, path(a), a.after(1), b, false)));
  }

  @FunctionalInterface
  private interface Listing {
    List<Object> of(Object value, Arguments arguments, Budget budget);
  }

  private static Filter lazy(Listing listing) {
    return new Filter(
        Filter.ANY,
        (value, arguments, budget) ->
            Sequence.generator(
                value,
                () -> Values.truth(value) ? listing.of(value, arguments, budget) : List.of()));
  }

  private static Path path(Arguments arguments) {
    if (arguments.positional().isEmpty()) {
      throw new TemplateException("selectattr, rejectattr: an attribute must be given by place");
    }
    return Path.of(arguments.positional().get(0));
  }

  private static List<Object> chosen(
      Object value, Path path, Arguments test, Budget budget, boolean wanted) {
    List<Object> kept = new ArrayList<>();
    for (Object element : Values.elements(value, budget)) {
      budget.pay(Budget.ELEMENT);
      if (passes(path.of(element, null, budget), test, budget) == wanted) {
        kept.add(element);
      }
    }
    return kept;
  }

  private static boolean passes(Object value, Arguments test, Budget budget) {
    if (test.positional().isEmpty()) {
      return Values.truth(value);
    }
    return Tests.holds(name("test", test), value, test.after(1), budget);
  }

  private static String name(String kind, Arguments arguments) {
    Object name = arguments.positional().get(0);
    if (!(name instanceof String text)) {
      throw new TemplateException(kind + ": must be a name, got " + PythonText.shown(name));
    }
    return text;
  }

  private static List<Object> mapped(Object value, Arguments arguments, Budget budget) {
    boolean byPart = arguments.positional().isEmpty();
    if (byPart && !arguments.named().containsKey("attribute")) {
      throw new TemplateException("filter 'map': takes a filter's name or attribute=");
    }
    Arguments part = byPart ? arguments.bind("filter 'map'", "attribute default") : Arguments.NONE;
    Path path = Path.of(part.get("attribute", null));
    String filter = byPart ? "" : name("filter", arguments);
    if (filter.equals("map")) {
      throw new TemplateException("map: cannot be a filter of map");
    }
    List<Object> made = new ArrayList<>();
    for (Object element : Values.elements(value, budget)) {
      budget.pay(Budget.ELEMENT);
      made.add(
          byPart
              ? path.of(element, part.get("default", null), budget)
              : Filters.apply(filter, element, arguments.after(1), budget));
    }
    return made;
  }
}
