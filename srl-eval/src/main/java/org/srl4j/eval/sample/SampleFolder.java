package org.srl4j.eval.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.srl4j.eval.page.PageFiles;

/**
 * The folder of one run: {@value #SETTINGS}, {@value #SAMPLES} and {@value #SESSIONS}, which says
 * when the run was started and resumed, and what was lost. One writer at a time.
 */
public final class SampleFolder {
  /** What decides the samples. */
  public static final String SETTINGS = "run.json";

  /** The samples, a line each. */
  public static final String SAMPLES = "samples.jsonl";

  /** A line each time the run was started or resumed. */
  public static final String SESSIONS = "sessions.jsonl";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path folder;
  private final RunSettings settings;
  private final SampleFile samples;

  private SampleFolder(Path folder, RunSettings settings) throws IOException {
    this.folder = folder;
    this.settings = settings;
    this.samples = SampleFile.open(folder.resolve(SAMPLES), settings);
    logSession();
  }

  /**
   * A new run.
   *
   * @param folder made if missing; must hold no run
   * @param settings of the run
   * @throws IllegalArgumentException if there is a run
   */
  public static SampleFolder create(Path folder, RunSettings settings) throws IOException {
    if (Files.exists(folder.resolve(SETTINGS)) || Files.exists(folder.resolve(SAMPLES))) {
      throw new IllegalArgumentException(
          "--output: "
              + folder
              + " holds a run; give --resume to go on with it, or another folder");
    }
    Files.createDirectories(folder);
    PageFiles.replace(
        folder.resolve(SETTINGS),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(settings));
    return new SampleFolder(folder, settings);
  }

  /**
   * Goes on with a run; a new one if there is none yet.
   *
   * @param folder of the run
   * @param settings must be those of the run
   * @throws IllegalArgumentException if they are not; the message names every difference
   */
  public static SampleFolder resume(Path folder, RunSettings settings) throws IOException {
    if (!Files.exists(folder.resolve(SETTINGS))) {
      return create(folder, settings);
    }
    List<String> differences = differences(settings(folder), settings);
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "--resume: "
              + folder
              + " was begun with other settings: "
              + String.join("; ", differences)
              + "; use the same, or another folder");
    }
    return new SampleFolder(folder, settings);
  }

  /**
   * The settings of a run.
   *
   * @param folder of the run
   * @throws IllegalArgumentException if there is none, or the file is damaged
   */
  public static RunSettings settings(Path folder) throws IOException {
    Path file = folder.resolve(SETTINGS);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          folder + ": holds no " + SETTINGS + "; name a folder that srl eval wrote");
    }
    try {
      RunSettings settings = JSON.readValue(Files.readString(file), RunSettings.class);
      if (settings == null) {
        throw new IllegalArgumentException(file + ": not the settings of a run: holds null");
      }
      return settings;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + ": not the settings of a run: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * The samples of a run, which is not changed.
   *
   * @param folder of the run
   * @return in the order of the file; a torn last line is left out
   */
  public static List<Sample> samples(Path folder) throws IOException {
    return SampleFile.read(folder.resolve(SAMPLES), settings(folder));
  }

  /** What is there and where new samples go. */
  public SampleFile samples() {
    return samples;
  }

  /** The run's settings. */
  public RunSettings settings() {
    return settings;
  }

  private void logSession() throws IOException {
    ObjectNode row = JSON.createObjectNode();
    row.put("time", OffsetDateTime.now().toString());
    row.put("samples", samples.kept().size());
    row.put("torn_lines_dropped", samples.tornLines());
    Files.writeString(
        folder.resolve(SESSIONS), row + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static List<String> differences(RunSettings before, RunSettings now) {
    JsonNode old = JSON.valueToTree(before);
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : JSON.valueToTree(now).properties()) {
      JsonNode was = old.get(field.getKey());
      if (!field.getValue().equals(was)) {
        differences.add(field.getKey() + " was " + was + ", now " + field.getValue());
      }
    }
    return differences;
  }
}
