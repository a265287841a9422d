package org.srl4j.eval.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What may stand where a settings record wants an object of an interface: a built-in by its short
 * name, or a class of the user's by its full name.
 *
 * <p>In a file: {@code advantage: group}, {@code advantage: {type: group, ddof: 0}}, or {@code
 * advantage: {type: org.me.Mine, alpha: 0.5}}. Without {@code type} the keys are those of the
 * object that stands there already. A class is a record, whose components are its settings (those
 * with a default are in its static {@code defaults()}; without that method all must be given), or a
 * class with a public constructor without parameters, which has no settings. It is looked for with
 * the thread's context class loader. Immutable.
 */
public final class Choices {
  /** The key that names a built-in or a class. */
  public static final String TYPE = "type";

  /** No interface may be chosen. */
  public static final Choices NONE = new Choices(Map.of());

  private final Map<Class<?>, Map<String, Class<? extends Record>>> byInterface;

  private Choices(Map<Class<?>, Map<String, Class<? extends Record>>> byInterface) {
    this.byInterface = byInterface;
  }

  /**
   * These choices and one interface more.
   *
   * @param type the interface that components are declared with
   * @param builtIn records that implement it, by short name; each has {@code defaults()}
   */
  public <T> Choices with(Class<T> type, Map<String, Class<? extends Record>> builtIn) {
    Map<Class<?>, Map<String, Class<? extends Record>>> all = new LinkedHashMap<>(byInterface);
    all.put(type, new LinkedHashMap<>(builtIn));
    return new Choices(all);
  }

  /** Whether components of this type are chosen. */
  boolean knows(Class<?> type) {
    return byInterface.containsKey(type);
  }

  /** How an object is named in a file: the short name of a built-in, else its class. */
  String nameOf(Class<?> type, Object value) {
    return byInterface.get(type).entrySet().stream()
        .filter(entry -> entry.getValue() == value.getClass())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(value.getClass().getName());
  }

  /** The class that a name stands for. */
  Class<?> named(Class<?> type, String name, ConfigNode node, String key) {
    Map<String, Class<? extends Record>> builtIn = byInterface.get(type);
    if (builtIn.containsKey(name)) {
      return builtIn.get(name);
    }
    if (!name.contains(".")) {
      throw new ConfigException(
          node.place(),
          key
              + ": there is no "
              + name
              + "; allowed are "
              + String.join(", ", builtIn.keySet())
              + ", or the full name of a class that implements "
              + type.getName()
              + ", e.g. org.me.Mine");
    }
    return ownClass(type, name, node, key);
  }

  private static Class<?> ownClass(Class<?> type, String name, ConfigNode node, String key) {
    Class<?> found;
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      found = Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      throw new ConfigException(
          node.place(),
          key
              + ": no class "
              + name
              + " on the class path; check the name (an inner class is Outer$Inner), and name the"
              + " jar or folder that holds it with --class-path or SRL_CLASSPATH",
          e);
    } catch (LinkageError e) {
      throw new ConfigException(
          node.place(), key + ": class " + name + " cannot be loaded: " + e, e);
    }
    if (!type.isAssignableFrom(found)) {
      throw new ConfigException(
          node.place(), key + ": class " + name + " does not implement " + type.getName());
    }
    if (!found.isRecord() && plainConstructor(found).isEmpty()) {
      throw new ConfigException(
          node.place(),
          key
              + ": class "
              + name
              + " must be a record, whose components are its settings, or have a public constructor"
              + " without parameters");
    }
    return found;
  }

  /** The constructor of a class without settings. */
  static Optional<Constructor<?>> plainConstructor(Class<?> type) {
    if (Modifier.isAbstract(type.getModifiers())) {
      return Optional.empty();
    }
    try {
      return Optional.of(type.getConstructor());
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }
}
