package org.srl4j.models.chat.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.token.Token;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Undefined;
import org.srl4j.models.chat.jinja.value.Values;

/** What stands after a vertical bar. */
final class Filters {
  private static final Set<String> KNOWN =
      Set.of(
          "trim",
          "upper",
          "lower",
          "title",
          "capitalize",
          "replace",
          "indent",
          "string",
          "safe",
          "tojson",
          "int",
          "float",
          "abs",
          "length",
          "count",
          "default",
          "d",
          "first",
          "last",
          "join",
          "list",
          "reverse",
          "unique",
          "sort",
          "items",
          "dictsort",
          "map",
          "select",
          "reject",
          "selectattr",
          "rejectattr");

  private Filters() {}

  static void requireKnown(Token name) {
    if (!KNOWN.contains(name.text())) {
      throw new TemplateException(name.line(), "the filter '" + name.text() + "' is not known");
    }
  }

  static Object apply(String name, Object value, Arguments arguments, Budget budget) {
    return switch (name) {
      case "default", "d" -> {
        boolean falseToo = Values.truth(arguments.get(1, "boolean", false));
        boolean absent = value instanceof Undefined || falseToo && !Values.truth(value);
        yield absent ? arguments.get(0, "default_value", "") : value;
      }
      case "tojson" -> json(value, arguments, budget);
      case "length", "count" -> Values.size(value);
      case "int", "float" -> number(name, value);
      case "abs" -> Values.compare(value, 0L) < 0 ? Values.arithmetic("-", 0L, value) : value;
      case "items" -> value instanceof Map<?, ?> map ? Methods.items(map) : List.of();
      case "first", "last", "join", "list", "reverse", "unique", "sort", "dictsort" ->
          ofList(name, value, arguments, budget);
      case "map", "select", "reject", "selectattr", "rejectattr" ->
          chosen(name, value, arguments, budget);
      default -> ofText(name, PythonText.str(value, budget), arguments, budget);
    };
  }

  private static Object json(Object value, Arguments arguments, Budget budget) {
    Object indent = arguments.named().get("indent");
    return PythonText.json(value, indent == null ? null : Values.requireWhole(indent), budget);
  }

  private static Object number(String name, Object value) {
    try {
      double number =
          value instanceof Number known ? known.doubleValue() : Double.parseDouble("" + value);
      return name.equals("int") ? (Object) (long) number : (Object) number;
    } catch (NumberFormatException e) {
      return name.equals("int") ? (Object) 0L : (Object) 0.0; // as Jinja does
    }
  }

  private static Object ofText(String name, String text, Arguments arguments, Budget budget) {
    budget.pay(text.length());
    return switch (name) {
      case "trim" -> Methods.strip(text, arguments.text(0, "chars", null), true, true);
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "capitalize" -> capitalized(text);
      case "title" -> title(text, "'");
      case "replace" -> replaced(text, arguments.text(0, "old"), arguments.text(1, "new"), budget);
      case "indent" -> indented(text, arguments, budget);
      default -> text;
    };
  }

  private static String capitalized(String text) {
    int first = text.isEmpty() ? 0 : text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(Locale.ROOT)
        + text.substring(first).toLowerCase(Locale.ROOT);
  }

  /** Each word with a capital; some characters do not end a word. */
  static String title(String text, String inside) {
    StringBuilder out = new StringBuilder();
    boolean inWord = false;
    for (int c : text.codePoints().toArray()) {
      out.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
      inWord = Character.isLetter(c) || inside.indexOf(c) >= 0 && inWord;
    }
    return out.toString();
  }

  private static String replaced(String text, String old, String fresh, Budget budget) {
    // At most one replacement a place; paid for before it is made.
    budget.pay((text.length() + 1L) / Math.max(1, old.length()) * fresh.length());
    return text.replace(old, fresh);
  }

