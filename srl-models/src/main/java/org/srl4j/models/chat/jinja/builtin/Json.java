package org.srl4j.models.chat.jinja.builtin;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.Numbers;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Sequence;
import org.srl4j.models.chat.jinja.value.Values;

/**
 * {@code tojson} as transformers has it: Python's {@code json.dumps} with {@code ensure_ascii} (by
 * default false), {@code indent}, {@code separators} and {@code sort_keys}. No escape of HTML.
 */
final class Json {
  static final String PARAMETERS = "ensure_ascii indent separators sort_keys";

  private static final int MAX_INDENT = 100;
  private static final String ESCAPED = "\"\\\n\r\t\b\f";
  private static final String ESCAPES = "\"\\nrtbf";

  private final boolean ascii;
  private final String indent;
  private final String itemEnd;
  private final String keyEnd;
  private final boolean sorted;
  private final Budget budget;
  private final StringBuilder out = new StringBuilder();

  private Json(Arguments arguments, Budget budget) {
    this.ascii = arguments.truth("ensure_ascii", false);
    this.indent = indent(arguments.get("indent", null));
    this.sorted = arguments.truth("sort_keys", false);
    this.budget = budget;
    Object separators = arguments.get("separators", null);
    List<Object> both =
        separators == null
            ? List.of(indent == null ? ", " : ",", ": ")
            : Values.elements(separators, budget);
    boolean strings = both.stream().allMatch(Values::isText);
    if (both.size() != 2 || !strings) {
      throw new TemplateException(
          "filter 'tojson': separators must be two strings, after an item and after a key");
    }
    this.itemEnd = both.get(0).toString();
    this.keyEnd = both.get(1).toString();
  }

  /** A number of blanks, or the text that stands before a line once a level; null: one line. */
  private static String indent(Object given) {
    if (given == null || Values.isText(given)) {
      return given == null ? null : given.toString();
    }
    long blanks = Numbers.requireWhole("filter 'tojson': indent", given);
    if (blanks > MAX_INDENT) {
      throw new TemplateException(
          "filter 'tojson': indent must be at most " + MAX_INDENT + ", got " + blanks);
    }
    return " ".repeat((int) Math.max(0, blanks));
  }

  static Object write(Object value, Arguments arguments, Budget budget) {
    Json json = new Json(arguments, budget);
    json.value(value, 0);
    return json.out.toString();
  }

  private void value(Object value, int depth) {
    PythonText.enter(value, depth, budget);
    if (value == null || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Double number) {
      out.append(number(number));
    } else if (value instanceof Number) {
      out.append(value);
    } else if (Values.isText(value)) {
      string(value.toString());
    } else if (value instanceof List<?> list && isList(value)) {
      list(list, depth);
    } else if (value instanceof Map<?, ?> map) {
      mapping(map, depth);
    } else {
      throw new TemplateException("filter 'tojson': cannot write " + PythonText.shown(value));
    }
  }

  private static boolean isList(Object value) {
    return !(value instanceof Sequence sequence) || sequence.isTuple();
  }

  private static String number(double number) {
    return Double.isFinite(number)
        ? Numbers.text(number)
        : number != number ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
  }

  private void list(List<?> list, int depth) {
    out.append('[');
    Iterator<?> items = list.iterator();
    while (items.hasNext()) {
      line(depth + 1);
      value(items.next(), depth + 1);
      out.append(items.hasNext() ? itemEnd : "");
    }
    end(list.isEmpty(), depth).append(']');
  }

  private void mapping(Map<?, ?> map, int depth) {
    out.append('{');
    List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
    if (sorted) {
      budget.pay(entries.size() * 32L);
      entries.sort((a, b) -> Values.compare(a.getKey(), b.getKey()));
    }
    Iterator<Map.Entry<?, ?>> left = entries.iterator();
    while (left.hasNext()) {
      Map.Entry<?, ?> entry = left.next();
      line(depth + 1);
      PythonText.enter(entry.getKey(), depth + 1, budget);
      Object key = entry.getKey();
      string(key instanceof String text ? text : String.valueOf(key));
      out.append(keyEnd);
      value(entry.getValue(), depth + 1);
      out.append(left.hasNext() ? itemEnd : "");
    }
    end(map.isEmpty(), depth).append('}');
  }

  private void line(int depth) {
    budget.pay(itemEnd.length() + keyEnd.length());
    if (indent != null) {
      budget.pay((long) depth * indent.length());
      out.append('\n').append(indent.repeat(depth));
    }
  }

  private StringBuilder end(boolean empty, int depth) {
    if (!empty) {
      line(depth);
    }
    return out;
  }

  private void string(String text) {
    out.append('"');
    for (char c : text.toCharArray()) {
      int known = ESCAPED.indexOf(c);
      if (known >= 0) {
        out.append('\\').append(ESCAPES.charAt(known));
      } else if (c < ' ' || ascii && c > '~') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
