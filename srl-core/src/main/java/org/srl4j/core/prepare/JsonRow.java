package org.srl4j.core.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One JSON object of a data file and where it stands. The accessors check types, so that an error
 * names file, line and field.
 *
 * @param file the file as the caller named it
 * @param line line of the object's first character, counted from 1
 * @param number position among the file's rows, counted from 1; blank lines do not count
 * @param value the object
 */
public record JsonRow(Path file, long line, int number, ObjectNode value) {

  /** Rejects missing parts. */
  public JsonRow {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(value, "value");
  }

  /** Whether the field is there and not null. */
  public boolean has(String field) {
    return value.hasNonNull(field);
  }

  /**
   * A field that must be there.
   *
   * @param field its name
   * @return the text, or a number as it was written in JSON; never blank
   * @throws MalformedDataException if the field is missing, blank or neither text nor number
   */
  public String text(String field) {
    Optional<String> text = optionalText(field);
    if (text.isEmpty()) {
      throw malformed(field + ": missing; the row has the fields " + fieldNames());
    }
    if (text.get().isBlank()) {
      throw malformed(field + ": must not be blank");
    }
    return text.get();
  }

  /**
   * A field that may be missing or null.
   *
   * @param field its name
   * @return the text, possibly blank, or a number as text
   * @throws MalformedDataException if the field is neither text nor number
   */
  public Optional<String> optionalText(String field) {
    JsonNode node = value.get(field);
    if (node == null || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual() && !node.isNumber()) {
      throw malformed(field + ": must be a text or a number, got " + typeOf(node));
    }
    return Optional.of(node.asText());
  }

  /** The field names in file order. */
  public List<String> fieldNames() {
    List<String> names = new ArrayList<>();
    value.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Tags that say where a problem came from: {@code source} (file name) and {@code line}. */
  public Map<String, String> origin() {
    return Map.of("source", file.getFileName().toString(), "line", Long.toString(line));
  }

  /** The file's name without its last extension, used in ids of formats that have none. */
  public String fileStem() {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** An error at this row, for the caller to throw. */
  public MalformedDataException malformed(String problem) {
    return new MalformedDataException(file, line, problem);
  }

  static String typeOf(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      default -> "null";
    };
  }
}
