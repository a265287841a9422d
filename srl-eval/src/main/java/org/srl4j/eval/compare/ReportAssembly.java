package org.srl4j.eval.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.srl4j.core.train.files.Disk;
import org.srl4j.eval.compare.benchmarks.AskedBenchmarks;
import org.srl4j.eval.compare.benchmarks.BenchmarkOrigin;
import org.srl4j.eval.compare.benchmarks.BenchmarkResults;
import org.srl4j.eval.compare.benchmarks.BenchmarkedRun;
import org.srl4j.eval.compare.graph.Board;
import org.srl4j.eval.compare.graph.Choice;
import org.srl4j.eval.compare.graph.ComparisonFolder;
import org.srl4j.eval.compare.graph.Node;
import org.srl4j.eval.compare.graph.NodeState;
import org.srl4j.eval.compare.graph.Standing;
import org.srl4j.eval.compare.graph.TestedRun;
import org.srl4j.eval.compare.graph.TrainedRun;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.compare.start.BasePolicies;
import org.srl4j.eval.config.ConfigWriter;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.metric.PairedOutcomes;
import org.srl4j.eval.metric.ProblemOutcome;
import org.srl4j.eval.page.StrictJson;
import org.srl4j.eval.report.ComparisonReport;
import org.srl4j.eval.report.MethodResult;
import org.srl4j.eval.report.PairedTest;
import org.srl4j.eval.report.PhaseTiming;
import org.srl4j.eval.report.RunResult;
import org.srl4j.eval.result.EvaluationFiles;

/** Makes the report of what is done, and says what is not. */
public final class ReportAssembly {
  private static final long TEST_SEED = 7;
  private final ComparisonConfig config;
  private final TaskSetup setup;
  private final List<BasePolicies.Base> bases;
  private final Ran ran;
  private final Map<String, List<RunResult>> runs = new LinkedHashMap<>();
  private final List<PhaseTiming> phases = new ArrayList<>();
  private final Map<String, List<Double>> stepSimilarities = new LinkedHashMap<>();
  private final BenchmarkResults benchmarks;

  /**
   * What ran.
   *
   * @param folder of the comparison
   * @param board where everything stands
   * @param benchmarks what was asked beside the test problems
   * @param seconds that this process took
   * @param stopped whether a stop was asked for
   */
  record Ran(
      ComparisonFolder folder,
      Board board,
      AskedBenchmarks benchmarks,
      double seconds,
      boolean stopped) {}

  ReportAssembly(ComparisonConfig config, TaskSetup setup, List<BasePolicies.Base> bases, Ran ran) {
    this.config = config;
    this.setup = setup;
    this.bases = List.copyOf(bases);
    this.ran = ran;
    this.benchmarks = new BenchmarkResults(ran.benchmarks());
    for (int i = 0; i < bases.size(); i++) {
      BasePolicies.Base base = bases.get(i);
      if (!base.cached()) {
        BasePolicies.Provenance p = base.provenance();
        phases.add(
            new PhaseTiming(
                "base " + i + ", pre-training",
                p.seconds(),
                p.recipe().updates(),
                0,
                p.trainedTokens(),
                0));
      }
    }
    for (Standing standing : ran.board().standings()) {
      Node node = standing.node();
      boolean over = standing.state() == NodeState.TESTED;
      if (node.kind() == Node.Kind.BENCHMARK) {
        addBenchmark(node, over);
      } else if (over) {
        add(node);
      }
    }
  }

  /**
   * How many trainings, tests and benchmarks have no result, and will have none without another
   * try.
   */
  public long lost() {
    return ran.board().standings().stream().filter(s -> s.state().isLost()).count();
  }

  private void add(Node node) {
    TestedRun tested = ran.folder().tested(node);
    Choice choice = choice(node, tested.run());
    Method method = config.methods().named(node.method());
    runs.computeIfAbsent(node.method(), name -> new ArrayList<>())
        .add(result(node.seed(), choice, tested));
    if (choice.trained() != null) {
      phases.add(training(method, node.seed(), choice.trained()));
    }
    phases.add(tested.timing());
    if (!Double.isNaN(tested.stepSimilarity())) {
      stepSimilarities
          .computeIfAbsent(method.label(), name -> new ArrayList<>())
          .add(tested.stepSimilarity());
    }
  }

  private void addBenchmark(Node node, boolean over) {
    String label = config.methods().named(node.method()).label();
    if (!over) {
      benchmarks.add(node, label, Optional.empty());
      return;
    }
    Path folder = ran.folder().path().resolve(node.name());
    try {
      BenchmarkedRun asked =
          StrictJson.read(
              folder.resolve(BenchmarkedRun.FILE), BenchmarkedRun.class, "a run that was asked");
      choice(node, asked.run());
      benchmarks.add(node, label, Optional.of(EvaluationFiles.read(folder)));
      phases.add(asked.timing());
    } catch (IOException e) {
      throw Disk.fault("reading " + folder, e);
    }
  }

