package org.srl4j.models.chat.jinja.value;

import java.util.Map;

/**
 * The one value that can be changed: what {@code namespace()} makes.
 *
 * @param fields by name; mutable
 */
public record Namespace(Map<Object, Object> fields) implements Attributes {
  @Override
  public Object field(String name) {
    return fields.containsKey(name) ? fields.get(name) : new Undefined(name);
  }

  @Override
  public String toString() {
    return "<Namespace>";
  }
}
