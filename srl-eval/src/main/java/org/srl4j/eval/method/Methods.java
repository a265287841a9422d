package org.srl4j.eval.method;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srl4j.eval.config.KeyNames;
import org.srl4j.eval.config.Tree;
import org.srl4j.eval.config.Written;
import org.srl4j.eval.task.Task;

/**
 * All methods that a config knows: the built-in ones, changed by what it writes, and its own, in
 * the order of reports. Immutable; equal if the methods are.
 */
public final class Methods implements Written {
  /** Name of the method that trains nothing and is always run. */
  public static final String BASE = "base";

  private static final String FILE = "methods.yaml";
  private static final Methods BUILT_IN = load();

  private final Definitions definitions;
  private final Map<String, Method> byName;

  private Methods(Definitions definitions, Map<String, Method> byName) {
    this.definitions = definitions;
    this.byName = byName;
  }

  private static Methods load() {
    try (InputStream in = Methods.class.getResourceAsStream(FILE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return of(Definitions.NONE.with(Tree.parse(text, FILE)), "");
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + FILE, e);
    }
  }

  private static Methods of(Definitions definitions, String key) {
    Map<String, Method> byName = new LinkedHashMap<>();
    for (String name : definitions.names()) {
      byName.put(name, definitions.method(name, key));
    }
    return new Methods(definitions, byName);
  }

  /** The methods that come with the toolkit, as {@code methods.yaml} beside this class has them. */
  public static Methods builtIn() {
    return BUILT_IN;
  }

  /**
   * Methods with what a config says of them.
   *
   * @param tree by method: keys that change it, or a new method with {@code like} or {@code
   *     experience}
   * @param key where the tree stands
   * @param base the methods that are there already
   * @throws IllegalArgumentException if a name, key, class or value is wrong
   */
  static Methods read(Tree tree, String key, Methods base) {
    return of(base.definitions.with(tree), key);
  }

  /** All methods, in the order of reports. */
  public List<Method> all() {
    return List.copyOf(byName.values());
  }

  /** Names of methods that do not come with the toolkit. */
  public List<String> own() {
    return byName.keySet().stream().filter(name -> !BUILT_IN.byName.containsKey(name)).toList();
  }

  /** Whether there is a method of this name. */
  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /**
   * The method of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Method named(String name) {
    Method method = byName.get(name);
    if (method == null) {
      throw new IllegalArgumentException(
          "no method "
              + name
              + "; the nearest is "
              + KeyNames.nearest(name, byName.keySet())
              + "; there are "
              + String.join(", ", byName.keySet()));
    }
    return method;
  }

  /** The same with a method put in the place of its namesake, or added. */
  public Methods with(Method method) {
    Map<String, Method> changed = new LinkedHashMap<>(byName);
    changed.put(method.name(), method);
    return new Methods(definitions, changed);
  }

  /**
   * Methods by name, in the order of reports; the base is always among them.
   *
   * @throws IllegalArgumentException if a name is unknown, or a method that one starts from is not
   *     listed
   */
  public List<Method> chosen(List<String> names) {
    names.forEach(this::named);
    Set<String> wanted = new LinkedHashSet<>(names);
    wanted.add(BASE);
    List<Method> chosen = new ArrayList<>();
    for (Method method : byName.values()) {
      if (!wanted.contains(method.name())) {
        continue;
      }
      if (method.from().isPresent() && !wanted.contains(method.from().get())) {
        throw new IllegalArgumentException(
            method.name() + " starts from " + method.from().get() + "; list it too");
      }
      chosen.add(method);
    }
    return chosen;
  }

  /**
   * Checks that a task has what methods learn from: texts to imitate, titles to hint at.
   *
   * @throws IllegalArgumentException if it lacks something
   */
  public static void requireTexts(List<Method> methods, Task task) {
    for (Method method : methods) {
      method
          .training()
          .flatMap(training -> training.lacking(task))
          .ifPresent(
              lack -> {
                throw new IllegalArgumentException(method.name() + " " + lack);
              });
    }
  }

  @Override
  public boolean holds(String key) {
    return has(key);
  }

  @Override
  public Object written() {
    Map<String, Object> written = new LinkedHashMap<>();
    byName.forEach((name, method) -> written.put(name, Definitions.written(method)));
    return written;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Methods methods && byName.equals(methods.byName);
  }

  @Override
  public int hashCode() {
    return byName.hashCode();
  }

  @Override
  public String toString() {
    return byName.keySet().toString();
  }
}