  /** The run that was chosen for a method and seed, which must be the one that was asked. */
  private Choice choice(Node node, String asked) {
    Choice choice = ran.board().choice(node.method(), node.seed()).orElseThrow(() -> stale(node));
    if (!choice.run().equals(asked)) {
      throw stale(node);
    }
    return choice;
  }

  /** Somebody changed the folder by hand: the runs would choose otherwise today. */
  private IllegalStateException stale(Node test) {
    return new IllegalStateException(
        ran.folder().path().resolve(test.name())
            + ": tests another run than the one that validates best now; delete this folder and go"
            + " on with --resume");
  }

  private static RunResult result(long seed, Choice choice, TestedRun tested) {
    TrainedRun trained = choice.trained();
    return new RunResult(
        seed,
        trained == null ? Double.NaN : trained.learningRate(),
        choice.sweep(),
        trained == null ? 0 : trained.updates(),
        trained == null ? 0 : trained.selectedUpdate(),
        tested.decodings(),
        trained == null ? List.of() : trained.curve(),
        tested.samples());
  }

  private static PhaseTiming training(Method method, long seed, TrainedRun run) {
    return new PhaseTiming(
        method.label() + ", seed " + seed + ", training",
        run.seconds(),
        run.updates(),
        run.generatedTokens(),
        run.trainedTokens(),
        run.rollouts());
  }

  /** The report, not yet written; empty when nothing was tested. */
  public Optional<ComparisonReport> report() {
    if (runs.isEmpty() && !benchmarks.any()) {
      return Optional.empty();
    }
    List<MethodResult> methods = new ArrayList<>();
    for (Method method : config.compared()) {
      if (runs.containsKey(method.name())) {
        methods.add(new MethodResult(method.name(), method.label(), runs.get(method.name())));
      }
    }
    List<PhaseTiming> all = new ArrayList<>(phases);
    all.add(new PhaseTiming("whole comparison", ran.seconds(), 0, 0, 0, 0));
    List<PairedTest> tests = PairedTest.adjust(tests());
    List<String> notes =
        new ArrayList<>(ReportNotes.of(config, methods, tests, bases, ran.stopped()));
    notes.addAll(ReportNotes.missing(missing()));
    notes.addAll(ReportNotes.stepSimilarities(stepSimilarities));
    notes.addAll(setup.notes());
    return Optional.of(
        new ComparisonReport(
            ComparisonReport.SCHEMA_VERSION,
            "Comparison of SFT, RLVR, SRL and SRL → RLVR",
            config.preset(),
            OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            configJson(),
            Environment.facts(bases),
            setup.description(),
            methods,
            missing(),
            benchmarks.section(BenchmarkOrigin.notes(config, bases, methods)),
            tests,
            all,
            notes));
  }

  private List<ComparisonReport.MissingRun> missing() {
    return ran.board().standings().stream()
        .filter(standing -> !standing.state().isDone())
        .map(
            standing ->
                new ComparisonReport.MissingRun(
                    standing.node().name(),
                    config.methods().named(standing.node().method()).label(),
                    standing.node().seed(),
                    standing.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    standing.cause()))
        .toList();
  }

  private JsonNode configJson() {
    try {
      return new ObjectMapper().readTree(ConfigWriter.toJson(config));
    } catch (JsonProcessingException e) {
      throw new AssertionError("the config writer wrote no JSON", e);
    }
  }

  private List<PairedTest> tests() {
    List<PairedTest> tests = new ArrayList<>();
    for (Method method : config.compared()) {
      for (String other : method.against()) {
        if (runs.containsKey(method.name()) && runs.containsKey(other)) {
          tests.addAll(tests(method.name(), other));
        }
      }
    }
    return tests;
  }

  private List<PairedTest> tests(String name, String other) {
    List<PairedTest> tests = new ArrayList<>();
    for (RunResult first : runs.get(name)) {
      for (RunResult second : runs.get(other)) {
        if (first.seed() == second.seed()) {
          tests.addAll(
              PairedTest.of(
                  new PairedTest.Pair(name, other, first.mainDecoding(), "seed " + first.seed()),
                  new PairedOutcomes(outcomes(first), outcomes(second)),
                  TEST_SEED));
        }
      }
    }
    return tests;
  }

  private static List<ProblemOutcome> outcomes(RunResult run) {
    return run.main().outcomes();
  }
}
