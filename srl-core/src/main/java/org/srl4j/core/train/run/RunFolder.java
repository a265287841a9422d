package org.srl4j.core.train.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.srl4j.core.train.Checkpoints;
import org.srl4j.core.train.files.Disk;
import org.srl4j.core.train.files.FolderLock;
import org.srl4j.core.train.files.SealedFolder;

/**
 * The folder of one run: {@code config.json} (resolved config), {@code run.json} (seeds, versions,
 * host, git revision), {@code sessions.jsonl} (see {@link RunSession}), {@code metrics.jsonl},
 * {@code completions.jsonl} and {@code checkpoints/}. {@code config.json} is written last: without
 * it there is no run yet.
 */
public final class RunFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String CONFIG = "config.json";
  private static final String FACTS = "run.json";
  private static final String UNFINISHED = "unfinished-";

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes the folder of a new run and writes its config and facts.
   *
   * @param path the folder; must be absent or empty, unless {@code overwrite} is set and it holds a
   *     run, which is then deleted
   * @param overwrite whether an earlier run there may be deleted
   * @param config the resolved config, anything that Jackson writes
   * @param facts seeds, data hashes and the like; versions and the git revision are added
   * @return the folder, ready to be written to
   * @throws IllegalArgumentException if the folder is not empty and must or can not be overwritten
   */
  public static RunFolder create(
      Path path, boolean overwrite, Object config, Map<String, ?> facts) {
    RunFolder folder = new RunFolder(path);
    try {
      folder.clear(overwrite);
      Files.createDirectories(path);
      folder.write(FACTS, JSON.writeValueAsBytes(withEnvironment(facts)));
      folder.write(CONFIG, JSON.writeValueAsBytes(config));
    } catch (IOException e) {
      throw Disk.fault("creating run folder " + path, e);
    }
    return folder;
  }

  private void write(String name, byte[] content) throws IOException {
    Path unfinished = path.resolve(UNFINISHED + name);
    Files.write(unfinished, content);
    Disk.force(unfinished);
    Files.move(unfinished, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    Disk.force(path);
  }

  /** Whether a folder holds a run. */
  public static boolean isRun(Path path) {
    return Files.isRegularFile(path.resolve(CONFIG));
  }

  /**
   * The folder of a run that exists, to be resumed or read.
   *
   * @throws IllegalArgumentException if it holds no run
   */
  public static RunFolder open(Path path) {
    if (!isRun(path)) {
      throw new IllegalArgumentException(path + ": no run folder, it has no file " + CONFIG);
    }
    return new RunFolder(path);
  }

  /** The folder itself. */
  public Path path() {
    return path;
  }

  /** The resolved config as JSON. */
  public JsonNode config() {
    return read(CONFIG);
  }

  /** What was recorded when the run was made. */
  public JsonNode facts() {
    return read(FACTS);
  }

  private JsonNode read(String name) {
    Path file = path.resolve(name);
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file + " failed: " + e.getMessage(), e);
    }
  }

  /** Where {@link RunSession} writes. */
  public Path sessionsFile() {
    return path.resolve("sessions.jsonl");
  }

  /** Where {@link MetricsWriter} writes. */
  public Path metricsFile() {
    return path.resolve("metrics.jsonl");
  }

  /** Where {@link CompletionsWriter} writes. */
  public Path completionsFile() {
    return path.resolve("completions.jsonl");
  }

  /** The run's checkpoints. */
  public Checkpoints checkpoints() {
    return new Checkpoints(path.resolve("checkpoints"));
  }

  private void clear(boolean overwrite) throws IOException {
    if (!Files.exists(path) || isEmpty()) {
      return;
    }
    if (!overwrite) {
      throw new IllegalArgumentException(
          path + ": the run folder exists; resume it, choose another, or allow overwriting");
    }
    if (!isRun(path)) {
      throw new IllegalArgumentException(
          path + ": is not empty and holds no run, so it is not overwritten; choose another");
    }
    SealedFolder.delete(path);
  }

  /** What a process leaves that was killed while it made the folder, and its lock. */
  private static boolean isLeftOver(String name) {
    return name.equals(FACTS) || name.startsWith(UNFINISHED) || name.equals(FolderLock.NAME);
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries.map(entry -> entry.getFileName().toString()).allMatch(RunFolder::isLeftOver);
    }
  }

  private static Map<String, Object> withEnvironment(Map<String, ?> facts) {
    Map<String, Object> run = new LinkedHashMap<>(facts);
    run.put("created_time", Instant.now().toString());
    CodeVersion code = CodeVersion.current();
    run.put("srl4j_version", code.version());
    run.put("nd4j_version", CodeVersion.artifact("org.nd4j/nd4j-api"));
    run.put("java_version", System.getProperty("java.vm.version"));
    run.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    run.put("host", FolderLock.host());
    run.put("processors", Runtime.getRuntime().availableProcessors());
    run.put("git_revision", code.gitRevision());
    run.put("code_sha256", code.sha256());
    return run;
  }
}
