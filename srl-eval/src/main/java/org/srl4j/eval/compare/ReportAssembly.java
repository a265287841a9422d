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
import org.srl4j.eval.compare.settings.Arm;
import org.srl4j.eval.compare.settings.Arms;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.config.ConfigWriter;
import org.srl4j.eval.metric.PairedOutcomes;
import org.srl4j.eval.metric.ProblemOutcome;
import org.srl4j.eval.report.ComparisonReport;
import org.srl4j.eval.report.MethodResult;
import org.srl4j.eval.report.PairedTest;
import org.srl4j.eval.report.PhaseTiming;
import org.srl4j.eval.report.RunResult;

/** Collects the arms' outcomes and makes the report of them. */
final class ReportAssembly {
  private static final long TEST_SEED = 7;
  private static final List<List<String>> PAIRS =
      List.of(
          List.of("srl", "base"),
          List.of("srl", "sft_outline"),
          List.of("srl", "sft_full"),
          List.of("srl", "rlvr"),
          List.of("srl_rlvr", "srl"),
          List.of("srl_rlvr", "srl_srl"),
          List.of("srl_rlvr", "rlvr_rlvr"),
          List.of("srl", "srl_unfiltered"),
          List.of("srl", "whole_solution"),
          List.of("srl", "sft_friendly"));

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
    runs.computeIfAbsent(outcome.arm().name(), name -> new ArrayList<>()).add(outcome.result());
    phases.addAll(outcome.phases());
    outcome
        .stepSimilarity()
        .ifPresent(
            value ->
                stepSimilarities
                    .computeIfAbsent(outcome.arm().label(), name -> new ArrayList<>())
                    .add(value));
  }

  Optional<ComparisonReport> finish(double seconds, boolean stopped) {
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    List<MethodResult> methods = new ArrayList<>();
    for (Arm arm : Arms.named(config.arms())) {
      if (runs.containsKey(arm.name())) {
        methods.add(new MethodResult(arm.name(), arm.label(), runs.get(arm.name())));
      }
    }
    phases.add(new PhaseTiming("whole comparison", seconds, 0, 0, 0, 0));
    List<String> notes = new ArrayList<>(ReportNotes.of(config, methods, bases, stopped));
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
            PairedTest.adjust(tests()),
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
    for (List<String> pair : PAIRS) {
      if (!runs.containsKey(pair.get(0)) || !runs.containsKey(pair.get(1))) {
        continue;
      }
      int seeds = Math.min(runs.get(pair.get(0)).size(), runs.get(pair.get(1)).size());
      for (int s = 0; s < seeds; s++) {
        RunResult first = runs.get(pair.get(0)).get(s);
        RunResult second = runs.get(pair.get(1)).get(s);
        tests.addAll(
            PairedTest.of(
                new PairedTest.Pair(
                    pair.get(0), pair.get(1), first.mainDecoding(), "seed " + first.seed()),
                new PairedOutcomes(outcomes(first), outcomes(second)),
                TEST_SEED));
      }
    }
    return tests;
  }

  private static List<ProblemOutcome> outcomes(RunResult run) {
    return run.main().outcomes();
  }
}
