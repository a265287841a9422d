package org.srl4j.models.block;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@link LayerDesign} as it is written down: a name and settings, from which it is made again.
 *
 * @param name the class's full name; of a class of a notebook the name in its cell, as the rest
 *     changes with every session
 * @param settings the record's components by name: truth values, whole numbers (as {@code Long}),
 *     other numbers (as {@code Double}), texts, lists and maps of these
 */
public record RecordedDesign(String name, Map<String, Object> settings) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NOTEBOOK = Pattern.compile("REPL\\.\\$JShell\\$[0-9A-Z]+\\$(.+)");

  /** Brings numbers into one form, so that equal settings are equal records. */
  public RecordedDesign {
    settings = plain(settings);
  }

  private static Map<String, Object> plain(Map<String, Object> settings) {
    Map<String, Object> plain = new TreeMap<>();
    settings.forEach((key, value) -> plain.put(key, plain(key, value)));
    return plain;
  }

  private static Object plain(String key, Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new TreeMap<>();
      map.forEach((k, v) -> plain.put(k.toString(), plain(key, v)));
      return plain;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(one -> plain(key, one)).toList();
    }
    if (value instanceof Number number) {
      double real = Double.parseDouble(number.toString());
      long whole = number.longValue();
      if (Double.isFinite(real)) {
        return whole == real && Math.abs(real) <= 1L << 53 ? (Object) whole : (Object) real;
      }
    }
    if (value instanceof Boolean || value instanceof String) {
      return value;
    }
    throw new IllegalArgumentException(
        "layer design: the setting "
            + key
            + " must be a number, a truth value, a text, an enum constant, or a list, map or record"
            + " of these, got "
            + value);
  }

  /**
   * Writes a design down.
   *
   * @throws IllegalArgumentException if it could not be made again: it is no record, or a setting
   *     is no plain value
   */
  public static RecordedDesign of(LayerDesign design) {
    Class<?> type = design.getClass();
    if (!type.isRecord()) {
      throw new IllegalArgumentException(
          "layer design: must be a record, so that a checkpoint can say what its layers are, got "
              + type.getName());
    }
    Map<String, Object> settings = new TreeMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      settings.put(component.getName(), plain(component.getName(), value(component, design)));
    }
    return new RecordedDesign(shortName(type.getName()), settings);
  }

  /** Without the number that a notebook's session gives a cell. */
  static String shortName(String className) {
    Matcher cell = NOTEBOOK.matcher(className);
    return cell.matches() ? cell.group(1) : className;
  }

  private static Object value(RecordComponent component, LayerDesign design) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return JSON.convertValue(accessor.invoke(design), new TypeReference<Object>() {});
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "layer design: the setting " + component.getName() + " cannot be read: " + e, e);
    }
  }

  /**
   * Makes the design again.
   *
   * @throws IllegalArgumentException if there is no such class on the class path, it is no record
   *     that implements {@link LayerDesign}, or it does not have these settings
   */
  public LayerDesign build() {
    Class<?> type = type();
    if (!LayerDesign.class.isAssignableFrom(type) || !type.isRecord()) {
      throw fault("is no record that implements " + LayerDesign.class.getName());
    }
    RecordComponent[] components = type.getRecordComponents();
    TreeSet<String> names = new TreeSet<>();
    Arrays.stream(components).map(RecordComponent::getName).forEach(names::add);
    if (!names.equals(settings.keySet())) {
      throw fault("has the settings " + names + ", got " + settings.keySet());
    }
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      values.add(value(component));
    }
    LayerDesign design = construct(type, components, values);
    RecordedDesign made = of(design);
    if (!made.settings.equals(settings)) {
      throw fault("makes " + made.settings + " of the settings " + settings);
    }
    return design;
  }

  private Class<?> type() {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalArgumentException(
          "layer design: the class " + name + " is not on the class path, got " + e, e);
    }
  }

  private Object value(RecordComponent component) {
    try {
      var type = JSON.constructType(component.getGenericType());
      return JSON.convertValue(settings.get(component.getName()), type);
    } catch (IllegalArgumentException e) {
      throw fault(
          "takes a "
              + component.getGenericType().getTypeName()
              + " as "
              + component.getName()
              + ", got "
              + settings.get(component.getName()));
    }
  }

  private LayerDesign construct(Class<?> type, RecordComponent[] components, List<Object> values) {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return (LayerDesign) constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      throw fault("refuses the settings " + settings + ": " + e.getCause().getMessage());
    } catch (ReflectiveOperationException e) {
      throw fault("cannot be made: " + e);
    }
  }

  private IllegalArgumentException fault(String fault) {
    return new IllegalArgumentException("layer design: the class " + name + " " + fault);
  }

  /** Name and settings, as {@code com.example.Window(width=4)}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    settings.forEach((key, value) -> parts.add(key + "=" + value));
    return name + "(" + String.join(", ", parts) + ")";
  }
}
