package org.srl4j.eval.cli.part;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Classes of a user's own module, on top of the toolkit's.
 *
 * @param entries folders of classes and jars, each there
 */
public record OwnClasses(List<Path> entries) {
  /** Copies the list. */
  public OwnClasses {
    entries = List.copyOf(entries);
  }

  private static final String CLASS = ".class";
  private static final int SHOWN = 12;

  /**
   * Reads a class path.
   *
   * @param classPath entries parted as Java does; {@code folder/*} stands for all jars of a folder;
   *     blank = none
   * @throws IllegalArgumentException if an entry is not there
   */
  public static OwnClasses of(String classPath) throws IOException {
    List<Path> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      if (entry.endsWith("*")) {
        entries.addAll(jars(Path.of(entry.substring(0, entry.length() - 1))));
      } else if (!entry.isBlank()) {
        entries.add(existing(Path.of(entry)));
      }
    }
    return new OwnClasses(List.copyOf(entries));
  }

  private static Path existing(Path entry) {
    if (!Files.exists(entry)) {
      throw new IllegalArgumentException(
          "--class-path: "
              + entry
              + " does not exist, seen from "
              + Path.of("").toAbsolutePath()
              + "; compile the module first (docs/extending.md), or mend the path");
    }
    return entry;
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(existing(folder))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /**
   * A loader that asks the toolkit's classes first.
   *
   * @throws MalformedURLException never: the entries are paths
   */
  public ClassLoader loader() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (Path entry : entries) {
      urls.add(entry.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), OwnClasses.class.getClassLoader());
  }

  /**
   * An object of a class that is a {@link Callable}, by its constructor without parameters.
   *
   * @param name with the package
   * @throws IllegalArgumentException if there is no such class, or it is none of this kind
   */
  public Callable<?> make(String name, ClassLoader loader) throws IOException {
    try {
      Class<?> found = Class.forName(name, true, loader);
      if (!Callable.class.isAssignableFrom(found)) {
        throw new IllegalArgumentException(
            "CLASS: "
                + name
                + " must implement java.util.concurrent.Callable and return an"
                + " org.srl4j.eval.api.Experiment (docs/extending.md)");
      }
      return (Callable<?>) found.getConstructor().newInstance();
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      throw new IllegalArgumentException(notFound(name, e), e);
    } catch (UnsupportedClassVersionError e) {
      throw new IllegalArgumentException(
          "CLASS: " + name + " was compiled for a newer Java: " + e.getMessage(), e);
    } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
      throw new IllegalArgumentException(
          "CLASS: "
              + name
              + " must be public, no abstract class, and have a public constructor"
              + " without parameters",
          e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + ": its constructor failed: " + e.getCause(), e);
    }
  }

  private String notFound(String name, Throwable fault) throws IOException {
    String missing = String.valueOf(fault.getMessage()).replace('/', '.');
    if (fault instanceof NoClassDefFoundError || !missing.equals(name)) {
      return "CLASS: " + name + " needs a class that is not found: " + missing;
    }
    if (entries.isEmpty()) {
      return "CLASS: "
          + name
          + " is not found; name the folder of its classes by --class-path or SRL_CLASSPATH, for"
          + " example my-ideas/target/classes";
    }
    List<String> there = names();
    String shown = String.join(", ", there.subList(0, Math.min(SHOWN, there.size())));
    String more = there.size() > SHOWN ? " and " + (there.size() - SHOWN) + " more" : "";
    return "CLASS: "
        + name
        + " is not found in "
        + entries
        + "; classes in its folders: "
        + (there.isEmpty() ? "none, compile the module" : shown + more);
  }

  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path folder : entries) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files
              .map(file -> folder.relativize(file).toString())
              .filter(file -> file.endsWith(CLASS) && !file.contains("$"))
              .map(file -> file.substring(0, file.length() - CLASS.length()))
              .map(file -> file.replace(File.separatorChar, '.'))
              .sorted()
              .forEach(names::add);
        }
      }
    }
    return names;
  }
}
