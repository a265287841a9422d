package org.srl4j.core.prepare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;

/**
 * What a reader made of a file. Every row is either a trajectory or counted as dropped.
 *
 * @param trajectories in file order
 * @param read rows read: kept and dropped ones together
 * @param dropped rows without a usable trajectory, counted by reason in order of first appearance
 * @param notes kept rows of which something was left out or should be known, counted by remark
 * @param places by reason or remark, where it first came up: {@code file:line}
 */
public record TrajectorySet(
    List<ExpertTrajectory> trajectories,
    int read,
    Map<String, Integer> dropped,
    Map<String, Integer> notes,
    Map<String, String> places) {

  /** Copies the parts and checks that no row was lost. */
  public TrajectorySet {
    trajectories = List.copyOf(trajectories);
    dropped = Collections.unmodifiableMap(new LinkedHashMap<>(dropped));
    notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    places = Map.copyOf(places);
    int out = dropped.values().stream().mapToInt(Integer::intValue).sum();
    if (trajectories.size() + out != read) {
      throw new IllegalArgumentException(
          "read: must be kept + dropped = " + trajectories.size() + " + " + out + ", got " + read);
    }
  }

  /** Rows dropped for any reason. */
  public int droppedCount() {
    return read - trajectories.size();
  }

  /** Why rows were dropped, each reason with its count and its first place. */
  public List<String> dropReasons() {
    return dropped.entrySet().stream()
        .map(
            reason ->
                reason.getKey()
                    + ": "
                    + reason.getValue()
                    + (places.containsKey(reason.getKey())
                        ? ", first at " + places.get(reason.getKey())
                        : ""))
        .toList();
  }

  /**
   * Writes the trajectories in the toolkit's own schema ({@code docs/data-format.md}); {@link
   * JsonlTrajectoryReader} reads them back as they are. What was dropped is not written.
   *
   * @param file the JSONL file to write, replaced in one move
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void write(Path file) {
    JsonLines.write(file, trajectories.stream().map(TrajectorySet::toJson));
  }

  private static ObjectNode toJson(ExpertTrajectory trajectory) {
    Problem problem = trajectory.problem();
    ObjectNode row = JsonLines.newObject();
    row.put("id", problem.id()).put("problem", problem.prompt()).put("answer", problem.answer());
    ArrayNode steps = row.putArray("steps");
    for (Step step : trajectory.steps()) {
      ObjectNode node = steps.addObject();
      step.title().ifPresent(title -> node.put("title", title));
      node.put("text", step.text());
      step.observation().ifPresent(observation -> node.put("observation", observation));
    }
    trajectory.written().ifPresent(text -> row.put("solution", text));
    trajectory.reasoning().ifPresent(text -> row.put("reasoning", text));
    if (!problem.tags().isEmpty()) {
      ObjectNode tags = row.putObject("tags");
      problem.tags().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
    }
    return row;
  }
}
