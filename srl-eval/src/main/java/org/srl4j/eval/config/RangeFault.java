package org.srl4j.eval.config;

import java.lang.reflect.RecordComponent;
import java.util.Map;

/** Says at which key and line a record's constructor refused a value. */
final class RangeFault {
  private RangeFault() {}

  /**
   * The fault with its place. A message {@code groupSize: must be ...} is about that component; the
   * key replaces the name. Other messages are about the section as a whole.
   */
  static ConfigException of(
      IllegalArgumentException fault, Class<?> type, ConfigNode.Mapping node, String section) {
    String message = String.valueOf(fault.getMessage());
    for (Map.Entry<String, RecordComponent> entry : RecordBinder.components(type).entrySet()) {
      String name = entry.getValue().getName();
      if (message.startsWith(name + ":") || message.startsWith(name + " ")) {
        ConfigNode value = node.fields().get(entry.getKey());
        String place = value == null ? node.place() : value.place();
        String key = KeyNames.join(section, entry.getKey());
        String shown = value instanceof ConfigNode.Scalar ? " = " + value.shown() : "";
        return new ConfigException(place, key + shown + message.substring(name.length()), fault);
      }
    }
    String where = section.isEmpty() ? "" : section + ": ";
    return new ConfigException(node.place(), where + message, fault);
  }
}
