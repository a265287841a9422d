package org.srl4j.eval.config;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Says at which key, line and column a record's constructor refused a value. */
final class RangeFault {
  private RangeFault() {}

  /**
   * The fault with its place. A message {@code groupSize: must be ...} is about that component; the
   * key replaces the name. {@code train, test: must be ...} is about several, of which an override
   * is the likeliest. Other messages are about the section as a whole.
   */
  static ConfigException of(
      IllegalArgumentException fault, Class<?> type, ConfigNode.Mapping node, String section) {
    String message = String.valueOf(fault.getMessage());
    int colon = message.indexOf(':');
    List<String> named = colon < 0 ? List.of() : List.of(message.substring(0, colon).split(", "));
    Map<String, String> keys = keys(type);
    if (named.size() > 1 && keys.keySet().containsAll(named)) {
      List<String> inFile = named.stream().map(keys::get).toList();
      ConfigNode first = firstOf(inFile, node);
      String together = KeyNames.join(section, String.join(", ", inFile));
      return new ConfigException(first.place(), together + message.substring(colon), fault);
    }
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

  /** Component to key. */
  private static Map<String, String> keys(Class<?> type) {
    Map<String, String> keys = new LinkedHashMap<>();
    RecordBinder.components(type).forEach((key, component) -> keys.put(component.getName(), key));
    return keys;
  }

  private static ConfigNode firstOf(List<String> keys, ConfigNode.Mapping node) {
    List<ConfigNode> named =
        keys.stream().map(node.fields()::get).filter(Objects::nonNull).toList();
    return named.stream()
        .filter(value -> value instanceof ConfigNode.Scalar scalar && scalar.typed())
        .findFirst()
        .orElse(named.isEmpty() ? node : named.get(0));
  }
}
