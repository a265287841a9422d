package org.srl4j.eval.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts {@code key=value} overrides into the tree read from a file. */
final class Overrides {
  private Overrides() {}

  /**
   * Replaces or adds the values named; a section in braces is laid over the one that is there.
   * Later classes see no difference from a file.
   */
  static void apply(ConfigNode.Mapping root, List<String> overrides) {
    Map<String, String> seen = new HashMap<>();
    for (String override : overrides) {
      int start = override.startsWith("--") ? 2 : 0;
      int equals = override.indexOf('=');
      if (equals <= start) {
        throw new ConfigException(
            override, "a setting is key=value with a dotted key, e.g. methods.srl.group_size=8");
      }
      String key = override.substring(start, equals);
      String earlier = seen.put(key, override);
      if (earlier != null) {
        throw new ConfigException(
            override, key + ": stands twice, first as " + earlier + "; keep one");
      }
      put(root, key, new ConfigNode.Scalar(override, override.substring(equals + 1), true));
    }
  }

  private static void put(ConfigNode.Mapping root, String key, ConfigNode.Scalar value) {
    String[] parts = key.split("\\.", -1);
    ConfigNode.Mapping mapping = root;
    for (int i = 0; i + 1 < parts.length; i++) {
      ConfigNode child = mapping.fields().get(parts[i]);
      if (child != null && child.opened() instanceof ConfigNode.Mapping inner) {
        mapping.fields().put(parts[i], inner);
        mapping = inner;
      } else if (child == null || child instanceof ConfigNode.Scalar scalar && isNull(scalar)) {
        ConfigNode.Mapping made = new ConfigNode.Mapping(value.place(), new LinkedHashMap<>());
        mapping.fields().put(parts[i], made);
        mapping = made;
      } else {
        throw new ConfigException(
            value.place(),
            key
                + ": has no keys inside "
                + parts[i]
                + ", which is "
                + child.shown()
                + " at "
                + child.place());
      }
    }
    String last = parts[parts.length - 1];
    mapping.fields().put(last, laidOver(mapping.fields().get(last), value));
  }

  private static ConfigNode laidOver(ConfigNode below, ConfigNode value) {
    return below instanceof ConfigNode.Mapping lower
            && value.opened() instanceof ConfigNode.Mapping upper
        ? Tree.merged(lower, upper)
        : value;
  }

  private static boolean isNull(ConfigNode.Scalar scalar) {
    return scalar.text() == null;
  }
}
