package org.srl4j.core.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;

/**
 * Reads the toolkit's own schema: {@code {"id", "problem", "answer", "steps", "tags"}} where a step
 * is a text or {@code {"title", "text", "observation"}}; {@code answer}, {@code title}, {@code
 * observation} and {@code tags} may be missing.
 *
 * <p>The schema is strict: an unknown field is an error. Only a row whose answer is neither text
 * nor number is dropped and counted; one without an answer is kept and counted as a note. The
 * problem's tags get {@code source} and {@code line} unless the row has tags of these names.
 */
public final class JsonlTrajectoryReader implements TrajectoryReader {
  private static final List<String> FIELDS =
      List.of("id", "problem", "answer", "steps", "solution", "reasoning", "tags");

  /** A reader; it has no options. */
  public JsonlTrajectoryReader() {}

  @Override
  public TrajectorySet read(Path file, JsonRow.Source objects) {
    return TrajectoryCollector.collect(file, objects, JsonlTrajectoryReader::parse);
  }

  private static ExpertTrajectory parse(JsonRow row, List<String> notes)
      throws UnusableRowException {
    for (String field : row.fieldNames()) {
      if (!FIELDS.contains(field)) {
        throw row.malformed(
            field + ": unknown field, allowed are " + FIELDS + "; put further facts into tags");
      }
    }
    String answer = row.gold("answer").orElse("");
    if (answer.isEmpty()) {
      notes.add("no gold answer");
    }
    Problem problem = new Problem(row.text("id"), row.text("problem"), answer, tags(row));
    return new ExpertTrajectory(
        problem, steps(row), row.optionalText("solution"), row.optionalText("reasoning"));
  }

  private static List<Step> steps(JsonRow row) {
    JsonNode nodes = row.value().path("steps");
    if (!nodes.isArray() || nodes.isEmpty()) {
      throw row.malformed("steps: must be a list of at least one step, got " + describe(nodes));
    }
    List<Step> steps = new ArrayList<>();
    for (JsonNode node : nodes) {
      steps.add(step(row, steps.size() + 1, node));
    }
    return steps;
  }

  private static Step step(JsonRow row, int number, JsonNode node) {
    JsonNode text = node.isObject() ? node.path("text") : node;
    if (!text.isTextual() || text.asText().isBlank()) {
      throw row.malformed(
          "steps: step "
              + number
              + " must be a text that is not blank, or an object with such a"
              + " field \"text\", got "
              + describe(text));
    }
    return new Step(
        number,
        optional(row, number, node, "title"),
        text.asText(),
        optional(row, number, node, "observation"));
  }

  private static Optional<String> optional(JsonRow row, int number, JsonNode step, String field) {
    JsonNode node = step.path(field);
    if (!node.isMissingNode() && !node.isNull() && !node.isTextual()) {
      throw row.malformed(
          "steps: " + field + " of step " + number + " must be a text, got " + describe(node));
    }
    return Optional.ofNullable(node.textValue());
  }

  private static Map<String, String> tags(JsonRow row) {
    Map<String, String> tags = new HashMap<>(row.origin());
    JsonNode nodes = row.value().path("tags");
    if (row.has("tags") && !nodes.isObject()) {
      throw row.malformed("tags: must be an object, got " + describe(nodes));
    }
    for (Map.Entry<String, JsonNode> tag : nodes.properties()) {
      if (tag.getValue().isNull()) {
        continue; // in Parquet every row has every tag
      }
      if (!tag.getValue().isValueNode()) {
        throw row.malformed(
            "tags: "
                + tag.getKey()
                + " must be a text, a number or a boolean, got "
                + describe(tag.getValue()));
      }
      tags.put(tag.getKey(), tag.getValue().asText());
    }
    return tags;
  }

  private static String describe(JsonNode node) {
    if (node.isMissingNode()) {
      return "none";
    }
    return node.isArray() && node.isEmpty()
        ? "an empty list"
        : node.isTextual() && node.asText().isBlank() ? "a blank text" : JsonRow.typeOf(node);
  }
}
