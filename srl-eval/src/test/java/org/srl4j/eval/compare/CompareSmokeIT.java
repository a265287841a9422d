package org.srl4j.eval.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.train.files.FolderLock;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.Recipe;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.report.ComparisonReport;
import org.srl4j.eval.report.MethodResult;
import org.srl4j.eval.report.ReportWriter;

/** The preset smoke from base policy to report, twice. */
class CompareSmokeIT {
  @TempDir Path folder;

  private ComparisonReport compare(String recipe, Path output, List<String> overrides)
      throws IOException {
    ComparisonConfig config = Recipe.of(recipe).config(Optional.of("smoke"), overrides);
    TaskSetup setup = TaskSetup.of(config, line -> {});
    Path bases =
        Path.of(System.getProperty("user.dir"))
            .resolveSibling("data")
            .resolve(config.data().format() + "/bases");
    try (FolderLock lock = FolderLock.take(output)) {
      Comparison.Conduct conduct =
          new Comparison.Conduct(lock, List.of(), 20, line -> {}, () -> false);
      ReportAssembly result = new Comparison(config, setup, conduct).run(List.of(bases));
      assertEquals(0, result.lost());
      ComparisonReport report = result.report().orElseThrow();
      ReportWriter.write(report, output);
      TribuoFiles.write(report, setup, output);
      return report;
    }
  }

  /** All rows of all metrics files, without times. */
  private static Map<String, List<String>> metrics(Path output) throws IOException {
    Map<String, List<String>> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(f -> f.endsWith("metrics.jsonl")).toList()) {
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
          ObjectNode row = (ObjectNode) new ObjectMapper().readTree(line);
          List<String> names = new ArrayList<>();
          row.fieldNames().forEachRemaining(names::add);
          names.removeIf(name -> !name.endsWith("_time") && !name.endsWith("_seconds"));
          row.remove(names);
          rows.add(row.toString());
        }
        all.put(output.relativize(file).toString(), rows);
      }
    }
    return all;
  }

  @Test
  void sameSeedsGiveTheSameMetricsWithAnyNumberOfWorkers() throws IOException {
    ComparisonReport first = compare("order", folder.resolve("a"), List.of("workers=1"));
    ComparisonReport second = compare("order", folder.resolve("b"), List.of("workers=2"));
    Map<String, List<String>> metrics = metrics(folder.resolve("a"));
    assertEquals(4, metrics.size()); // four trained arms, one learning rate each
    assertFalse(metrics.values().stream().anyMatch(List::isEmpty));
    assertEquals(metrics, metrics(folder.resolve("b")));
    assertEquals(first.methods().size(), second.methods().size());
    for (int i = 0; i < first.methods().size(); i++) {
      assertEquals(
          first.methods().get(i).seeds().get(0).decodings(),
          second.methods().get(i).seeds().get(0).decodings());
    }
    assertTrue(first.notes().toString().contains("read from a cache"), "" + first.notes());
    assertEquals(1, first.methods().get(0).seeds().get(0).main().execution());
    List<String> written =
        List.of(
            "report.json",
            "report.md",
            "report.html",
            "tribuo/srl-seed-0-step_loop.json",
            "tribuo/base-seed-0-one_pass.json");
    for (String file : written) {
      assertTrue(Files.size(folder.resolve("a").resolve(file)) > 1000, file);
    }
  }

  @Test
  void repairsAreComparedEndToEndAndWithFilesGiven() throws IOException {
    ComparisonReport report = compare("repair", folder.resolve("c"), List.of("workers=2"));
    assertEquals(5, report.methods().size());
    for (MethodResult method : report.methods()) {
      assertEquals(
          List.of("end_to_end", "oracle"), List.copyOf(method.seeds().get(0).decodings().keySet()));
    }
    String page = Files.readString(folder.resolve("c").resolve("report.md"));
    assertTrue(page.contains("end to end"), page);
  }
}
