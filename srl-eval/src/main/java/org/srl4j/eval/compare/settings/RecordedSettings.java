package org.srl4j.eval.compare.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.srl4j.eval.config.Choices;
import org.srl4j.eval.config.ConfigWriter;

/** Settings that were recorded when a run began, compared with those of now. */
public final class RecordedSettings {
  private RecordedSettings() {}

  /**
   * A setting with two values.
   *
   * @param key its name, with dots
   * @param recorded JSON, or nothing
   * @param now JSON, or nothing
   */
  public record Difference(String key, String recorded, String now) {}

  /**
   * The first setting that is not what it was.
   *
   * @param recorded JSON of the config as it was
   * @param config as it is
   * @param free keys that may differ
   */
  public static Optional<Difference> difference(
      JsonNode recorded, ComparisonConfig config, Pattern free) {
    Map<String, String> before = new TreeMap<>();
    Map<String, String> now = new TreeMap<>();
    flatten("", recorded, before);
    flatten("", new ObjectMapper().valueToTree(ConfigWriter.plain(config, Choices.NONE)), now);
    TreeMap<String, String> all = new TreeMap<>(now);
    all.putAll(before);
    return all.keySet().stream()
        .filter(key -> !free.matcher(key).matches())
        .filter(key -> !value(before, key).equals(value(now, key)))
        .map(key -> new Difference(key, value(before, key), value(now, key)))
        .findFirst();
  }

  private static String value(Map<String, String> settings, String key) {
    return settings.getOrDefault(key, "nothing");
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> settings) {
    if (!node.isObject()) {
      settings.put(prefix, node.toString());
      return;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey();
      flatten(name, field.getValue(), settings);
    }
  }
}
