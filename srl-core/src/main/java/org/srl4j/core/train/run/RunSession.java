package org.srl4j.core.train.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.srl4j.core.train.TrainerState;
import org.srl4j.core.train.TrainingResult;
import org.srl4j.core.train.files.Disk;
import org.srl4j.core.train.files.FolderLock;

/**
 * One process that works on a run: a row in {@code sessions.jsonl} when it begins and one when it
 * ends. A {@code begin} without an {@code end} is a process that was killed.
 *
 * <p>Rows: {@code event} (begin, end), {@code time}; begin: {@code pid}, {@code host}, {@code
 * java_version}, {@code resumed_from} (null = from the start), {@code weights_sha256} of the
 * parameters that the run starts from; end: {@code exit} (a {@link
 * org.srl4j.core.train.StopReason}, or failed), {@code update}, {@code best_update}, {@code
 * best_accuracy}, {@code metrics_chain} and {@code completions_chain} (see {@link RowChain}) of the
 * last rows, or {@code message}.
 */
public final class RunSession {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METRICS_CHAIN = "metrics_chain";
  private static final String COMPLETIONS_CHAIN = "completions_chain";

  private final RunFolder folder;
  private final Path file;

  private RunSession(RunFolder folder) {
    this.folder = folder;
    this.file = folder.sessionsFile();
  }

  /**
   * Records that this process begins.
   *
   * @param folder the run
   * @param resumedFrom the checkpoint it goes on from; empty = from the start
   * @param startWeights SHA-256 of the parameters that the whole run starts from
   * @throws IllegalArgumentException if an earlier session started from other parameters
   */
  public static RunSession begin(
      RunFolder folder, Optional<Path> resumedFrom, String startWeights) {
    RunSession session = new RunSession(folder);
    for (JsonNode row : read(folder)) {
      String earlier = row.path("weights_sha256").asText(startWeights);
      if (!earlier.equals(startWeights)) {
        throw new IllegalArgumentException(
            folder.path()
                + ": the run began from parameters of SHA-256 "
                + earlier
                + ", now they are "
                + startWeights
                + "; give the same --model and seed, or another --output");
      }
    }
    Map<String, Object> row = row("begin");
    row.put("pid", ProcessHandle.current().pid());
    row.put("host", FolderLock.host());
    row.put("java_version", System.getProperty("java.vm.version"));
    row.put("resumed_from", resumedFrom.map(p -> p.getFileName().toString()).orElse(null));
    row.put("weights_sha256", startWeights);
    session.append(row);
    return session;
  }

  /** Records how training ended. */
  public void ended(TrainingResult result) {
    Map<String, Object> row = row("end");
    row.put("exit", result.reason().name().toLowerCase(Locale.ROOT));
    row.put("update", result.state().update());
    TrainerState.Best best = result.state().best();
    row.put("best_update", best.exists() ? best.update() : null);
    row.put("best_accuracy", best.exists() ? best.accuracy() : null);
    row.put(METRICS_CHAIN, RowChain.head(folder.metricsFile()));
    row.put(COMPLETIONS_CHAIN, RowChain.head(folder.completionsFile()));
    append(row);
  }

  /**
   * Looks at the rows of metrics and completions, in this order, as {@link RowChain} does; of a run
   * that ended also whether its last rows are there.
   */
  public static List<RowChain.Checked> chains(RunFolder folder) {
    List<JsonNode> rows = read(folder);
    JsonNode last = rows.isEmpty() ? JSON.createObjectNode() : rows.get(rows.size() - 1);
    return List.of(
        RowChain.check(folder.metricsFile())
            .endingWith(folder.metricsFile(), last.path(METRICS_CHAIN).asText()),
        RowChain.check(folder.completionsFile())
            .endingWith(folder.completionsFile(), last.path(COMPLETIONS_CHAIN).asText()));
  }

  /** Records a fault; where even that cannot be written, it is noted in the fault. */
  public void failed(RuntimeException fault) {
    Map<String, Object> row = row("end");
    row.put("exit", "failed");
    row.put("message", fault.getMessage());
    try {
      append(row);
    } catch (RuntimeException e) {
      fault.addSuppressed(e);
    }
  }

  /** All rows of a run, oldest first; a line that a crash left incomplete is left out. */
  public static List<JsonNode> read(RunFolder folder) {
    List<JsonNode> rows = new ArrayList<>();
    try {
      if (Files.exists(folder.sessionsFile())) {
        for (String line : Files.readAllLines(folder.sessionsFile())) {
          parse(line).ifPresent(rows::add);
        }
      }
    } catch (IOException e) {
      throw Disk.fault("reading " + folder.sessionsFile(), e);
    }
    return rows;
  }

  private static Optional<JsonNode> parse(String line) {
    try {
      return Optional.of(JSON.readTree(line)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> row(String event) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("event", event);
    row.put("time", Instant.now().toString());
    return row;
  }

  /** Begins with a line end if a crash left the last line without one. */
  private void append(Map<String, Object> row) {
    try {
      String line = JSON.writeValueAsString(row) + "\n";
      Files.writeString(
          file,
          isLineOpen() ? "\n" + line : line,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      Disk.force(file);
    } catch (IOException e) {
      throw Disk.fault("writing " + file, e);
    }
  }

  private boolean isLineOpen() throws IOException {
    return Files.exists(file) && Files.size(file) > 0 && !Files.readString(file).endsWith("\n");
  }
}
