package org.srl4j.eval.compare.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.benchmark.BenchmarkProblem;
import org.srl4j.eval.benchmark.TaskCatalogue;
import org.srl4j.eval.benchmark.TaskDefinition;
import org.srl4j.eval.compare.graph.Node;
import org.srl4j.eval.report.benchmark.BenchmarkSection;
import org.srl4j.eval.report.benchmark.PaperTable;
import org.srl4j.eval.result.EvaluationReport;
import org.srl4j.eval.result.Evaluations;
import org.srl4j.eval.solve.Draws;
import org.srl4j.eval.solve.Graders;

class BenchmarkResultsTest {

  private static AskedBenchmarks asked(String task, int samples) throws Exception {
    TaskDefinition definition = TaskCatalogue.find(task);
    List<BenchmarkProblem> problems =
        List.of(
            new BenchmarkProblem("p0", 1, "q", List.of("1"), Map.of()),
            new BenchmarkProblem("p1", 2, "r", List.of("1"), Map.of()));
    Benchmark benchmark =
        new Benchmark(definition, Path.of(task), "0".repeat(64), 2, problems, List.of());
    AskedBenchmark one =
        new AskedBenchmark(
            task, benchmark, Graders.named("qwen", task), new Draws(true, samples, 1, 8, 0));
    return new AskedBenchmarks(List.of(one), PromptForm.plain());
  }

  private static Node node(String method, long seed, String task) {
    String name = "seed-" + seed + "/" + method + "/benchmark-" + task;
    return new Node(name, Node.Kind.BENCHMARK, method, seed, Double.NaN, "", List.of());
  }

  private static Optional<EvaluationReport> report(String greedy) {
    return Optional.of(Evaluations.report("m", "aime24", greedy));
  }

  @Test
  void severalSeedsAreTheirMeanAndNoMeanIsOverFewer() throws Exception {
    BenchmarkResults results = new BenchmarkResults(asked("aime24", 0));
    results.add(node("base", 3, "aime24"), "base", report("11"));
    results.add(node("srl", 3, "aime24"), "SRL", report("10"));
    results.add(node("base", 4, "aime24"), "base", report("10"));
    results.add(node("srl", 4, "aime24"), "SRL", Optional.empty());
    BenchmarkSection section = results.section(List.of("origin"));
    List<PaperTable.Row> own = section.table().own();
    assertEquals("base, mean of 2 seeds", own.get(0).method());
    // (100 + 50) / 2
    assertEquals(75.0, own.get(0).cells().get("aime24_greedy").value());
    assertEquals("missing: seed 4", own.get(1).cells().get("aime24_greedy").differs());
    assertTrue(Double.isNaN(own.get(1).cells().get("aime24_greedy").value()));
    assertFalse(own.get(0).cells().containsKey("aime24_avg32"), "no samples were asked for");
    assertEquals(3, section.figures().size());
    assertEquals("origin", section.notes().get(0));
    assertTrue(section.notes().get(1).contains("seed-4/srl/benchmark-aime24"));
  }

  @Test
  void withoutTheSamplesResultTheirColumnIsMissingToo() throws Exception {
    BenchmarkResults results = new BenchmarkResults(asked("aime24", 2));
    results.add(node("base", 0, "aime24"), "base", Optional.empty());
    assertFalse(results.any());
    PaperTable.Row own = results.section(List.of()).table().own().get(0);
    assertEquals("missing", own.cells().get("aime24_avg32").differs());
  }

  @Test
  void benchmarksThatThePaperLacksHaveNoTable() throws Exception {
    BenchmarkResults results = new BenchmarkResults(asked("math500", 0));
    results.add(
        node("base", 0, "math500"), "base", Optional.of(Evaluations.report("m", "math500", "10")));
    BenchmarkSection section = results.section(List.of());
    assertEquals(List.of(), section.table().rows());
    assertEquals(1, section.figures().size());
  }

  @Test
  void withoutBenchmarksThereIsNoSection() {
    BenchmarkResults none = new BenchmarkResults(AskedBenchmarks.NONE);
    assertTrue(none.section(List.of("origin")).nothingAsked());
  }

  /** 2 problems x (1 + 2): of 1 one problem greedily, of 5 both with one or two samples. */
  @Test
  void aPartHasAtLeastSoManyResponses() throws Exception {
    AskedBenchmark whole = asked("aime24", 2).named("aime24");
    assertEquals(6, whole.responses());
    for (int responses = 1; responses <= 6; responses++) {
      AskedBenchmark part = whole.part(responses);
      assertTrue(part.responses() >= responses && part.responses() <= responses + 1);
      assertEquals(Math.min(responses, 2), part.benchmark().problems().size());
    }
  }
}
