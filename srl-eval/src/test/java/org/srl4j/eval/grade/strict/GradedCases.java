package org.srl4j.eval.grade.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.srl4j.eval.grade.Grade;

/**
 * What the strict grader makes of a list of cases.
 *
 * @param cases how many were graded
 * @param falsePositives ids of those that should not be equal and were
 * @param falseNegatives ids of those that should be equal and were not
 */
record GradedCases(int cases, TreeSet<String> falsePositives, TreeSet<String> falseNegatives) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final StrictGrader STRICT = new StrictGrader();

  /** Reads JSON lines; a line that begins with # is a comment. */
  static List<JsonNode> rows(String text) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        rows.add(JSON.readTree(line));
      }
    }
    return rows;
  }

  /** The cases of a test resource beside this class. */
  static GradedCases ofResource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GradedCases.class.getResourceAsStream(name), name)) {
      return of(rows(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }

  /** Grades rows with gold, expected, and pred or response; contested ones are left out. */
  static GradedCases of(List<JsonNode> rows) {
    GradedCases graded = new GradedCases(0, new TreeSet<>(), new TreeSet<>());
    int cases = 0;
    for (JsonNode row : rows) {
      if (row.hasNonNull("contested")) {
        continue;
      }
      cases++;
      Grade grade = grade(row);
      boolean expected = row.get("expected").asBoolean();
      if (grade.equivalent() != expected) {
        (expected ? graded.falseNegatives() : graded.falsePositives()).add(row.get("id").asText());
      }
    }
    return new GradedCases(cases, graded.falsePositives(), graded.falseNegatives());
  }

  private static Grade grade(JsonNode row) {
    String gold = row.get("gold").asText();
    if (row.hasNonNull("response")) {
      return STRICT.gradeResponse(gold, row.get("response").asText());
    }
    String answer = row.get("pred").asText();
    return row.path("kind").asText("answer").equals("answer")
        ? STRICT.gradeAnswer(gold, answer)
        : STRICT.gradeResponse(gold, answer);
  }
}
