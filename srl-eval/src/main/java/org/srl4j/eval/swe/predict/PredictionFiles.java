package org.srl4j.eval.swe.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.srl4j.eval.rows.AppendedLines;
import org.srl4j.eval.swe.Prediction;
import org.srl4j.eval.swe.patch.SafePath;

/**
 * The files of one run, all beside the predictions {@code NAME.jsonl}: {@code NAME.run.json} with
 * the settings, {@code NAME.notes.jsonl} with a line per instance (outcome, counts, seconds) and
 * {@code NAME.trajectories/INSTANCE.traj}. An instance is done when its prediction stands, which is
 * written last. One writer at a time.
 */
public final class PredictionFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String END = ".jsonl";

  private final AppendedLines predictions;
  private final AppendedLines notes;
  private final Path trajectories;
  private final SortedSet<String> done = new TreeSet<>();

  private PredictionFiles(Path file) {
    this.predictions = new AppendedLines(file);
    this.notes = new AppendedLines(beside(file, ".notes.jsonl"));
    this.trajectories = beside(file, ".trajectories");
  }

  /**
   * Opens the files of a run: a new one, or one to go on with. Incomplete last lines are cut off.
   *
   * @param file the predictions, {@code NAME.jsonl}; its folder is made if missing
   * @param settings everything that decides the predictions
   * @throws IllegalArgumentException if the file holds something else, or a run with other
   *     settings; the message names every difference
   */
  public static PredictionFiles open(Path file, SortedMap<String, String> settings)
      throws IOException {
    if (!file.toString().endsWith(END)) {
      throw new IllegalArgumentException("--output: must be a file NAME" + END + ", got " + file);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path settingsFile = beside(file, ".run.json");
    if (Files.exists(settingsFile)) {
      requireSame(file, read(settingsFile), settings);
    } else if (Files.exists(file)) {
      throw new IllegalArgumentException(
          "--output: " + file + " is there without " + settingsFile + "; name another file");
    } else {
      Files.writeString(settingsFile, JSON.valueToTree(settings).toPrettyString() + "\n");
    }
    PredictionFiles files = new PredictionFiles(file);
    files.notes.mend(files.notes.read());
    AppendedLines.Content content = files.predictions.read();
    files.predictions.mend(content);
    if (!content.lines().isEmpty()) {
      Prediction.read(file, line -> {}) // patches do not matter here
          .forEach(prediction -> files.done.add(prediction.instanceId()));
    }
    return files;
  }

  /**
   * The settings of a run; empty if there is none yet.
   *
   * @param file the predictions, {@code NAME.jsonl}
   * @throws IllegalArgumentException if they are damaged
   */
  public static SortedMap<String, String> settings(Path file) throws IOException {
    Path settings = file.toString().endsWith(END) ? beside(file, ".run.json") : file;
    return !settings.equals(file) && Files.exists(settings) ? read(settings) : new TreeMap<>();
  }

  private static Path beside(Path file, String end) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - END.length()) + end);
  }

  private static SortedMap<String, String> read(Path file) throws IOException {
    try {
      SortedMap<String, String> settings = new TreeMap<>();
      JsonNode node = JSON.readTree(Files.readString(file));
      node.properties().forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
      return settings;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + ": not the settings of a run: " + e.getOriginalMessage(), e);
    }
  }

  private static void requireSame(
      Path file, SortedMap<String, String> before, SortedMap<String, String> now) {
    List<String> differences = new ArrayList<>();
    SortedSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      String old = before.getOrDefault(name, "not set");
      String fresh = now.getOrDefault(name, "not set");
      if (!old.equals(fresh)) {
        differences.add(name + " was " + old + ", now " + fresh);
      }
    }
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "--output: "
              + file
              + " was begun with other settings: "
              + String.join("; ", differences)
              + "; use the same, or another file");
    }
  }

  /** Ids of the instances that are done. */
  public SortedSet<String> done() {
    return new TreeSet<>(done);
  }

  /** The predictions. */
  public Path predictions() {
    return predictions.file();
  }

  /**
   * Keeps an attempt; when this returns it is on the disk.
   *
   * @param prediction what the harness reads
   * @param attempt how it came about
   * @param seconds it took
   */
  public void keep(Prediction prediction, Attempt attempt, double seconds) throws IOException {
    String id = SafePath.check(prediction.instanceId());
    if (attempt.trajectory().isPresent()) {
      Path file = trajectories.resolve(id + ".traj");
      Files.createDirectories(file.getParent());
      Files.writeString(file, attempt.trajectory().get().toPrettyString() + "\n");
    }
    note(id, attempt.outcome(), attempt.counts(), seconds);
    predictions.append(List.of(prediction.toJson().toString()));
    done.add(id);
  }

  /**
   * Notes that an instance could not be tried; it is not done, and another session tries it again.
   *
   * @param id of the instance
   * @param problem why
   */
  public void fail(String id, String problem) throws IOException {
    note(id, "failed: " + problem, Map.of(), 0);
  }

  private void note(String id, String outcome, Map<String, Integer> counts, double seconds)
      throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("instance_id", id).put("outcome", outcome);
    line.set("counts", JSON.valueToTree(counts));
    line.put("seconds", Math.round(1000 * seconds) / 1000.0);
    notes.append(List.of(line.toString()));
  }
}
