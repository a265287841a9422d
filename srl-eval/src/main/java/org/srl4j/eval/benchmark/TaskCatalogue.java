package org.srl4j.eval.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.srl4j.eval.config.ConfigLoader;

/** Finds task definitions: the shipped ones by name, a user's by the path of its YAML file. */
public final class TaskCatalogue {
  /** The shipped benchmarks, in the order of the paper's table, then others. */
  public static final List<String> BENCHMARKS =
      List.of(
          "amc23",
          "aime24",
          "aime25",
          "minerva_math",
          "amc83",
          "minerva_math_answers",
          "math500",
          "gsm8k");

  /** Training sets whose overlap with the benchmarks is looked for. */
  public static final List<String> TRAINING =
      List.of("s1k", "math_train", "aime_1983_2023", "gsm8k_train");

  private TaskCatalogue() {}

  /** All shipped definitions, benchmarks first. */
  public static List<TaskDefinition> shipped() {
    return Stream.concat(BENCHMARKS.stream(), TRAINING.stream())
        .map(TaskCatalogue::resource)
        .toList();
  }

  /**
   * A definition.
   *
   * @param nameOrFile a shipped name, or a path that ends in {@code .yaml} or {@code .yml}
   * @return the definition; of a user's file {@code data.file} is a path that can be opened
   * @throws IllegalArgumentException if there is none, or the file has an unknown key or a wrong
   *     value; the message names file and line
   * @throws IOException if the file cannot be read
   */
  public static TaskDefinition find(String nameOrFile) throws IOException {
    String lower = nameOrFile.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
      return load(Path.of(nameOrFile));
    }
    if (BENCHMARKS.contains(nameOrFile) || TRAINING.contains(nameOrFile)) {
      return resource(nameOrFile);
    }
    throw new IllegalArgumentException(
        "task: must be order or repair (embedded), a benchmark ("
            + String.join(", ", BENCHMARKS)
            + ")"
            + ", or the path of your own task's .yaml file, got "
            + nameOrFile);
  }

  /** A user's file; a name that it does not give is the file's own. */
  private static TaskDefinition load(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("task: " + file + ": no such file");
    }
    TaskDefinition read = ConfigLoader.load(TaskDefinition.class, file, List.of());
    if (read.data().file().isBlank()) {
      throw new IllegalArgumentException(
          file + ": data.file: missing; name the file with the problems, beside this one");
    }
    Path folder = file.toAbsolutePath().getParent();
    String data = folder.resolve(read.data().file()).toString();
    String stem = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    String name = read.name().equals(TaskDefinition.defaults().name()) ? stem : read.name();
    return read.at(name, data);
  }

  private static TaskDefinition resource(String name) {
    String file = name + ".yaml";
    try (InputStream in = TaskCatalogue.class.getResourceAsStream(file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ConfigLoader.parse(TaskDefinition.class, text, file);
    } catch (IOException e) {
      throw new AssertionError(file + " is a resource of this package", e);
    }
  }

  /**
   * Where a task's data file is.
   *
   * @param definition shipped or a user's
   * @param folder searched with its direct subfolders for the file of a shipped task
   * @return the file, if it is there
   * @throws IOException if the folder cannot be listed
   */
  public static Optional<Path> dataFile(TaskDefinition definition, Path folder) throws IOException {
    Path named = Path.of(definition.data().file());
    if (named.isAbsolute()) {
      return Optional.of(named).filter(Files::isRegularFile);
    }
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> below = Files.list(folder)) {
      return Stream.concat(Stream.of(folder), below.filter(Files::isDirectory).sorted())
          .map(place -> place.resolve(named))
          .filter(Files::isRegularFile)
          .findFirst();
    }
  }

  /**
   * A task's data file, which must be there.
   *
   * @param definition shipped or a user's
   * @param folder as for {@link #dataFile}
   * @throws IllegalArgumentException if it is not; the message says how to get it
   */
  public static Path requireDataFile(TaskDefinition definition, Path folder) throws IOException {
    return dataFile(definition, folder)
        .orElseThrow(() -> new IllegalArgumentException(missing(definition, folder)));
  }

  private static String missing(TaskDefinition definition, Path folder) {
    String file = definition.data().file();
    if (Path.of(file).isAbsolute()) {
      return "data: no file "
          + file
          + ", which the task "
          + definition.name()
          + " names as its own"
          + " (data.file, beside the task's file); make it, or name another (--data)";
    }
    return "data: no file "
        + file
        + " in "
        + folder
        + " or one folder below; srl data "
        + definition.name()
        + " says where to get it, or name another folder (--dir) or the file (--data)";
  }
}
