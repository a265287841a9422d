package org.srl4j.eval.config;

import java.util.List;
import java.util.Map;

/** A value as it was written, with the place where it was. */
sealed interface ConfigNode {
  /** File, line and column, or the override as typed. */
  String place();

  /** The value for a message. */
  String shown();

  /** What it is where keys are wanted. */
  default ConfigNode opened() {
    return this;
  }

  /**
   * A single value.
   *
   * @param text null for YAML's null
   * @param typed whether it is an override, in which null and lists are plain text
   */
  record Scalar(String place, String text, boolean typed) implements ConfigNode {
    @Override
    public String shown() {
      return String.valueOf(text);
    }

    /** A typed section in braces as its keys; anything else as it is. */
    @Override
    public ConfigNode opened() {
      return typed && text.startsWith("{") ? YamlReader.readValue(text, place) : this;
    }
  }

  /** Values in square brackets or behind dashes. */
  record Sequence(String place, List<ConfigNode> items) implements ConfigNode {
    @Override
    public String shown() {
      return "a list of " + items.size();
    }
  }

  /** Keys with values, in the order written. */
  record Mapping(String place, Map<String, ConfigNode> fields) implements ConfigNode {
    @Override
    public String shown() {
      return "the keys " + fields.keySet();
    }
  }
}
