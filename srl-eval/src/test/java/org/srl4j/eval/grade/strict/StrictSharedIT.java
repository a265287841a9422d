package org.srl4j.eval.grade.strict;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.answer.Boxes;
import org.srl4j.core.testing.SharedData;

/** The strict grader on real data: the figures of docs/graders.md, pinned. */
class StrictSharedIT {
  private static final StrictGrader STRICT = new StrictGrader();

  private static List<JsonNode> lines(String name) throws IOException {
    return GradedCases.rows(Files.readString(SharedData.file(name)));
  }

  @Test
  void agreesWithTheIntendedMeaning() throws IOException {
    // me0032 wants inline maths over two lines unread; me0316 wants 10cm unlike 10 though other
    // rows forgive a missing unit; me0253 wants f(x) like f(y).
    assertEquals(
        new GradedCases(
            227, new TreeSet<>(Set.of("me0032", "me0316")), new TreeSet<>(Set.of("me0253"))),
        GradedCases.of(lines("math_equiv_cases.jsonl")));
  }

  @ParameterizedTest
  @CsvSource({
    "01-imo-qualifiers, 24",
    "02-ascii-functions, 23",
    "03-math-verify-pairs, 29",
    "05-gsm8k-run-on, 7",
    "06-thinking, 8",
    "07-mcq-answer-line, 12",
    "08-boxed-without-braces, 4"
  })
  void reportedCasesComeOutAsExpected(String name, int cases) throws IOException {
    assertEquals(
        new GradedCases(cases, new TreeSet<>(), new TreeSet<>()),
        GradedCases.of(lines("cases/" + name + "/expected.jsonl")));
  }

  @Test
  void everyGoldOfTheBenchmarksIsReadAndEqualsItself() throws IOException {
    int golds = 0;
    for (JsonNode row : lines("math/math500.jsonl")) {
      golds += readable(row.get("answer").asText());
    }
    for (JsonNode row : lines("math/minerva_math.jsonl")) {
      List<String> run = Boxes.lastRun(row.get("solution").asText());
      golds += readable(run.get(run.size() - 1));
    }
    for (String name : List.of("math/aime24.jsonl", "math/aime25.jsonl", "math/amc23.jsonl")) {
      for (JsonNode row : lines(name)) {
        golds += readable(row.get("answer").asText());
      }
    }
    assertEquals(500 + 272 + 30 + 30 + 40, golds);
  }

  private static int readable(String gold) {
    assertDoesNotThrow(() -> STRICT.checkGold(gold));
    // A changed spelling, so that equal texts do not decide.
    String other = "\\left. " + gold.replace("\\frac", "\\dfrac ") + " \\right.";
    assertTrue(STRICT.gradeAnswer(gold, gold).equivalent(), gold);
    assertTrue(
        STRICT.gradeAnswer(gold, other).equivalent() || gold.contains("\\text"),
        () -> gold + " is not " + other);
    return 1;
  }

  @Test
  void agreesWithGsm8kVerdictsOnRealSolutions() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (JsonNode row : lines("math/gsm8k_model_solutions_660.jsonl")) {
      String truth = row.get("ground_truth").asText();
      String gold = truth.substring(truth.lastIndexOf("A:") + 2).trim();
      for (Map.Entry<String, JsonNode> field : row.properties()) {
        if (field.getValue().isObject()) {
          String solution = field.getValue().get("solution").asText();
          boolean correct = field.getValue().get("is_correct").asBoolean();
          boolean equal = STRICT.gradeResponse(gold, solution).equivalent();
          counts.merge(correct + " " + equal, 1, Integer::sum);
        }
      }
    }
    assertEquals(Map.of("true true", 1008, "false false", 1632), counts);
  }

  @Test
  void differsFromQwenOnlyWhereATimeOfDayIsRight() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (JsonNode row : lines("math/qwen_math_cot_50.jsonl")) {
      for (int i = 0; i < row.get("code").size(); i++) {
        boolean equal =
            STRICT
                .gradeResponse(row.get("answer").asText(), row.get("code").get(i).asText())
                .equivalent();
        boolean qwen = row.get("score").get(i).asBoolean();
        String where = equal == qwen ? "both" : row.get("answer").asText();
        counts.merge(where + " " + equal, 1, Integer::sum);
      }
    }
    assertEquals(Map.of("both true", 375, "both false", 17, "\\text{4:30 p.m.} true", 8), counts);
  }
}
