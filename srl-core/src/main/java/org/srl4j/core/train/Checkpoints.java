package org.srl4j.core.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.srl4j.core.objective.Learner;
import org.srl4j.core.train.files.Disk;
import org.srl4j.core.train.files.SealedFolder;

/**
 * The newest checkpoints of a run and the best, in one folder.
 *
 * <p>A checkpoint is a {@link SealedFolder}: what {@link Learner#save} writes, and {@code
 * trainer.json}. {@code update-N} is where training stood after N updates; {@code best-N} holds the
 * parameters of the best validation. Names say all, there is no file that points to one. See {@code
 * docs/adr/0010-state-and-resume.md}.
 */
public final class Checkpoints {
  /** How many {@code update-N} are kept where nothing else is said. */
  public static final int KEPT = 3;

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();
  private static final String STATE = "trainer.json";
  private static final String UPDATE = "update-";
  private static final String BEST = "best-";

  private final Path folder;
  private final int kept;

  /** Checkpoints in this folder; it is made when the first one is saved. */
  public Checkpoints(Path folder) {
    this(folder, KEPT);
  }

  /**
   * Checkpoints in this folder.
   *
   * @param kept how many {@code update-N} are kept, at least 1; with 1 there is nothing to go back
   *     to from a damaged one
   */
  public Checkpoints(Path folder, int kept) {
    this.folder = Objects.requireNonNull(folder, "folder");
    this.kept = kept;
    if (kept < 1) {
      throw new IllegalArgumentException("kept: must be at least 1, got " + kept);
    }
  }

  /**
   * Where training stood.
   *
   * @param state counters and best
   * @param ended why training ended there, if it did for good
   */
  record Saved(TrainerState state, Optional<StopReason> ended) {}

  /** The newest checkpoint that training can go on from, if there is one. */
  public Optional<Path> latest() {
    return names(UPDATE).filter(path -> fault(path).isEmpty()).findFirst();
  }

  /** The checkpoint of the best validation so far, if there was one and it is intact. */
  public Optional<Path> best() {
    return names(BEST).filter(path -> faultAlone(path).isEmpty()).findFirst();
  }

  /**
   * Checkpoints that are newer than {@link #latest()} and damaged, with what is wrong with them,
   * newest first.
   */
  public Map<Path, String> damaged() {
    Map<Path, String> damaged = new LinkedHashMap<>();
    for (Path path : names(UPDATE).toList()) {
      Optional<String> fault = fault(path);
      if (fault.isEmpty()) {
        break;
      }
      damaged.put(path, fault.get());
    }
    return damaged;
  }

  /** What is wrong with a checkpoint or with the best that it needs. */
  private static Optional<String> fault(Path checkpoint) {
    Optional<String> fault = faultAlone(checkpoint);
    if (fault.isPresent()) {
      return fault;
    }
    TrainerState.Best best = read(checkpoint).state().best();
    return best.exists()
        ? faultAlone(bestBeside(checkpoint, best)).map(f -> "its best checkpoint " + f)
        : Optional.empty();
  }

  private static Optional<String> faultAlone(Path checkpoint) {
    try {
      return SealedFolder.fault(checkpoint).map(fault -> checkpoint.getFileName() + ": " + fault);
    } catch (IOException e) {
      return Optional.of(checkpoint.getFileName() + ": cannot be read: " + e.getMessage());
    }
  }

  /** Saves where training stands, then deletes the checkpoints that are no longer needed. */
  void saveLatest(Learner learner, Saved saved, TrainerConfig config) {
    save(name(UPDATE, saved.state().update()), learner, saved, config);
    prune(kept);
  }

  /** Saves the parameters of the best validation so far. */
  void saveBest(Learner learner, TrainerState state, TrainerConfig config) {
    Saved saved = new Saved(state, Optional.empty());
    save(name(BEST, state.best().update()), learner, saved, config);
  }

