package org.srl4j.core.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

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

  private static final int DEPTH = 3;

  /** Hands out the objects of a file, such as {@link JsonLines#read}. */
  @FunctionalInterface
  public interface Source {

    /**
     * Hands over every object, in file order.
     *
     * @param file the file to read
     * @param rows called once an object
     * @return the number of objects, at least 1
     * @throws MalformedDataException if the file cannot be understood
     */
    int read(Path file, Consumer<JsonRow> rows);
  }

  /** Rejects missing parts. */
  public JsonRow {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(value, "value");
  }

  /**
   * What stands at a path.
   *
   * @param path the name of a field; else names joined by dots, as {@code
   *     reward_model.ground_truth}, where a number counts the elements of a list from 0, as {@code
   *     prompt.0.content}
   * @return empty if there is nothing or null
   */
  public Optional<JsonNode> at(String path) {
    JsonNode node = value;
    if (value.has(path)) {
      node = value.get(path);
    } else {
      for (String name : path.split("\\.", -1)) {
        boolean counts = node.isArray() && name.matches("\\d{1,6}");
        node = counts ? node.path(Integer.parseInt(name)) : node.path(name);
      }
    }
    return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
  }

  /** Whether something stands at a path, see {@link #at}, that is not null. */
  public boolean has(String path) {
    return at(path).isPresent();
  }

  /**
   * A field that must be there.
   *
   * @param field its name or path, see {@link #at}
   * @return the text, or a number as it was written in JSON; never blank
   * @throws MalformedDataException if the field is missing, blank or neither text nor number
   */
  public String text(String field) {
    Optional<String> text = optionalText(field);
    if (text.isEmpty()) {
      List<String> names = field.contains(".") ? paths() : fieldNames();
      throw malformed(field + ": missing; the row has the fields " + names);
    }
    if (text.get().isBlank()) {
      throw malformed(field + ": must not be blank");
    }
    return text.get();
  }

  /**
   * A field that holds a gold answer or the solution that has it. One bad gold must not end the
   * reading of others, so nothing is an error here.
   *
   * @param field its name
   * @return the text, or a number as text, never blank
   * @throws UnusableRowException if it is neither text nor number
   */
  public Optional<String> gold(String field) throws UnusableRowException {
    try {
      return optionalText(field).filter(text -> !text.isBlank());
    } catch (MalformedDataException e) {
      throw new UnusableRowException(field + ": neither a text nor a number");
    }
  }

  /**
   * A field that may be missing or null.
   *
   * @param field its name or path, see {@link #at}
   * @return the text, possibly blank, or a number as text
   * @throws MalformedDataException if the field is neither text nor number
   */
  public Optional<String> optionalText(String field) {
    Optional<JsonNode> node = at(field);
    if (node.isPresent() && !node.get().isTextual() && !node.get().isNumber()) {
      throw malformed(field + ": must be a text or a number, got " + typeOf(node.get()));
    }
    return node.map(JsonNode::asText);
  }

  /** The field names in file order. */
  public List<String> fieldNames() {
    List<String> names = new ArrayList<>();
    value.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Paths of all fields in file order, those of objects in objects joined by dots. */
  public List<String> paths() {
    List<String> paths = new ArrayList<>();
    addPaths("", value, 1, paths);
    return paths;
  }

  private static void addPaths(String prefix, JsonNode node, int depth, List<String> paths) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String path = prefix + field.getKey();
      if (field.getValue().isObject() && depth < DEPTH) {
        addPaths(path + ".", field.getValue(), depth + 1, paths);
      } else {
        paths.add(path);
      }
    }
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
