package org.srl4j.eval.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.core.prepare.MalformedDataException;
import org.srl4j.eval.rows.DataRows;

/**
 * Reads a task's data file. A row without a question is an error with its place. A row without a
 * usable gold answer is left out, and a warning counts such rows and names each; if there is no
 * other row, that is an error.
 */
public final class BenchmarkLoader {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int MOST_SHOWN = 200;

  private final TaskDefinition definition;
  private final List<BenchmarkProblem> problems = new ArrayList<>();
  private final Map<String, Long> lineOfId = new HashMap<>();
  private final AskedText asked = new AskedText();
  private final UnusableGolds unusable = new UnusableGolds();

  private BenchmarkLoader(TaskDefinition definition) {
    this.definition = definition;
  }

  /**
   * Reads a file.
   *
   * @param definition says where the parts stand
   * @param file JSONL, a JSON list of objects, or Parquet
   * @return the problems; warnings when rows or checksum differ from the definition, and for rows
   *     without a usable gold answer
   * @throws IllegalArgumentException if the file is missing, a row has no question or no row a
   *     usable gold answer; the message names file, line and column, and for a missing column those
   *     found
   */
  public static Benchmark load(TaskDefinition definition, Path file) {
    BenchmarkLoader loader = new BenchmarkLoader(definition);
    int rows = DataRows.read(file, loader::accept);
    loader.unusable.requireOthers(loader.problems.size());
    String sha256 = checksum(file);
    List<String> warnings = warnings(definition.data(), rows, sha256);
    loader.asked.warning().ifPresent(warnings::add);
    warnings.addAll(loader.unusable.warnings(rows));
    return new Benchmark(definition, file, sha256, rows, loader.problems, warnings);
  }

  private static String checksum(Path file) {
    try {
      return new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<String> warnings(DataSource expected, int rows, String sha256) {
    List<String> warnings = new ArrayList<>();
    if (!expected.sha256().isEmpty() && !expected.sha256().equals(sha256)) {
      warnings.add(
          "The data file has another checksum than the expected one (sha256 "
              + sha256.substring(0, 16)
              + "… instead of "
              + expected.sha256().substring(0, 16)
              + "…), so these figures cannot be set beside those made on the expected file.");
    }
    if (expected.rows() > 0 && expected.rows() != rows) {
      warnings.add("The data file has " + rows + " rows instead of " + expected.rows() + ".");
    }
    return warnings;
  }

  private void accept(JsonRow row) {
    Columns columns = definition.columns();
    String question =
        asked.question(row, column(row, "question", columns.question(), Columns.QUESTIONS));
    String id = row.has(columns.id()) ? row.text(columns.id()) : "row-" + row.number();
    Long earlier = lineOfId.putIfAbsent(id, row.line());
    if (earlier != null) {
      throw row.malformed(
          columns.id() + ": '" + id + "' stands in line " + earlier + " too; ids must be unique");
    }
    try {
      problems.add(new BenchmarkProblem(id, row.number(), question, golds(row), facts(row)));
    } catch (MalformedDataException e) {
      unusable.row(e.getMessage());
    }
  }

  private List<String> golds(JsonRow row) {
    if (definition.role() == TaskDefinition.Role.TRAINING) {
      return List.of();
    }
    String column = column(row, "answer", definition.columns().answer(), Columns.ANSWERS);
    JsonNode value = listed(row.at(column).orElseThrow());
    if (!value.isArray()) {
      return List.of(gold(row, column, value));
    }
    if (value.isEmpty()) {
      throw row.malformed(column + ": needs at least one accepted answer, got an empty list");
    }
    return accepted(row, column, value);
  }

  /** All of a list that can be used, if any can. */
  private List<String> accepted(JsonRow row, String column, JsonNode list) {
    Set<String> golds = new LinkedHashSet<>();
    List<MalformedDataException> faults = new ArrayList<>();
    for (JsonNode item : list) {
      try {
        golds.add(gold(row, column, item));
      } catch (MalformedDataException e) {
        faults.add(e);
      }
    }
    if (golds.isEmpty()) {
      throw faults.get(0);
    }
    faults.forEach(fault -> unusable.oneOfSeveral(fault.getMessage()));
    return List.copyOf(golds);
  }

  /** The list that a text holds: {@code ["a", "b"]}; a list of anything but texts is an answer. */
  private static JsonNode listed(JsonNode value) {
    if (!value.isTextual() || !value.asText().strip().startsWith("[\"")) {
      return value;
    }
    try {
      JsonNode list = JSON.readTree(value.asText());
      boolean texts = list.isArray() && !list.isEmpty();
      for (JsonNode item : list) {
        texts &= item.isTextual();
      }
      return texts ? list : value;
    } catch (JsonProcessingException e) {
      return value;
    }
  }

  private String gold(JsonRow row, String column, JsonNode value) {
    if (!value.isTextual() && !value.isNumber() && !value.isBoolean()) {
      throw row.malformed(column + ": must be a text, a number or a list of these, got " + value);
    }
    try {
      return definition.gold().of(value.asText());
    } catch (IllegalArgumentException e) {
      throw row.malformed(
          "row "
              + row.number()
              + ", "
              + column
              + ": holds no gold answer of the form "
              + definition.gold().name().toLowerCase(Locale.ROOT)
              + " ("
              + e.getMessage()
              + "), got '"
              + shortened(value.asText())
              + "'");
    }
  }

  /** The end: that is where an answer should stand. */
  private static String shortened(String text) {
    int cut = text.length() - MOST_SHOWN;
    return cut <= 0 ? text : "…" + text.substring(cut);
  }

  private Map<String, String> facts(JsonRow row) {
    Map<String, String> facts = new HashMap<>();
    for (String column : definition.columns().facts()) {
      row.optionalText(column).ifPresent(value -> facts.put(column, value));
    }
    return facts;
  }

  private static String column(JsonRow row, String key, String named, List<String> usual) {
    List<String> wanted = named.isEmpty() ? usual : List.of(named);
    return wanted.stream()
        .filter(row::has)
        .findFirst()
        .orElseThrow(
            () ->
                row.malformed(
                    "row "
                        + row.number()
                        + " has no column "
                        + String.join(" or ", wanted)
                        + "; found "
                        + String.join(", ", row.paths())
                        + "; name the right one as columns."
                        + key
                        + " in the task's YAML"));
  }
}
