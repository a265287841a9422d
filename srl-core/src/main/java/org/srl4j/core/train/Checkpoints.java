package org.srl4j.core.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.srl4j.core.objective.Learner;

/**
 * The latest and the best checkpoint of a run, in one folder.
 *
 * <p>A checkpoint is a folder: what {@link Learner#save} writes, and {@code trainer.json}. It is
 * written under another name and renamed when complete; then the small file {@code latest} or
 * {@code best} is replaced, which holds its name. So whenever the process dies, both name complete
 * checkpoints. Older ones are deleted.
 */
public final class Checkpoints {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();
  private static final String STATE = "trainer.json";
  private static final String LATEST = "latest";
  private static final String BEST = "best";

  private final Path folder;

  /** Checkpoints in this folder; it is made when the first one is saved. */
  public Checkpoints(Path folder) {
    this.folder = Objects.requireNonNull(folder, "folder");
  }

  /** The checkpoint that training goes on from, if one was saved. */
  public Optional<Path> latest() {
    return named(LATEST);
  }

  /** The checkpoint of the best validation, if there was one. */
  public Optional<Path> best() {
    return named(BEST);
  }

  /** Saves where training stands, then deletes the checkpoints that are neither latest nor best. */
  void saveLatest(Learner learner, TrainerState state, TrainerConfig config) {
    String name = name("update", state.update());
    save(name, learner, state, config);
    point(LATEST, name);
    if (state.best().exists()) {
      point(BEST, name(BEST, state.best().update()));
    }
    prune(List.of(name, name(BEST, state.best().update())));
  }

  /** Saves the parameters of the best validation so far. */
  void saveBest(Learner learner, TrainerState state, TrainerConfig config) {
    String name = name(BEST, state.best().update());
    save(name, learner, state, config);
    point(BEST, name);
  }

  /**
   * Gives the learner what a checkpoint holds.
   *
   * @param checkpoint a checkpoint's folder
   * @throws IllegalArgumentException if it is none, or was made with another seed or division of
   *     collections, with which training would not go on as it would have
   */
  static TrainerState load(Path checkpoint, Learner learner, TrainerConfig config) {
    Path file = checkpoint.resolve(STATE);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(checkpoint + ": no checkpoint, it has no file " + STATE);
    }
    try {
      JsonNode json = JSON.readTree(file.toFile());
      requireSame(file, json, "seed", config.seed());
      requireSame(file, json, "minibatchesPerCollection", config.minibatchesPerCollection());
      requireSame(file, json, "numIterations", config.numIterations());
      learner.load(checkpoint);
      return JSON.treeToValue(json.get("state"), TrainerState.class);
    } catch (IOException e) {
      throw new UncheckedIOException("reading checkpoint " + checkpoint, e);
    }
  }

  /** The folder next to a checkpoint that holds the best parameters of its state. */
  static Path bestBeside(Path checkpoint, TrainerState state) {
    return checkpoint.resolveSibling(name(BEST, state.best().update()));
  }

  private static void requireSame(Path file, JsonNode json, String field, long value) {
    long saved = json.path(field).asLong();
    if (saved != value) {
      throw new IllegalArgumentException(
          field + ": must be " + saved + " as in " + file + " to resume from it, got " + value);
    }
  }

  private void save(String name, Learner learner, TrainerState state, TrainerConfig config) {
    Path unfinished = folder.resolve("unfinished-" + name);
    Path finished = folder.resolve(name);
    try {
      delete(unfinished);
      Files.createDirectories(unfinished);
      learner.save(unfinished);
      JSON.writeValue(unfinished.resolve(STATE).toFile(), describe(state, config));
      delete(finished);
      Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("saving checkpoint " + finished, e);
    }
  }

  private static ObjectNode describe(TrainerState state, TrainerConfig config) {
    ObjectNode json = JSON.createObjectNode();
    json.put("seed", config.seed());
    json.put("minibatchesPerCollection", config.minibatchesPerCollection());
    json.put("numIterations", config.numIterations());
    json.set("state", JSON.valueToTree(state));
    return json;
  }

  private void point(String pointer, String name) {
    Path unfinished = folder.resolve("unfinished-" + pointer);
    Path finished = folder.resolve(pointer);
    try {
      Files.writeString(unfinished, name);
      Files.move(
          unfinished,
          finished,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + finished, e);
    }
  }

  private Optional<Path> named(String pointer) {
    Path file = folder.resolve(pointer);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(folder.resolve(Files.readString(file).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  private void prune(List<String> keep) {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.filter(Files::isDirectory).toList()) {
        if (!keep.contains(entry.getFileName().toString())) {
          delete(entry);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("deleting old checkpoints in " + folder, e);
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static String name(String kind, long update) {
    return String.format(Locale.ROOT, "%s-%08d", kind, update);
  }
}
