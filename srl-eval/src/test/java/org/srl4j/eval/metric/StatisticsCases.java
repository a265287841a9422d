package org.srl4j.eval.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Reads the shared vectors of scipy 1.17.1 and exact fractions; skips the test when absent. */
final class StatisticsCases {
  private StatisticsCases() {}

  static List<JsonNode> of(String kind) throws IOException {
    String override = System.getProperty("srl4j.sharedData");
    List<Path> roots =
        override == null
            ? List.of(Path.of("../../shared/data"), Path.of("../shared/data"))
            : List.of(Path.of(override));
    for (Path root : roots) {
      Path file = root.resolve("eval/statistics_cases.json");
      if (Files.exists(file)) {
        List<JsonNode> rows = new ArrayList<>();
        new ObjectMapper().readTree(file.toFile()).get(kind).forEach(rows::add);
        return rows;
      }
    }
    String reason = "skipped: eval/statistics_cases.json found in none of " + roots;
    System.out.println(reason);
    Assumptions.abort(reason);
    return List.of();
  }

  static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }
}
