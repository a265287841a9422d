package org.srl4j.eval.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.srl4j.core.testing.SharedData;

/** Reads the shared vectors of scipy 1.17.1 and exact fractions; skips the test when absent. */
final class StatisticsCases {
  private StatisticsCases() {}

  static List<JsonNode> of(String kind) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    File file = SharedData.file("eval/statistics_cases.json").toFile();
    new ObjectMapper().readTree(file).get(kind).forEach(rows::add);
    return rows;
  }

  static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }
}
