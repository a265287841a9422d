package org.srl4j.models.chat.jinja.value;

import java.util.Map;

/**
 * The one value that can be changed: what {@code namespace()} makes.
 *
 * @param fields by name; mutable
 */
public record Namespace(Map<String, Object> fields) {
  @Override
  public String toString() {
    return "<Namespace>";
  }
}
