package org.srl4j.core.prepare.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.ObservationLimit;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.prepare.JsonLines;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.core.prepare.TrajectoryCollector;
import org.srl4j.core.prepare.TrajectoryReader;
import org.srl4j.core.prepare.UnusableRowException;

/**
 * A kind of file with agents' attempts.
 *
 * <p>Implementations turn one row into one {@link AgentTrajectory}; this interface makes expert
 * trajectories of them. Several attempts at one instance get ids of their own ({@code id#2}) and
 * share its issue, by which splits are made.
 */
@FunctionalInterface
public interface AgentFormat {

  /**
   * Reads one row.
   *
   * @param row a JSON object of the file
   * @param notes takes remarks on what was left out; they are counted
   * @throws UnusableRowException if the row is understood but holds no usable attempt
   */
  AgentTrajectory parse(JsonRow row, List<String> notes) throws UnusableRowException;

  /**
   * Where attempts stand in the objects of a file; each object is one unless a format says
   * otherwise.
   *
   * @param objects hands out the objects
   * @return hands out rows, each with one attempt
   */
  default JsonRow.Source rows(JsonRow.Source objects) {
    return objects;
  }

  /**
   * Reads all attempts of a file of JSON.
   *
   * @param file JSONL, a JSON list, or JSON objects one after another
   * @return in file order; rows without a usable attempt are left out
   * @throws org.srl4j.core.prepare.MalformedDataException if the file cannot be understood, or no
   *     row has a usable attempt
   */
  default List<AgentTrajectory> attempts(Path file) {
    return attempts(file, JsonLines::read);
  }

  /**
   * Reads all attempts of a file of any kind.
   *
   * @param file whatever the source reads
   * @param objects hands out the file's objects
   * @return in file order; rows without a usable attempt are left out
   * @throws org.srl4j.core.prepare.MalformedDataException if the file cannot be understood, or no
   *     row has a usable attempt
   */
  default List<AgentTrajectory> attempts(Path file, JsonRow.Source objects) {
    List<AgentTrajectory> attempts = new ArrayList<>();
    reader((attempt, notes) -> attempts.add(attempt), ObservationLimit.defaults())
        .read(file, objects);
    return attempts;
  }

  /**
   * A reader of expert steps.
   *
   * @param limit cuts long observations; every cut is counted in the notes
   */
  default TrajectoryReader steps(ObservationLimit limit) {
    return reader((attempt, notes) -> countCuts(attempt, limit, notes), limit);
  }

  private TrajectoryReader reader(
      BiConsumer<AgentTrajectory, List<String>> seen, ObservationLimit limit) {
    return (file, objects) -> {
      Map<String, Integer> attempts = new HashMap<>();
      return TrajectoryCollector.collect(
          file,
          rows(objects),
          (row, notes) -> {
            AgentTrajectory attempt = parse(row, notes);
            seen.accept(attempt, notes);
            int count = attempts.merge(attempt.id(), 1, Integer::sum);
            ExpertTrajectory expert = attempt.toExpert(limit);
            return count == 1 ? expert : renamed(expert, attempt.id() + "#" + count, notes);
          });
    };
  }

  private static ExpertTrajectory renamed(ExpertTrajectory expert, String id, List<String> notes) {
    notes.add("further attempt at an instance");
    return new ExpertTrajectory(
        new Problem(
            id, expert.problem().prompt(), expert.problem().answer(), expert.problem().tags()),
        expert.steps());
  }

  private static void countCuts(
      AgentTrajectory attempt, ObservationLimit limit, List<String> notes) {
    attempt.turns().stream()
        .filter(turn -> limit.cuts(turn.observation()))
        .forEach(turn -> notes.add("observation cut to " + limit.characters() + " characters"));
  }

  /**
   * Facts of a row that are kept as tags: where it came from, its ids, the model and how it ended,
   * from the row itself or its {@code info}.
   */
  static Map<String, String> tags(JsonRow row) {
    List<String> names =
        List.of(
            "instance_id",
            "traj_id",
            "trajectory_id",
            "run_id",
            "model",
            "model_name",
            "resolved",
            "target",
            "exit_status");
    Map<String, String> tags = new LinkedHashMap<>(row.origin());
    for (JsonNode facts : List.of(row.value().path("info"), row.value())) {
      for (String name : names) {
        JsonNode fact = facts.path(name);
        if (fact.isValueNode() && !fact.isNull() && !fact.asText().isBlank()) {
          tags.put(name, fact.asText());
        }
      }
    }
    return tags;
  }
}
