package org.srl4j.eval.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.config.ConfigWriter;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.metric.PairedOutcomes;
import org.srl4j.eval.metric.ProblemOutcome;
import org.srl4j.eval.report.ComparisonReport;
import org.srl4j.eval.report.MethodResult;
import org.srl4j.eval.report.PairedTest;
import org.srl4j.eval.report.PhaseTiming;
import org.srl4j.eval.report.RunResult;

/** Collects the methods' outcomes and makes the report of them. */
final class ReportAssembly {
  private static final long TEST_SEED = 7;
  private final ComparisonConfig config;
  private final TaskSetup setup;
  private final List<BasePolicies.Base> bases;
  private final Map<String, List<RunResult>> runs = new LinkedHashMap<>();
  private final List<PhaseTiming> phases = new ArrayList<>();
  private final Map<String, List<Double>> stepSimilarities = new LinkedHashMap<>();

  ReportAssembly(ComparisonConfig config, TaskSetup setup, List<BasePolicies.Base> bases) {
    this.config = config;
    this.setup = setup;
    this.bases = List.copyOf(bases);
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
  }

  void add(SeedExperiment.Outcome outcome) {
    runs.computeIfAbsent(outcome.method().name(), name -> new ArrayList<>()).add(outcome.result());
    phases.addAll(outcome.phases());
    outcome
        .stepSimilarity()
        .ifPresent(
            value ->
                stepSimilarities
                    .computeIfAbsent(outcome.method().label(), name -> new ArrayList<>())
                    .add(value));
  }

  Optional<ComparisonReport> finish(double seconds, boolean stopped) {
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    List<MethodResult> methods = new ArrayList<>();
    for (Method method : config.compared()) {
      if (runs.containsKey(method.name())) {
        methods.add(new MethodResult(method.name(), method.label(), runs.get(method.name())));
      }
    }
    phases.add(new PhaseTiming("whole comparison", seconds, 0, 0, 0, 0));
    List<PairedTest> tests = PairedTest.adjust(tests());
    List<String> notes = new ArrayList<>(ReportNotes.of(config, methods, tests, bases, stopped));
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
            tests,
            phases,
            notes));
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
    int seeds = Math.min(runs.get(name).size(), runs.get(other).size());
    for (int s = 0; s < seeds; s++) {
      RunResult first = runs.get(name).get(s);
      RunResult second = runs.get(other).get(s);
      tests.addAll(
          PairedTest.of(
              new PairedTest.Pair(name, other, first.mainDecoding(), "seed " + first.seed()),
              new PairedOutcomes(outcomes(first), outcomes(second)),
              TEST_SEED));
    }
    return tests;
  }

  private static List<ProblemOutcome> outcomes(RunResult run) {
    return run.main().outcomes();
  }
}
