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
  private RecordBinder() {}

  /** The static {@code defaults()} of a settings record. */
  static Object defaults(Class<?> type) {
    try {
      Method method = type.getDeclaredMethod("defaults");
      method.setAccessible(true);
      return type.cast(method.invoke(null));
    } catch (NoSuchMethodException | NullPointerException e) {
      throw new IllegalArgumentException(
          type.getName() + ": a settings record needs a static method defaults()", e);
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
  static Object bind(Object base, ConfigNode.Mapping node, String section) {
    Map<String, RecordComponent> components = components(base.getClass());
    for (Map.Entry<String, ConfigNode> field : node.fields().entrySet()) {
      if (!components.containsKey(field.getKey())) {
        throw unknown(field.getKey(), field.getValue(), section, components);
      }
    }
    List<Object> values = new ArrayList<>();
    for (Map.Entry<String, RecordComponent> entry : components.entrySet()) {
      ConfigNode child = node.fields().get(entry.getKey());
      Object old = valueOf(entry.getValue(), base);
      Type type = entry.getValue().getGenericType();
      String key = KeyNames.join(section, entry.getKey());
      values.add(child == null ? old : convert(type, old, child, key));
    }
    return construct(base.getClass(), values, node, section);
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

  private static ConfigException unknown(
      String key, ConfigNode node, String section, Map<String, RecordComponent> components) {
    String nearest = KeyNames.nearest(key, components.keySet());
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

  private static Object convert(Type type, Object old, ConfigNode node, String key) {
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
    if (type instanceof Class<?> record && record.isRecord()) {
      Object base = old == null ? defaults(record) : old;
      return bind(base, mapping(node, key, record), key);
    }
    throw new IllegalArgumentException(
        key
            + ": a component must be int, long, double, boolean, String, an enum, a record, or a"
            + " List or Optional of these, got "
            + type);
  }

  private static boolean isNone(ConfigNode.Scalar scalar) {
    return scalar.text() == null || scalar.text().equals("null") && scalar.place().startsWith("--");
  }

  private static List<Object> list(Type element, ConfigNode node, String key) {
    ConfigNode read = node;
    if (node instanceof ConfigNode.Scalar scalar && scalar.place().startsWith("--")) {
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
    if (node instanceof ConfigNode.Mapping mapping) {
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
