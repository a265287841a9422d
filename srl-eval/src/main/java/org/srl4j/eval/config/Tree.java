package org.srl4j.eval.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keys with values that are not yet bound to a record, each with its place. Immutable. For parts of
 * a config whose records depend on what is written.
 */
public final class Tree {
  private final ConfigNode.Mapping node;

  private Tree(ConfigNode.Mapping node) {
    this.node = node;
  }

  static Tree of(ConfigNode.Mapping node) {
    return new Tree(node);
  }

  /**
   * Reads a text.
   *
   * @param text YAML or JSON
   * @param source where it is from, for messages
   * @throws ConfigException if it is no mapping
   */
  public static Tree parse(String text, String source) {
    return new Tree(YamlReader.readFile(text, source));
  }

  /** The keys, in the order written. */
  public Set<String> keys() {
    return node.fields().keySet();
  }

  /** Where it stands: file and line, or the override as typed. */
  public String place() {
    return node.place();
  }

  /** Where a key's value stands; its own place for a key that it lacks. */
  public String place(String key) {
    return node.fields().containsKey(key) ? node.fields().get(key).place() : node.place();
  }

  /**
   * The single value of a key, as written.
   *
   * @throws ConfigException if it is a list or has keys of its own
   */
  public Optional<String> text(String key) {
    ConfigNode value = node.fields().get(key);
    if (value == null || value instanceof ConfigNode.Scalar scalar && scalar.text() == null) {
      return Optional.empty();
    }
    return Optional.of((String) ValueParser.parse(String.class, value, key));
  }

  /**
   * The keys inside a key; none where it is missing or empty.
   *
   * @throws ConfigException if its value has no keys
   */
  public Tree child(String key) {
    ConfigNode value = node.fields().get(key);
    if (value != null && value.opened() instanceof ConfigNode.Mapping mapping) {
      return new Tree(mapping);
    }
    if (value == null || value instanceof ConfigNode.Scalar scalar && scalar.text() == null) {
      return new Tree(new ConfigNode.Mapping(place(key), new LinkedHashMap<>()));
    }
    throw ValueParser.wrong(value, key, "a section with keys");
  }

  /**
   * The same with settings typed on the command line, which win.
   *
   * @param overrides each {@code key=value} with a dotted key
   * @throws ConfigException if one has another form, or a key comes twice
   */
  public Tree with(List<String> overrides) {
    Tree copy = under(new Tree(new ConfigNode.Mapping(node.place(), new LinkedHashMap<>())));
    Overrides.apply(copy.node, overrides);
    return copy;
  }

  /** The same without some keys. */
  public Tree without(Set<String> keys) {
    Map<String, ConfigNode> fields = new LinkedHashMap<>(node.fields());
    fields.keySet().removeAll(keys);
    return new Tree(new ConfigNode.Mapping(node.place(), fields));
  }

  /**
   * This tree with another laid over it, key by key. Where both have a section the sections are
   * merged, unless the upper one names another {@code type}; otherwise the upper value stands.
   */
  public Tree under(Tree upper) {
    return new Tree(merged(node, upper.node));
  }

  static ConfigNode.Mapping merged(ConfigNode.Mapping lower, ConfigNode.Mapping upper) {
    Map<String, ConfigNode> fields = new LinkedHashMap<>(lower.fields());
    for (Map.Entry<String, ConfigNode> entry : upper.fields().entrySet()) {
      ConfigNode below = fields.get(entry.getKey());
      ConfigNode value = entry.getValue();
      if (below instanceof ConfigNode.Mapping a
          && value instanceof ConfigNode.Mapping b
          && !otherType(a, b)) {
        value = merged(a, b);
      }
      fields.put(entry.getKey(), value);
    }
    return new ConfigNode.Mapping(upper.fields().isEmpty() ? lower.place() : upper.place(), fields);
  }

  private static boolean otherType(ConfigNode.Mapping lower, ConfigNode.Mapping upper) {
    ConfigNode type = upper.fields().get(Choices.TYPE);
    ConfigNode before = lower.fields().get(Choices.TYPE);
    return type != null && (before == null || !type.shown().equals(before.shown()));
  }

  /**
   * A record with the components replaced that this tree names.
   *
   * @param base values of the others
   * @param key dotted key where the tree stands, for messages
   * @param choices what components of interface types may be
   * @throws ConfigException if a key is unknown, or a value of the wrong kind or refused
   */
  public <T extends Record> T bind(T base, String key, Choices choices) {
    @SuppressWarnings("unchecked")
    T bound = (T) new RecordBinder(choices).bind(base, node, key);
    return bound;
  }

  /**
   * The list of texts of a key; empty where it is missing.
   *
   * @throws ConfigException if it is no list
   */
  @SuppressWarnings("unchecked")
  public Optional<List<String>> texts(String key) {
    ConfigNode value = node.fields().get(key);
    return value == null
        ? Optional.empty()
        : Optional.of((List<String>) (List<?>) new RecordBinder(Choices.NONE).texts(value, key));
  }
}
