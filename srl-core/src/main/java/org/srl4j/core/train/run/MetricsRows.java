package org.srl4j.core.train.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.files.Disk;

/** The rows that {@link MetricsWriter} wrote, told once more. */
public final class MetricsRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MetricsRows() {}

  /**
   * Tells a listener of all updates in a file, as training told of them.
   *
   * @param file {@code metrics.jsonl}; nothing is told if it is not there
   * @throws IllegalArgumentException if a row is no JSON object with an update
   */
  public static void tell(Path file, TrainingListener listener) {
    if (!Files.exists(file)) {
      return;
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        JsonNode row = parse(file, number, line);
        listener.afterUpdate(row.get("update").asLong(), new UpdateStats(values(row)));
      }
    } catch (IOException e) {
      throw Disk.fault("reading " + file, e);
    }
  }

  private static JsonNode parse(Path file, int number, String line) {
    try {
      JsonNode row = JSON.readTree(line);
      if (row.path("update").isNumber()) {
        return row;
      }
      throw new IllegalArgumentException(file + ":" + number + ": a row must have an update");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + ":" + number + ": no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Map<String, Double> values(JsonNode row) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : row.properties()) {
      if (!field.getKey().equals("update") && !field.getKey().equals("chain")) {
        values.put(field.getKey(), Double.valueOf(field.getValue().asText()));
      }
    }
    return values;
  }
}
