package org.srl4j.eval.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.testing.SharedData;
import org.srl4j.eval.grade.ported.BoxGrader;
import org.srl4j.eval.grade.ported.VerlDapoGrader;
import org.srl4j.eval.grade.ported.VerlGsm8kGrader;
import org.srl4j.eval.grade.qwen.QwenGrader;
import org.srl4j.eval.grade.qwen.QwenOptions;

/** Verdicts that the original graders gave, one by one. */
class SharedVerdictsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final QwenGrader QWEN = new QwenGrader(QwenOptions.defaults());

  private static List<JsonNode> rows(String name) throws IOException {
    Path file = SharedData.file(name);
    if (name.endsWith(".json")) {
      List<JsonNode> rows = new ArrayList<>();
      JSON.readTree(file.toFile()).forEach(rows::add);
      return rows;
    }
    try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      return values.readAll();
    }
  }

  private static boolean graded(Grader grader, JsonNode row) {
    String gold = row.get("gold").textValue();
    String prediction = row.get("pred").textValue();
    boolean answer = row.get("kind").textValue().equals("answer");
    Grade grade =
        answer ? grader.gradeAnswer(gold, prediction) : grader.gradeResponse(gold, prediction);
    return grade.equivalent();
  }

  private static Grader grader(String name) {
    return switch (name) {
      case "qwen" -> QWEN;
      case "hendrycks" -> BoxGrader.hendrycks();
      case "prm800k" -> BoxGrader.prm800k();
      case "verl-math" -> BoxGrader.verlMath();
      case "verl-gsm8k" -> VerlGsm8kGrader.strict();
      case "verl-gsm8k-flexible" -> VerlGsm8kGrader.flexible();
      default -> new VerlDapoGrader();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "qwen_math_equal, qwen, 118",
    "hendrycks_is_equiv, hendrycks, 118",
    "prm800k_grade_answer, prm800k, 118",
    "verl_dapo_normalized_eq, verl-dapo, 118",
    "qwen_pipeline, qwen, 21",
    "verl_gsm8k_strict, verl-gsm8k, 19",
    "verl_gsm8k_flexible, verl-gsm8k-flexible, 19",
    "verl_math_dapo, verl-dapo, 19",
    "verl_math_reward_boxed, verl-math, 19"
  })
  void everyVerdictIsTheOriginals(String verdict, String name, int count) throws IOException {
    Grader grader = grader(name);
    agree(
        rows("math_equiv_cases.jsonl").stream()
            .filter(row -> row.path("verdicts").has(verdict))
            .toList(),
        count,
        row -> graded(grader, row) == row.get("verdicts").get(verdict).booleanValue());
  }

  @Test
  void everyExtractedAnswerIsTheOriginals() throws IOException {
    agree(
        rows("math_equiv_cases.jsonl").stream()
            .filter(row -> row.path("verdicts").has("qwen_extracted"))
            .toList(),
        21,
        row ->
            QWEN.extractedAnswer(row.get("pred").textValue())
                .equals(row.get("verdicts").get("qwen_extracted").textValue()));
  }

  @Test
  void everyStoredPredictionAndScoreIsTheOriginals() throws IOException {
    List<JsonNode> samples = new ArrayList<>();
    for (JsonNode row : rows("math/qwen_math_cot_50.jsonl")) {
      for (int i = 0; i < row.get("response").size(); i++) {
        samples.add(
            JSON.createObjectNode()
                .put("gold", row.get("gt").textValue())
                .put("response", row.get("response").get(i).textValue())
                .put("pred", row.get("pred").get(i).textValue())
                .put("score", row.get("score").get(i).booleanValue()));
      }
    }
    agree(
        samples,
        400,
        row -> {
          String response = row.get("response").textValue();
          return QWEN.extractedAnswer(response).equals(row.get("pred").textValue())
              && QWEN.gradeResponse(row.get("gold").textValue(), response).equivalent()
                  == row.get("score").booleanValue();
        });
  }

  @Test
  void everyGoldIsParsedAsTheOriginalParsesIt() throws IOException {
    List<JsonNode> golds = rows("math/qwen_parsed_gold.jsonl");
    List<String> names =
        golds.stream().map(gold -> gold.get("file").textValue()).distinct().toList();
    for (String name : names) {
      List<JsonNode> source = rows("math/" + name);
      agree(
          golds.stream().filter(gold -> gold.get("file").textValue().equals(name)).toList(),
          source.size(),
          gold ->
              parsed(gold.get("data_name").textValue(), source.get(gold.get("row").intValue()))
                  .equals(gold.get("qwen_gold").textValue()));
    }
    assertEquals(2191, golds.size());
  }

  private static String parsed(String dataName, JsonNode row) {
    QwenGrader grader = new QwenGrader(new QwenOptions(dataName));
    return switch (dataName) {
      case "math", "minerva_math" -> grader.parsedGoldSolution(row.get("solution").textValue());
      case "gsm8k" -> grader.parsedGold(row.get("answer").textValue().split("####")[1]);
      default -> grader.parsedGold(row.get("answer").asText());
    };
  }

  @Test
  void everyModelSolutionOfGsm8kGetsItsVerdict() throws IOException {
    List<JsonNode> solutions = new ArrayList<>();
    for (JsonNode row : rows("math/gsm8k_model_solutions_660.jsonl")) {
      row.properties()
          .forEach(
              field -> {
                if (field.getValue().isObject()) {
                  solutions.add(
                      JSON.createObjectNode()
                          .put("gold", row.get("ground_truth").asText())
                          .put("model", field.getKey())
                          .put("solution", field.getValue().get("solution").textValue())
                          .put("is_correct", field.getValue().get("is_correct").booleanValue()));
                }
              });
    }
    agree(
        solutions,
        2640,
        row ->
            VerlGsm8kGrader.strict()
                    .gradeResponse(
                        marked(row.get("gold").textValue()).replaceAll("(?s).*#### |,", ""),
                        marked(row.get("solution").textValue()))
                    .equivalent()
                == row.get("is_correct").booleanValue());
  }

  /** These files mark the answer with A: in place of ####. */
  private static String marked(String solution) {
    return solution.replaceAll("(?m)^A: ", "#### ");
  }

  private static void agree(List<JsonNode> rows, int count, Predicate<JsonNode> agrees) {
    assertEquals(count, rows.size());
    List<String> others =
        rows.stream().filter(row -> !agrees.test(row)).map(JsonNode::toString).toList();
    assertEquals(List.of(), others, () -> others.size() + " differ:\n" + String.join("\n", others));
  }
}
