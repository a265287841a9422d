package org.srl4j.core.train.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.srl4j.core.train.files.Disk;
import org.srl4j.core.train.files.FolderLock;

/**
 * What a run's folder tells about it.
 *
 * @param path the folder
 * @param name of the method, or empty
 * @param seed of the run, or empty
 * @param task version of its problems, or empty
 * @param state see {@link State}
 * @param exit how the last session ended: a stop reason, the message of a fault, or empty
 * @param updates made, by the last row of metrics
 * @param best best validation accuracy so far; NaN without one
 * @param command words of the command line that made it, without the program's name; may be empty
 */
public record RunSummary(
    Path path,
    String name,
    String seed,
    String task,
    State state,
    String exit,
    long updates,
    double best,
    List<String> command) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where a run stands. */
  public enum State {
    /** Made, and no process has begun to train. */
    NEW,
    /** A process of this machine works on it. */
    RUNNING,
    /** Its process is gone and said nothing. */
    KILLED,
    /** It was asked to stop. */
    STOPPED,
    /** It ended with a fault. */
    FAILED,
    /** Training is over. */
    FINISHED
  }

  /** Copies the list. */
  public RunSummary {
    command = List.copyOf(command);
  }

  /**
   * Reads a run's folder.
   *
   * @throws IllegalArgumentException if it holds no run
   */
  public static RunSummary read(Path path) {
    RunFolder folder = RunFolder.open(path);
    JsonNode facts = folder.facts();
    List<JsonNode> sessions = RunSession.read(folder);
    JsonNode last =
        sessions.isEmpty() ? JSON.createObjectNode() : sessions.get(sessions.size() - 1);
    JsonNode metrics = lastRow(folder.metricsFile());
    List<String> command = new ArrayList<>();
    facts.path("command").forEach(word -> command.add(word.asText()));
    return new RunSummary(
        path,
        facts.path("method").asText(""),
        facts.path("seed").asText(""),
        facts.path("task").asText(""),
        state(last),
        last.path("message").asText(last.path("exit").asText("")),
        metrics.path("update").asLong(0),
        metrics.path("best").asDouble(Double.NaN),
        command);
  }

  private static State state(JsonNode last) {
    if (last.isEmpty()) {
      return State.NEW;
    }
    if (last.path("event").asText().equals("begin")) {
      boolean here = last.path("host").asText().equals(FolderLock.host());
      boolean alive =
          ProcessHandle.of(last.path("pid").asLong()).map(ProcessHandle::isAlive).orElse(false);
      return here && alive ? State.RUNNING : State.KILLED;
    }
    return switch (last.path("exit").asText()) {
      case "failed" -> State.FAILED;
      case "stop_requested" -> State.STOPPED;
      default -> State.FINISHED;
    };
  }

  /** {@code update} of the last row and the greatest {@code eval_best_accuracy} as {@code best}. */
  private static JsonNode lastRow(Path file) {
    ObjectNode result = JSON.createObjectNode();
    if (!Files.exists(file)) {
      return result;
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode row = parse(line);
        if (row.has("update")) {
          result.set("update", row.get("update"));
        }
        if (row.path("eval_best_accuracy").isNumber()) {
          result.set("best", row.get("eval_best_accuracy"));
        }
      }
    } catch (IOException e) {
      throw Disk.fault("reading " + file, e);
    }
    return result;
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode(); // a row that is being written, or that a crash left open
    }
  }
}