  /**
   * Gives the learner what a checkpoint holds.
   *
   * @param checkpoint a checkpoint's folder
   * @throws IllegalArgumentException if it is none, or was made with another seed or division of
   *     collections, with which training would not go on as it would have
   */
  static Saved load(Path checkpoint, Learner learner, TrainerConfig config) {
    Saved saved = read(checkpoint);
    try {
      Path file = checkpoint.resolve(STATE);
      JsonNode json = JSON.readTree(file.toFile());
      requireSame(file, json, "seed", config.seed());
      requireSame(file, json, "minibatchesPerCollection", config.minibatchesPerCollection());
      requireSame(file, json, "numIterations", config.numIterations());
      learner.load(checkpoint);
      return saved;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "reading checkpoint " + checkpoint + " failed: " + e.getMessage(), e);
    }
  }

  private static Saved read(Path checkpoint) {
    Path file = checkpoint.resolve(STATE);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(checkpoint + ": no checkpoint, it has no file " + STATE);
    }
    try {
      JsonNode json = JSON.readTree(file.toFile());
      TrainerState state = JSON.treeToValue(json.path("state"), TrainerState.class);
      Optional<StopReason> ended =
          Optional.ofNullable(json.get("ended")).map(node -> StopReason.valueOf(node.asText()));
      return new Saved(state, ended);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file + " failed: " + e.getMessage(), e);
    }
  }

  /**
   * The checkpoint whose parameters a finished run ended with.
   *
   * @param update of the best validation, or else the last
   * @throws IllegalArgumentException if it is not there or is damaged
   */
  public Path ofUpdate(long update) {
    Path best = folder.resolve(name(BEST, update));
    Path found = Files.isDirectory(best) ? best : folder.resolve(name(UPDATE, update));
    faultAlone(found)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(found + ": damaged checkpoint: " + fault);
            });
    return found;
  }

  /** The folder next to a checkpoint that holds its best parameters. */
  static Path bestBeside(Path checkpoint, TrainerState.Best best) {
    return checkpoint.resolveSibling(name(BEST, best.update()));
  }

  private static void requireSame(Path file, JsonNode json, String field, long value) {
    long saved = json.path(field).asLong();
    if (saved != value) {
      throw new IllegalArgumentException(
          field + ": must be " + saved + " as in " + file + " to resume from it, got " + value);
    }
  }

  private void save(String name, Learner learner, Saved saved, TrainerConfig config) {
    Path target = folder.resolve(name);
    try {
      requireRun();
      SealedFolder.write(
          target,
          unfinished -> {
            learner.save(unfinished);
            JSON.writeValue(unfinished.resolve(STATE).toFile(), describe(saved, config));
          });
    } catch (IOException e) {
      throw Disk.fault("saving checkpoint " + target, e);
    }
  }

  /** A run's folder that was removed is not made again: the rest of the run would be missing. */
  private void requireRun() throws IOException {
    Path run = folder.toAbsolutePath().getParent();
    if (!Files.isDirectory(run)) {
      throw new NoSuchFileException(
          run.toString(), null, "the folder was removed or moved while the run wrote to it");
    }
  }

  /** Deletes all checkpoints but the newest and its best; for a run that is over. */
  public void keepNewest() {
    prune(1);
  }

  private static ObjectNode describe(Saved saved, TrainerConfig config) {
    ObjectNode json = JSON.createObjectNode();
    json.put("seed", config.seed());
    json.put("minibatchesPerCollection", config.minibatchesPerCollection());
    json.put("numIterations", config.numIterations());
    json.set("state", JSON.valueToTree(saved.state()));
    saved.ended().ifPresent(reason -> json.put("ended", reason.name()));
    return json;
  }

  /** Checkpoints of a kind, newest first. */
  private Stream<Path> names(String kind) {
    return folders().stream().filter(path -> path.getFileName().toString().startsWith(kind));
  }

  private List<Path> folders() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + folder + " failed: " + e.getMessage(), e);
    }
  }

  /** Deletes all but the newest checkpoints and the bests that they name. */
  private void prune(int kept) {
    Set<Path> needed = new HashSet<>();
    for (Path update : names(UPDATE).limit(kept).toList()) {
      needed.add(update);
      needed.addAll(bestOf(update));
    }
    List<Path> rest = new ArrayList<>(folders());
    rest.removeAll(needed);
    try {
      for (Path path : rest) {
        SealedFolder.delete(path);
      }
    } catch (IOException e) {
      throw Disk.fault("deleting old checkpoints in " + folder, e);
    }
  }

  /** Only the small file is read; what cannot be read is damaged and needs no best. */
  private static List<Path> bestOf(Path update) {
    try {
      return List.of(bestBeside(update, read(update).state().best()));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return List.of();
    }
  }

  private static String name(String kind, long update) {
    return String.format(Locale.ROOT, "%s%08d", kind, update);
  }
}
