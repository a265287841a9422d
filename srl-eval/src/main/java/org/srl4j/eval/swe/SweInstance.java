package org.srl4j.eval.swe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.eval.rows.DataRows;

/**
 * One issue of a repository with the tests that decide whether it is resolved, in the schema of
 * SWE-bench (Jimenez et al., arXiv:2310.06770).
 *
 * @param id {@code instance_id}
 * @param repository {@code owner/name}; empty if the row does not say
 * @param baseCommit the commit to start from
 * @param problemStatement the text
 * @param patch the repair by the project's developers, a diff
 * @param testPatch the change of the tests, a diff; empty if the row has none
 * @param failToPass tests that the repair must make pass
 * @param passToPass tests that must go on passing
 * @param rules how the log of its tests is to be read
 */
public record SweInstance(
    String id,
    String repository,
    String baseCommit,
    String problemStatement,
    String patch,
    String testPatch,
    List<String> failToPass,
    List<String> passToPass,
    LogRules rules) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Copies the lists. */
  public SweInstance {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(rules, "rules");
    failToPass = List.copyOf(failToPass);
    passToPass = List.copyOf(passToPass);
  }

  /** An instance whose row says nothing of how its log is to be read. */
  public SweInstance(
      String id,
      String repository,
      String baseCommit,
      String problemStatement,
      String patch,
      String testPatch,
      List<String> failToPass,
      List<String> passToPass) {
    this(
        id,
        repository,
        baseCommit,
        problemStatement,
        patch,
        testPatch,
        failToPass,
        passToPass,
        LogRules.NONE);
  }

  /** Whether there is a test that a repair must make pass; without one nothing can be graded. */
  public boolean isGradable() {
    return !failToPass.isEmpty();
  }

  /**
   * Reads a file of instances.
   *
   * @param file JSONL, JSON or Parquet, see {@link DataRows}
   * @return by id, in file order
   * @throws org.srl4j.core.prepare.MalformedDataException if the file is not what its name says, or
   *     an instance comes twice
   */
  public static Map<String, SweInstance> read(Path file) {
    Map<String, SweInstance> instances = new LinkedHashMap<>();
    DataRows.read(
        file,
        row -> {
          SweInstance instance = of(row);
          if (instances.put(instance.id, instance) != null) {
            throw row.malformed("instance_id: " + instance.id + " comes twice");
          }
        });
    return instances;
  }

  /**
   * An instance as a row of a file has it; the lists of tests may be lists, or texts that hold a
   * JSON list as in the published data sets.
   */
  public static SweInstance of(JsonRow row) {
    return new SweInstance(
        row.text("instance_id"),
        row.optionalText("repo").orElse(""),
        row.optionalText("base_commit").orElse(""),
        row.optionalText("problem_statement").orElse(""),
        row.optionalText("patch").orElse(""),
        row.optionalText("test_patch").orElse(""),
        tests(row, "FAIL_TO_PASS"),
        tests(row, "PASS_TO_PASS"),
        LogRules.of(row));
  }

  private static List<String> tests(JsonRow row, String field) {
    JsonNode list = row.value().path(field);
    if (list.isTextual()) {
      try {
        list = MAPPER.readTree(list.asText());
      } catch (JsonProcessingException e) {
        throw row.malformed(field + ": a text that holds no JSON list");
      }
    }
    List<String> tests = new ArrayList<>();
    for (JsonNode test : list) {
      if (!test.isTextual()) {
        throw row.malformed(field + ": must be a list of test ids");
      }
      tests.add(test.asText());
    }
    return tests;
  }

  /** The row; lists of tests as texts that hold a JSON list, as the harness reads them. */
  public ObjectNode toJson() {
    ObjectNode row = MAPPER.createObjectNode();
    row.put("repo", repository).put("instance_id", id).put("base_commit", baseCommit);
    row.put("patch", patch).put("test_patch", testPatch).put("problem_statement", problemStatement);
    row.put("FAIL_TO_PASS", MAPPER.valueToTree(failToPass).toString());
    row.put("PASS_TO_PASS", MAPPER.valueToTree(passToPass).toString());
    rules.write(row);
    return row;
  }
}
