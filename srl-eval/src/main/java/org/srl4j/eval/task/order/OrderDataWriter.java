package org.srl4j.eval.task.order;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Step;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;

/**
 * Writes a task's problems with the expert's steps as JSON lines; the same seeds, the same bytes.
 */
public final class OrderDataWriter {
  private OrderDataWriter() {}

  /**
   * Rewrites the committed sample, {@code data/order/problems-seed0.jsonl}.
   *
   * @param arguments the repository's root folder
   * @throws IOException if the file cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException(
          "arguments: the repository's root folder, got " + arguments.length + " arguments");
    }
    Path file = Path.of(arguments[0], "data", "order", "problems-seed0.jsonl");
    write(new OrderTask(0, 0, OrderTask.DEFAULT_SIZES), file);
  }

  /**
   * Writes a file, replacing it.
   *
   * @param task whose splits are written, one row per problem
   * @param file in an existing folder
   * @throws IOException if the file cannot be written
   */
  public static void write(Task task, Path file) throws IOException {
    Files.writeString(file, json(task), StandardCharsets.UTF_8);
  }

  /** Rows with the fields split, id, prompt, answer and steps, each row ended by a newline. */
  static String json(Task task) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    StringBuilder rows = new StringBuilder();
    for (Split split : Split.values()) {
      for (ExpertTrajectory trajectory : task.trajectories(split)) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("split", split.name().toLowerCase(Locale.ROOT));
        row.put("id", trajectory.problem().id());
        row.put("prompt", trajectory.problem().prompt());
        row.put("answer", trajectory.problem().answer());
        row.put("steps", trajectory.steps().stream().map(Step::text).toList());
        rows.append(mapper.writeValueAsString(row)).append('\n');
      }
    }
    return rows.toString();
  }
}
