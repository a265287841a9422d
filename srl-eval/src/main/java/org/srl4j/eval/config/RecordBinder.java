package org.srl4j.eval.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a record of a base record with some components replaced. */
final class RecordBinder {
  private static final String READ = "read";

  private final Choices choices;

  /** A binder that knows what components of interface types may be. */
  RecordBinder(Choices choices) {
    this.choices = choices;
  }

  /** The static {@code defaults()} of a settings record. */
  static Object defaults(Class<?> type) {
    return ownDefaults(type)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    type.getName() + ": a settings record needs a static method defaults()"));
  }

  /** What a static {@code defaults()} returns; empty where there is none. */
  private static Optional<Object> ownDefaults(Class<?> type) {
    try {
      Method method = type.getDeclaredMethod("defaults");
      method.setAccessible(true);
      return Optional.of(type.cast(method.invoke(null)));
    } catch (NoSuchMethodException | NullPointerException e) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName() + ": defaults() failed", e);
    }
  }

  /**
   * Replaces components.
   *
   * @param base values of the components that are not named
   * @param node the values named
   * @param section dotted key of the record; empty for the whole file
   */
  Object bind(Object base, ConfigNode.Mapping node, String section) {
    return bind(base.getClass(), Optional.of(base), node, section);
  }

  /** Without a base every component must be named. */
  private Object bind(
      Class<?> record, Optional<Object> base, ConfigNode.Mapping node, String section) {
    Map<String, RecordComponent> components = components(record);
    for (Map.Entry<String, ConfigNode> field : node.fields().entrySet()) {
      if (!components.containsKey(field.getKey())) {
        throw unknown(
            field.getKey(),
            field.getValue(),
            section,
            likely(field.getKey(), base, components),
            components);
      }
    }
    List<Object> values = new ArrayList<>();
    for (Map.Entry<String, RecordComponent> entry : components.entrySet()) {
      ConfigNode child = node.fields().get(entry.getKey());
      if (child == null && base.isEmpty()) {
        throw new ConfigException(
            node.place(),
            section
                + ": "
                + record.getName()
                + " has no defaults(), so each of its settings must be given: "
                + String.join(", ", components.keySet())
                + "; missing is "
                + entry.getKey());
      }
      Object old = base.map(value -> valueOf(entry.getValue(), value)).orElse(null);
      Type type = entry.getValue().getGenericType();
      String key = KeyNames.join(section, entry.getKey());
      values.add(child == null ? old : convert(type, old, child, key));
    }
    return construct(record, values, node, section);
  }

  /** Components by key, in order. */
  static Map<String, RecordComponent> components(Class<?> type) {
    Map<String, RecordComponent> components = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.put(KeyNames.of(component.getName()), component);
    }
    return components;
  }

  /** A component's value. */
  static Object valueOf(RecordComponent component, Object owner) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(component + ": cannot be read", e);
    }
  }

  /** The key that was meant: inside a component that holds it, or else spelled most alike. */
  private static String likely(
      String key, Optional<Object> base, Map<String, RecordComponent> components) {
    for (Map.Entry<String, RecordComponent> entry : components.entrySet()) {
      boolean holds =
          base.map(owner -> valueOf(entry.getValue(), owner))
              .filter(Written.class::isInstance)
              .map(component -> ((Written) component).holds(key))
              .orElse(false);
      if (holds) {
        return entry.getKey() + "." + key;
      }
    }
    return KeyNames.nearest(key, components.keySet());
  }

  private static ConfigException unknown(
      String key,
      ConfigNode node,
      String section,
      String nearest,
      Map<String, RecordComponent> components) {
    String where = section.isEmpty() ? "Allowed: " : "Allowed in " + section + ": ";
    return new ConfigException(
        node.place(),
        KeyNames.join(section, key)
            + ": unknown key; did you mean "
            + KeyNames.join(section, nearest)
            + "? "
            + where
            + String.join(", ", components.keySet()));
  }

  private Object convert(Type type, Object old, ConfigNode node, String key) {
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == List.class) {
        return list(element, node, key);
      }
      if (generic.getRawType() == Optional.class) {
        boolean none = node instanceof ConfigNode.Scalar scalar && isNone(scalar);
        Object inner = ((Optional<?>) old).orElse(null);
        return none ? Optional.empty() : Optional.of(convert(element, inner, node, key));
      }
    }
    if (type instanceof Class<?> single && ValueParser.isSingle(single)) {
      return ValueParser.parse(single, node, key);
    }
    if (type instanceof Class<?> own && Written.class.isAssignableFrom(own)) {
      return readItself(own, old, node, key);
    }
    if (type instanceof Class<?> record && record.isRecord()) {
      Object base = old == null ? defaults(record) : old;
      return bind(base, mapping(node, key, record), key);
    }
    if (type instanceof Class<?> chosen && choices.knows(chosen)) {
      return choose(chosen, old, node, key);
    }
    throw new IllegalArgumentException(
        key
            + ": a component must be int, long, double, boolean, String, an enum, a record, an"
            + " interface that can be chosen, or a List or Optional of these, got "
            + type);
  }

  private static Object readItself(Class<?> type, Object old, ConfigNode node, String key) {
    if (!(node.opened() instanceof ConfigNode.Mapping mapping)) {
      throw ValueParser.wrong(node, key, "a section with keys");
    }
    try {
      Method read = type.getDeclaredMethod(READ, Tree.class, String.class, type);
      read.setAccessible(true);
      return read.invoke(null, Tree.of(mapping), key, old);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(type.getName() + ": reading failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          type.getName() + ": needs a static read(Tree, String, " + type.getSimpleName() + ")", e);
    }
  }

  /** An object by the name of a built-in or of a class, or the one that is there changed. */
  private Object choose(Class<?> type, Object old, ConfigNode written, String key) {
    ConfigNode node = written.opened();
    if (node instanceof ConfigNode.Scalar) {
      String name = (String) ValueParser.parse(String.class, node, key);
      return chosen(choices.named(type, name, node, key), none(node), key);
    }
    if (!(node instanceof ConfigNode.Mapping mapping)) {
      throw ValueParser.wrong(node, key, "a name, or a section with the key " + Choices.TYPE);
    }
    ConfigNode named = mapping.fields().get(Choices.TYPE);
    Map<String, ConfigNode> fields = new LinkedHashMap<>(mapping.fields());
    fields.remove(Choices.TYPE);
    ConfigNode.Mapping settings = new ConfigNode.Mapping(mapping.place(), fields);
    if (named == null) {
      return old.getClass().isRecord()
          ? bind(old, settings, key)
          : chosen(old.getClass(), settings, key);
    }
    String name = (String) ValueParser.parse(String.class, named, key + "." + Choices.TYPE);
    return chosen(choices.named(type, name, named, key), settings, key);
  }

  private static ConfigNode.Mapping none(ConfigNode node) {
    return new ConfigNode.Mapping(node.place(), new LinkedHashMap<>());
  }

  private Object chosen(Class<?> type, ConfigNode.Mapping settings, String key) {
    if (type.isRecord()) {
      return bind(type, ownDefaults(type), settings, key);
    }
    if (!settings.fields().isEmpty()) {
      throw new ConfigException(
          settings.place(),
          key
              + ": "
              + type.getName()
              + " has no settings, got "
              + settings.fields().keySet()
              + "; make it a record to give it some");
    }
    try {
      return Choices.plainConstructor(type).orElseThrow().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new ConfigException(
          settings.place(), key + ": making a " + type.getName() + " failed: " + e.getCause(), e);
    }
  }

  private static boolean isNone(ConfigNode.Scalar scalar) {
    return scalar.text() == null || scalar.text().equals("null") && scalar.typed();
  }

  /** A list of texts. */
  List<Object> texts(ConfigNode node, String key) {
    return list(String.class, node, key);
  }

  private List<Object> list(Type element, ConfigNode node, String key) {
    ConfigNode read = node;
    if (node instanceof ConfigNode.Scalar scalar && scalar.typed()) {
      boolean bracketed = scalar.text().startsWith("[");
      read =
          YamlReader.readValue(
              bracketed ? scalar.text() : "[" + scalar.text() + "]", scalar.place());
    }
    if (!(read instanceof ConfigNode.Sequence sequence)) {
      throw ValueParser.wrong(node, key, "a list such as [1, 2]");
    }
    List<Object> values = new ArrayList<>();
    for (ConfigNode item : sequence.items()) {
      values.add(convert(element, null, item, key + "[" + values.size() + "]"));
    }
    return List.copyOf(values);
  }

  private static ConfigNode.Mapping mapping(ConfigNode node, String key, Class<?> record) {
    if (node.opened() instanceof ConfigNode.Mapping mapping) {
      return mapping;
    }
    throw ValueParser.wrong(
        node, key, "a section with the keys " + String.join(", ", components(record).keySet()));
  }

  private static Object construct(
      Class<?> type, List<Object> values, ConfigNode.Mapping node, String section) {
    try {
      Class<?>[] parameters =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException fault) {
        throw RangeFault.of(fault, type, node, section);
      }
      throw new IllegalStateException(type.getName() + ": the constructor failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName() + ": cannot be constructed", e);
    }
  }
}
