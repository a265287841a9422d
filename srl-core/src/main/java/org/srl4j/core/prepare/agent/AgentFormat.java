package org.srl4j.core.prepare.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.ObservationLimit;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.prepare.JsonLines;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.core.prepare.TrajectoryCollector;
import org.srl4j.core.prepare.TrajectoryReader;
import org.srl4j.core.prepare.TrajectorySet;
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
   * Hands out the rows of a file, each with one attempt.
   *
   * @return their number
   * @throws org.srl4j.core.prepare.MalformedDataException if the file cannot be understood
   */
  default int rows(Path file, Consumer<JsonRow> rows) {
    return JsonLines.read(file, rows);
  }

  /**
   * Reads all attempts of a file.
   *
   * @param file JSONL, a JSON list, or JSON objects one after another
   * @return in file order; rows without a usable attempt are left out
   * @throws org.srl4j.core.prepare.MalformedDataException if the file cannot be understood
   */
  default List<AgentTrajectory> attempts(Path file) {
    List<AgentTrajectory> attempts = new ArrayList<>();
    collect(file, (attempt, notes) -> attempts.add(attempt), ObservationLimit.defaults());
    return attempts;
  }

  /**
   * A reader of expert steps.
   *
   * @param limit cuts long observations; every cut is counted in the notes
   */
  default TrajectoryReader steps(ObservationLimit limit) {
    return file -> collect(file, (attempt, notes) -> countCuts(attempt, limit, notes), limit);
  }

  private TrajectorySet collect(
      Path file, BiConsumer<AgentTrajectory, List<String>> seen, ObservationLimit limit) {
    Map<String, Integer> attempts = new HashMap<>();
    return TrajectoryCollector.collect(
        file,
        this::rows,
        (row, notes) -> {
          AgentTrajectory attempt = parse(row, notes);
          seen.accept(attempt, notes);
          int count = attempts.merge(attempt.id(), 1, Integer::sum);
          ExpertTrajectory expert = attempt.toExpert(limit);
          return count == 1 ? expert : renamed(expert, attempt.id() + "#" + count, notes);
        });
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

  /** Facts of a row that are kept as tags, with where it came from. */
  static Map<String, String> tags(JsonRow row, JsonNode facts, List<String> names) {
    Map<String, String> tags = new LinkedHashMap<>(row.origin());
    for (String name : names) {
      JsonNode fact = facts.path(name);
      if (fact.isValueNode() && !fact.isNull() && !fact.asText().isBlank()) {
        tags.put(name, fact.asText());
      }
    }
    return tags;
  }
}
