package org.srl4j.eval.compare.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.benchmark.TaskDefinition;
import org.srl4j.eval.compare.graph.Node;
import org.srl4j.eval.report.benchmark.AskedTask;
import org.srl4j.eval.report.benchmark.BenchmarkFigures;
import org.srl4j.eval.report.benchmark.BenchmarkSection;
import org.srl4j.eval.report.benchmark.PaperTable;
import org.srl4j.eval.result.EvaluationReport;
import org.srl4j.eval.result.NamedReport;
import org.srl4j.eval.result.PaperCells;
import org.srl4j.eval.result.PaperPages;
import org.srl4j.eval.result.ReportSet;

/** What the benchmarks of a comparison came to, and what of them has no result. */
public final class BenchmarkResults {
  private final AskedBenchmarks asked;
  private final List<Result> results = new ArrayList<>();

  /** Of a node of the graph; no report = no result. */
  private record Result(Node node, String label, Optional<EvaluationReport> report) {}

  /** Nothing yet. */
  public BenchmarkResults(AskedBenchmarks asked) {
    this.asked = asked;
  }

  /**
   * Adds a benchmark of the graph.
   *
   * @param node which
   * @param label of its method
   * @param report what it came to; empty = it has no result
   */
  public void add(Node node, String label, Optional<EvaluationReport> report) {
    results.add(new Result(node, label, report));
  }

  /** Whether any has a result. */
  public boolean any() {
    return results.stream().anyMatch(result -> result.report().isPresent());
  }

  /**
   * The report's section.
   *
   * @param origin what must be known of the own rows: where they start and how long they trained
   */
  public BenchmarkSection section(List<String> origin) {
    if (asked.all().isEmpty()) {
      return BenchmarkSection.NONE;
    }
    PaperTable table = table();
    List<String> notes = new ArrayList<>(origin);
    notes.addAll(missing());
    if (table.rows().isEmpty()) {
      set().ifPresent(set -> notes.addAll(set.notes()));
    } else {
      notes.addAll(set().map(set -> new PaperPages(table, set).notes()).orElseGet(table::notes));
    }
    return new BenchmarkSection(
        asked.all().stream().map(this::task).toList(),
        results.stream().flatMap(result -> figures(result).stream()).toList(),
        table,
        notes);
  }

  private AskedTask task(AskedBenchmark one) {
    Benchmark benchmark = one.benchmark();
    TaskDefinition task = benchmark.definition();
    return new AskedTask(
        one.name(),
        task.label(),
        task.version(),
        benchmark.file().getFileName().toString(),
        benchmark.sha256(),
        benchmark.problems().size(),
        benchmark.rows(),
        one.draws().samples(),
        one.draws().temperature(),
        one.draws().maxNewTokens(),
        one.grader().name(),
        asked.form().name());
  }

  private static Optional<BenchmarkFigures> figures(Result result) {
    Node node = result.node();
    return result
        .report()
        .map(
            report ->
                new BenchmarkFigures(
                    node.benchmark(),
                    node.method(),
                    result.label(),
                    node.seed(),
                    report.run().problems(),
                    report.greedy().solved(),
                    report.greedy().wilson(),
                    report.sampled() == null ? null : report.sampled().averageAtK(),
                    report.greedy().responses().unparsableRate(),
                    report.greedy().responses().truncationRate(),
                    report.greedy().responses().meanTokens()));
  }

  private List<String> missing() {
    List<String> names =
        results.stream()
            .filter(result -> result.report().isEmpty())
            .map(result -> result.node().name())
            .toList();
    return names.isEmpty()
        ? List.of()
        : List.of("Without a result, and not counted as 0: " + String.join(", ", names) + ".");
  }

  /** Empty without a result. */
  private Optional<ReportSet> set() {
    List<NamedReport> named = new ArrayList<>();
    boolean several = results.stream().map(result -> result.node().seed()).distinct().count() > 1;
    for (Result result : results) {
      String name = result.label() + (several ? " (seed " + result.node().seed() + ")" : "");
      result.report().ifPresent(report -> named.add(new NamedReport(name, report)));
    }
    return named.isEmpty() ? Optional.empty() : Optional.of(new ReportSet(named));
  }

  /** A row per method; without rows if none of the paper's benchmarks was asked. */
  private PaperTable table() {
    PaperTable table = PaperTable.ofPaper();
    Set<String> ofPaper =
        table.columns().stream().map(PaperTable::task).collect(Collectors.toSet());
    if (asked.all().stream().noneMatch(one -> ofPaper.contains(taskName(one.name())))) {
      return BenchmarkSection.NONE.table();
    }
    Map<String, List<Result>> byMethod = new LinkedHashMap<>();
    results.forEach(
        result -> byMethod.computeIfAbsent(result.label(), label -> new ArrayList<>()).add(result));
    for (Map.Entry<String, List<Result>> method : byMethod.entrySet()) {
      long seeds = method.getValue().stream().map(r -> r.node().seed()).distinct().count();
      String name = method.getKey() + (seeds > 1 ? ", mean of " + seeds + " seeds" : "");
      table = table.with(name, cells(table, method.getValue()));
    }
    return table;
  }

  private String taskName(String asked) {
    return this.asked.named(asked).benchmark().definition().name();
  }

  private Map<String, PaperTable.Cell> cells(PaperTable table, List<Result> ofMethod) {
    Map<String, PaperTable.Cell> cells = new LinkedHashMap<>();
    for (String column : table.columns()) {
      List<Result> seeds =
          ofMethod.stream()
              .filter(r -> taskName(r.node().benchmark()).equals(PaperTable.task(column)))
              .filter(
                  r ->
                      PaperTable.isGreedy(column)
                          || asked.named(r.node().benchmark()).draws().samples() > 0)
              .toList();
      if (!seeds.isEmpty()) {
        cells.put(column, mean(seeds, column));
      }
    }
    return cells;
  }

  /** Over the seeds; a mean over fewer would look like the whole. */
  private static PaperTable.Cell mean(List<Result> seeds, String column) {
    List<Long> missing =
        seeds.stream().filter(r -> r.report().isEmpty()).map(r -> r.node().seed()).toList();
    if (!missing.isEmpty()) {
      String which =
          seeds.size() == 1
              ? ""
              : missing.stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(", ", ": seed ", ""));
      return new PaperTable.Cell(Double.NaN, "missing" + which);
    }
    double sum = 0;
    Set<String> differs = new LinkedHashSet<>();
    for (Result seed : seeds) {
      PaperTable.Cell cell = PaperCells.of(seed.report().orElseThrow(), column).orElseThrow();
      sum += cell.value();
      differs.add(cell.differs());
    }
    differs.remove("");
    return new PaperTable.Cell(sum / seeds.size(), String.join(", ", differs));
  }
}
