package org.srl4j.models.chat.jinja.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Undefined;
import org.srl4j.models.chat.jinja.value.Values;

/**
 * The way to a part of an element, e.g. {@code function.name}.
 *
 * @param keys names and places; none: the element itself
 */
record Path(List<Object> keys) {
  /** Names with points between, a place, or null for the element itself. */
  static Path of(Object attribute) {
    if (!Values.isText(attribute)) {
      return new Path(attribute == null ? List.of() : List.of(attribute));
    }
    List<Object> keys = new ArrayList<>();
    for (String part : attribute.toString().split("\\.", -1)) {
      keys.add(part.matches("\\d{1,9}") ? (Object) Long.valueOf(part) : (Object) part);
    }
    return new Path(keys);
  }

  /** The part; null stands for no default. */
  Object of(Object element, Object absent, Budget budget) {
    Object found = element;
    for (Object key : keys) {
      found = Members.item(found, key, budget);
      found = found instanceof Undefined && absent != null ? absent : found;
    }
    return found;
  }

  /** The part, strings in small letters unless case counts. */
  Object folded(Object element, Object absent, boolean caseCounts, Budget budget) {
    Object found = of(element, absent, budget);
    return Values.isText(found) && !caseCounts
        ? PythonText.str(found, budget).toLowerCase(Locale.ROOT)
        : found;
  }
}