  private static String indented(String text, Arguments arguments, Budget budget) {
    long width = Values.requireWhole(arguments.get(0, "width", 4L));
    if (width < 0 || width > 100) {
      throw new TemplateException("indent: the width must be from 0 to 100, got " + width);
    }
    budget.pay(text.length() * width);
    String margin = " ".repeat((int) width);
    boolean first = Values.truth(arguments.get(1, "first", false));
    boolean blank = Values.truth(arguments.get(2, "blank", false));
    StringBuilder out = new StringBuilder();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      boolean moves = i == 0 ? first : blank || !lines[i].isEmpty();
      out.append(i == 0 ? "" : "\n").append(moves ? margin : "").append(lines[i]);
    }
    return out.toString();
  }

  private static Object ofList(String name, Object value, Arguments arguments, Budget budget) {
    List<Object> all = new ArrayList<>(Values.elements(value, budget));
    budget.pay(Budget.ELEMENT * all.size());
    switch (name) {
      case "first":
        return all.isEmpty() ? new Undefined("first") : all.get(0);
      case "last":
        return all.isEmpty() ? new Undefined("last") : all.get(all.size() - 1);
      case "join":
        return joined(all, arguments, budget);
      case "reverse":
        Collections.reverse(all);
        return value instanceof String ? String.join("", all.toArray(new String[0])) : all;
      case "unique":
        return unique(all, budget);
      case "sort":
        budget.pay(all.size() * 32L);
        all.sort(Values::compare);
        return Values.truth(arguments.named().get("reverse")) ? reversed(all) : all;
      case "dictsort":
        List<Object> items = value instanceof Map<?, ?> map ? Methods.items(map) : all;
        budget.pay(all.size() * 32L);
        items.sort((a, b) -> Values.compare(key(a), key(b)));
        return items;
      default:
        return all;
    }
  }

  private static List<Object> reversed(List<Object> all) {
    Collections.reverse(all);
    return all;
  }

  /** Jinja sorts a mapping by its keys in small letters. */
  private static Object key(Object pair) {
    return pair instanceof List<?> list && list.get(0) instanceof String text
        ? text.toLowerCase(Locale.ROOT)
        : pair;
  }

  private static String joined(List<Object> all, Arguments arguments, Budget budget) {
    String separator = arguments.text(0, "d", "");
    Object attribute = arguments.get(1, "attribute", null);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      Object element = attribute == null ? all.get(i) : field(all.get(i), attribute, null, budget);
      String text = PythonText.str(element, budget);
      budget.pay((long) text.length() + separator.length());
      out.append(i == 0 ? "" : separator).append(text);
    }
    return out.toString();
  }

  private static List<Object> unique(List<Object> all, Budget budget) {
    List<Object> kept = new ArrayList<>();
    for (Object element : all) {
      if (!Values.contains(kept, element, budget)) {
        kept.add(element);
      }
    }
    return kept;
  }

  /** A field of a field, with points between the names; null stands for no default. */
  private static Object field(Object value, Object path, Object absent, Budget budget) {
    Object found = value;
    for (String name : PythonText.str(path, budget).split("\\.")) {
      found = Values.item(found, name, budget);
      found = found instanceof Undefined && absent != null ? absent : found;
    }
    return found;
  }

  private static Object chosen(String name, Object value, Arguments arguments, Budget budget) {
    boolean byField = name.endsWith("attr");
    List<Object> kept = new ArrayList<>();
    for (Object element : Values.elements(value, budget)) {
      budget.pay(Budget.ELEMENT);
      if (name.equals("map")) {
        kept.add(mapped(element, arguments, budget));
        continue;
      }
      Object looked =
          byField ? field(element, arguments.text(0, "attribute"), null, budget) : element;
      if (passes(looked, arguments.after(byField ? 1 : 0), budget) == name.startsWith("select")) {
        kept.add(element);
      }
    }
    return kept;
  }

  private static Object mapped(Object element, Arguments arguments, Budget budget) {
    Object attribute = arguments.named().get("attribute");
    if (attribute != null) {
      return field(element, attribute, arguments.named().get("default"), budget);
    }
    String filter = arguments.text(0, "filter");
    if (filter.equals("map")) {
      throw new TemplateException("map: cannot be a filter of map");
    }
    requireKnown(new Token(Token.Kind.NAME, filter, 0));
    return apply(filter, element, arguments.after(1), budget);
  }

  private static boolean passes(Object value, Arguments arguments, Budget budget) {
    if (arguments.positional().isEmpty()) {
      return Values.truth(value);
    }
    String test = arguments.text(0, "test");
    String known = test.equals("==") ? "eq" : test.equals("!=") ? "ne" : test;
    Tests.requireKnown(new Token(Token.Kind.NAME, known, 0));
    return Tests.holds(known, value, arguments.after(1), budget);
  }
}
