package org.srl4j.core.train.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.srl4j.core.train.Checkpoints;

/**
 * The folder of one run: {@code config.json} (resolved config), {@code run.json} (seeds, versions,
 * git revision), {@code metrics.jsonl}, {@code completions.jsonl} and {@code checkpoints/}.
 */
public final class RunFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String CONFIG = "config.json";

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
      JSON.writeValue(path.resolve(CONFIG).toFile(), config);
      JSON.writeValue(path.resolve("run.json").toFile(), withEnvironment(facts));
    } catch (IOException e) {
      throw new UncheckedIOException("creating run folder " + path, e);
    }
    return folder;
  }

  /**
   * The folder of a run that exists, to be resumed or read.
   *
   * @throws IllegalArgumentException if it holds no run
   */
  public static RunFolder open(Path path) {
    if (!Files.isRegularFile(path.resolve(CONFIG))) {
      throw new IllegalArgumentException(path + ": no run folder, it has no file " + CONFIG);
    }
    return new RunFolder(path);
  }

  /** The folder itself. */
  public Path path() {
    return path;
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
    if (!Files.isRegularFile(path.resolve(CONFIG))) {
      throw new IllegalArgumentException(
          path + ": is not empty and holds no run, so it is not overwritten; choose another");
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path entry : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  private static Map<String, Object> withEnvironment(Map<String, ?> facts) {
    Map<String, Object> run = new LinkedHashMap<>(facts);
    run.put("created_time", Instant.now().toString());
    run.put("srl4j_version", version("org.srl4j/srl-core"));
    run.put("nd4j_version", version("org.nd4j/nd4j-api"));
    run.put("java_version", System.getProperty("java.vm.version"));
    run.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    run.put("processors", Runtime.getRuntime().availableProcessors());
    run.put("git_revision", GitRevision.around(Path.of("")).orElse("unknown"));
    return run;
  }

  /** Version of a Maven artifact on the class path; unknown when it runs from class folders. */
  private static String version(String artifact) {
    String resource = "/META-INF/maven/" + artifact + "/pom.properties";
    Properties properties = new Properties();
    try (InputStream in = RunFolder.class.getResourceAsStream(resource)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + resource, e);
    }
    return properties.getProperty("version", "unknown");
  }
}
