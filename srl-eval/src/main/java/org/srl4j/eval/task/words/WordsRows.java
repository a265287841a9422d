package org.srl4j.eval.task.words;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.core.data.ExpertTrajectory;

/** Expert trajectories as rows of s1K-1.1, which {@code data.format: s1k} reads. */
public final class WordsRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private WordsRows() {}

  /** A JSON line each, without line ends. */
  public static List<String> of(List<ExpertTrajectory> trajectories) {
    return trajectories.stream().map(WordsRows::row).toList();
  }

  private static String row(ExpertTrajectory trajectory) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", trajectory.problem().id());
    row.put("question", trajectory.problem().prompt());
    row.put("solution", "\\boxed{" + trajectory.problem().answer() + "}");
    row.put("deepseek_thinking_trajectory", trajectory.reasoning().orElseThrow());
    row.put("deepseek_attempt", trajectory.written().orElseThrow());
    return json(row);
  }

  static String json(Object row) {
    try {
      return JSON.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always JSON", e);
    }
  }
}
