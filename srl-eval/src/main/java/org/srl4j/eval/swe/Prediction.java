package org.srl4j.eval.swe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.srl4j.core.prepare.JsonLines;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.eval.rows.DataRows;

/**
 * A model's patch for an instance, as SWE-bench's harness takes it.
 *
 * @param instanceId the instance
 * @param model {@code model_name_or_path}
 * @param patch a diff; empty if the model made none
 */
public record Prediction(String instanceId, String model, String patch) {

  /** Characters of a patch that are read; far more than any repair has. */
  public static final int LONGEST_PATCH = 20_000_000;

  /** Rejects missing parts. */
  public Prediction {
    Objects.requireNonNull(instanceId, "instanceId");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(patch, "patch");
  }

  /**
   * Reads a file of predictions: JSONL, a JSON list, Parquet, or one JSON object of them by
   * instance id, as SWE-agent writes it. A patch of more than {@value #LONGEST_PATCH} characters
   * counts as none.
   *
   * @param log told of each patch that is too long, with line and instance
   * @throws org.srl4j.core.prepare.MalformedDataException if it is none of these or an instance
   *     comes twice
   */
  public static List<Prediction> read(Path file, Consumer<String> log) {
    List<Prediction> predictions = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    DataRows.read(
        file,
        row -> {
          for (JsonRow prediction : unfolded(row)) {
            Prediction read = of(prediction, log);
            if (!seen.add(read.instanceId)) {
              throw prediction.malformed("instance_id: " + read.instanceId + " comes twice");
            }
            predictions.add(read);
          }
        });
    return predictions;
  }

  /** The row itself, or the rows that a dictionary by instance id holds. */
  private static List<JsonRow> unfolded(JsonRow row) {
    if (row.value().has("instance_id")) {
      return List.of(row);
    }
    List<JsonRow> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : row.value().properties()) {
      if (!(entry.getValue() instanceof ObjectNode prediction)) {
        throw row.malformed("instance_id: missing; the row has the fields " + row.fieldNames());
      }
      ObjectNode named = prediction.deepCopy();
      named.put("instance_id", entry.getKey());
      rows.add(new JsonRow(row.file(), row.line(), row.number(), named));
    }
    return rows;
  }

  private static Prediction of(JsonRow row, Consumer<String> log) {
    String id = row.text("instance_id");
    String patch = row.optionalText("model_patch").orElse("");
    if (patch.length() > LONGEST_PATCH) {
      log.accept(
          String.format(
              Locale.ROOT,
              "%s:%d: %s: its patch has %,d characters, at most %,d are read; it counts as no patch",
              row.file(),
              row.line(),
              id,
              patch.length(),
              LONGEST_PATCH));
      patch = "";
    }
    return new Prediction(id, row.optionalText("model_name_or_path").orElse("unknown"), patch);
  }

  /**
   * Writes predictions as JSONL.
   *
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public static void write(Path file, List<Prediction> predictions) {
    JsonLines.write(file, predictions.stream().map(Prediction::toJson));
  }

  /** The row as the harness reads it. */
  public ObjectNode toJson() {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("instance_id", instanceId).put("model_name_or_path", model);
    return row.put("model_patch", patch);
  }
}
