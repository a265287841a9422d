package org.srl4j.models.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Typed fields of a JSON object; a field that is {@code null} counts as absent. Every fault names
 * file and field.
 *
 * @param file named in errors
 * @param root the object
 */
public record JsonFields(Path file, ObjectNode root) {

  /**
   * Reads a file that must hold an object.
   *
   * @throws CheckpointFormatException if it does not
   * @throws IOException if it cannot be read
   */
  public static JsonFields read(Path file) throws IOException {
    if (JsonFiles.read(file, JsonNode.class) instanceof ObjectNode object) {
      return new JsonFields(file, object);
    }
    throw new CheckpointFormatException(file, "must hold a JSON object");
  }

  /** Whether the field is there and not null. */
  public boolean has(String field) {
    return root.hasNonNull(field);
  }

  /** A whole number of a range; it must be there. */
  public int integer(String field, int least, int most) throws CheckpointFormatException {
    JsonNode value = root.path(field);
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > most) {
      throw fault(
          field, "must be a whole number from " + least + " to " + most + ", got " + shown(value));
    }
    return value.intValue();
  }

  /** A whole number of a range, or what stands for it when absent. */
  public int integer(String field, int least, int most, int absent)
      throws CheckpointFormatException {
    return has(field) ? integer(field, least, most) : absent;
  }

  /** A number of a closed range, if there is one. */
  public OptionalDouble number(String field, double least, double most)
      throws CheckpointFormatException {
    if (!has(field)) {
      return OptionalDouble.empty();
    }
    JsonNode value = root.get(field);
    if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
      throw fault(
          field, "must be a number from " + least + " to " + most + ", got " + shown(value));
    }
    return OptionalDouble.of(value.doubleValue());
  }

  /** A truth value, or what stands for it when absent. */
  public boolean truth(String field, boolean absent) throws CheckpointFormatException {
    JsonNode value = root.path(field);
    if (has(field) && !value.isBoolean()) {
      throw fault(field, "must be true or false, got " + shown(value));
    }
    return has(field) ? value.booleanValue() : absent;
  }

  /** A string, or what stands for it when absent. */
  public String text(String field, String absent) throws CheckpointFormatException {
    JsonNode value = root.path(field);
    if (has(field) && !value.isTextual()) {
      throw fault(field, "must be a string, got " + shown(value));
    }
    return has(field) ? value.textValue() : absent;
  }

  /** Token ids, one or a list of them; empty when absent. */
  public List<Integer> ids(String field, int vocabularySize) throws CheckpointFormatException {
    List<Integer> ids = new ArrayList<>();
    JsonNode value = root.path(field);
    for (JsonNode id :
        value.isArray() ? value : has(field) ? List.of(value) : List.<JsonNode>of()) {
      if (!id.isIntegralNumber()
          || !id.canConvertToInt()
          || id.intValue() < 0
          || id.intValue() >= vocabularySize) {
        throw fault(
            field,
            "must be a token id from 0 to "
                + (vocabularySize - 1)
                + " or a list of them, got "
                + shown(value));
      }
      ids.add(id.intValue());
    }
    return ids;
  }

  /** A fault of a field. */
  public CheckpointFormatException fault(String field, String fault) {
    return new CheckpointFormatException(file, field + ": " + fault);
  }

  /** A value in a message: whole when short. */
  public static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    String text = value.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
