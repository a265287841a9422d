package org.srl4j.eval.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.srl4j.core.prepare.JsonRow;

/**
 * Where the fields that a format reads stand in the rows of a file that has others, such as {@code
 * question} at {@code extra_info.question}.
 *
 * @param paths by field, where it stands, see {@link JsonRow#at}
 */
public record FieldPaths(Map<String, String> paths) {

  /** Copies the map, keeping its order. */
  public FieldPaths {
    paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
  }

  /**
   * The rows of a source with the fields put where the format looks for them. Other fields stay.
   *
   * @param objects hands out rows
   * @return throws {@link org.srl4j.core.prepare.MalformedDataException} at a row that has nothing
   *     at a path
   */
  public JsonRow.Source over(JsonRow.Source objects) {
    return paths.isEmpty()
        ? objects
        : (file, rows) -> objects.read(file, row -> rows.accept(moved(row)));
  }

  private JsonRow moved(JsonRow row) {
    ObjectNode value = row.value().deepCopy();
    paths.forEach((field, path) -> value.set(field, found(row, field, path)));
    return new JsonRow(row.file(), row.line(), row.number(), value);
  }

  private static JsonNode found(JsonRow row, String field, String path) {
    return row.at(path)
        .orElseThrow(
            () ->
                row.malformed(
                    field + ": nothing at " + path + "; the row has the fields " + row.paths()));
  }
}
