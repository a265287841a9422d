package org.srl4j.core.train.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.srl4j.core.train.files.Disk;

/**
 * Whether a run that was made again gives the rows that were recorded. Fields named {@code *_time}
 * and {@code *_seconds} may differ, nothing else.
 *
 * @param metrics rows of {@code metrics.jsonl} compared
 * @param completions rows of {@code completions.jsonl} compared
 * @param difference the first difference: file, row, field and both values; empty if there is none
 */
public record Reproduction(int metrics, int completions, Optional<String> difference) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 200;

  /**
   * Compares two runs.
   *
   * @param recorded the run as it was
   * @param again the same run made again, perhaps only its beginning; all its rows are compared
   * @throws IllegalArgumentException if a recorded row is no JSON object
   */
  public static Reproduction of(RunFolder recorded, RunFolder again) {
    List<ObjectNode> metrics = rows(again.metricsFile());
    List<ObjectNode> completions = rows(again.completionsFile());
    Optional<String> difference =
        difference(recorded.metricsFile(), metrics)
            .or(() -> difference(recorded.completionsFile(), completions));
    return new Reproduction(metrics.size(), completions.size(), difference);
  }

  private static Optional<String> difference(Path recorded, List<ObjectNode> again) {
    List<ObjectNode> before = rows(recorded);
    for (int i = 0; i < again.size(); i++) {
      String where = recorded.getFileName() + " row " + (i + 1);
      if (i >= before.size()) {
        return Optional.of(where + ": not recorded");
      }
      Optional<String> difference = difference(before.get(i), again.get(i));
      if (difference.isPresent()) {
        return Optional.of(where + ": " + difference.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> difference(ObjectNode before, ObjectNode now) {
    TreeSet<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    now.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .filter(name -> !name.endsWith("_time") && !name.endsWith("_seconds"))
        .filter(name -> !name.equals("chain")) // follows from the others, see RowChain
        .filter(name -> !before.path(name).equals(now.path(name)))
        .map(name -> name + " was " + shown(before, name) + ", is " + shown(now, name))
        .findFirst();
  }

  private static String shown(ObjectNode row, String name) {
    String text = row.has(name) ? row.get(name).toString() : "absent";
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  private static List<ObjectNode> rows(Path file) {
    List<ObjectNode> rows = new ArrayList<>();
    try {
      Iterator<String> lines =
          Files.exists(file) ? Files.readAllLines(file).iterator() : List.<String>of().iterator();
      while (lines.hasNext()) {
        JsonNode row = JSON.readTree(lines.next());
        if (!row.isObject()) {
          throw new IllegalArgumentException(
              file + ": row " + (rows.size() + 1) + ": must be an object, got " + row);
        }
        rows.add((ObjectNode) row);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + ": row " + (rows.size() + 1) + ": no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw Disk.fault("reading " + file, e);
    }
    return rows;
  }
}
