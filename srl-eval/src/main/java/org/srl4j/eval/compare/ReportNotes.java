package org.srl4j.eval.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.settings.SeedPlan;
import org.srl4j.eval.compare.start.BasePolicies;
import org.srl4j.eval.method.Methods;
import org.srl4j.eval.report.ComparisonReport;
import org.srl4j.eval.report.Contrast;
import org.srl4j.eval.report.MethodResult;
import org.srl4j.eval.report.PairedTest;

/** What a reader of the report must know, made of the figures themselves. */
final class ReportNotes {
  /** The order of the paper's table 1, worst first. */
  private static final List<String> PAPER_ORDER = List.of("sft_outline", "rlvr", "srl", "srl_rlvr");

  private ReportNotes() {}

  static List<String> of(
      ComparisonConfig config,
      List<MethodResult> methods,
      List<PairedTest> tests,
      List<BasePolicies.Base> bases,
      boolean stopped) {
    List<String> notes = new ArrayList<>();
    if (stopped) {
      notes.add(
          "Stopped on request: the figures are those of the runs that were over by then; the same"
              + " command with --resume goes on with the others.");
    }
    notes.add(ordering(methods, tests));
    friendlyControl(methods, notes);
    if (config.runs().seeds().size() < 5) {
      notes.add(
          config.runs().seeds().size()
              + " seed(s): differences between methods are those of this data and"
              + " these draws; use the preset full before quoting them.");
    }
    SeedPlan plan = config.runs();
    if (plan.controlSeeds() < plan.seeds().size()) {
      notes.add(
          "Controls and ablations ran on the first "
              + plan.controlSeeds()
              + " seed(s) only; compare"
              + " them with the other methods seed by seed.");
    }
    if (plan.sweepSeeds() < plan.seeds().size()) {
      notes.add(
          "Learning rates were swept on the validation problems of the first "
              + plan.sweepSeeds()
              + " seed(s); the other seeds use the first one's choice.");
    }
    unchanged(methods, notes);
    long cached = bases.stream().filter(BasePolicies.Base::cached).count();
    if (cached > 0) {
      notes.add(
          cached
              + " of "
              + bases.size()
              + " base policies were read from a cache, not trained in"
              + " this run; they have never seen a convention.");
    }
    return notes;
  }

  /** That something is not there, if so. */
  static List<String> missing(List<ComparisonReport.MissingRun> missing) {
    if (missing.isEmpty()) {
      return List.of();
    }
    return List.of(
        "NOT COMPLETE: "
            + missing.size()
            + " trainings, tests and benchmarks have no result; see the table of runs without a result. The"
            + " same command with --resume tries again what failed and goes on with what is open.");
  }

  /** Means over seeds by method, as one note; none where nothing was measured. */
  static List<String> stepSimilarities(Map<String, List<Double>> byMethod) {
    if (byMethod.isEmpty()) {
      return List.of();
    }
    String figures =
        byMethod.entrySet().stream()
            .map(e -> String.format("%s %.4f", e.getKey(), mean(e.getValue())))
            .collect(Collectors.joining(", "));
    return List.of(
        "Similarity of greedy steps with the expert's on test problems, given the expert's steps"
            + " before (mean of SequenceMatcher ratios): "
            + figures
            + ".");
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** Whether the tests bear the paper's order out, pair by pair of it. */
  private static String ordering(List<MethodResult> methods, List<PairedTest> tests) {
    List<PairedTest> ofThePaper =
        tests.stream()
            .filter(test -> rank(test.pair().first()) > rank(test.pair().second()))
            .filter(test -> rank(test.pair().second()) >= 0)
            .toList();
    List<Contrast> contrasts = Contrast.of(methods, ofThePaper);
    String against = Contrast.sentence(contrasts.stream().filter(Contrast::isShownWorse).toList());
    String shown = Contrast.sentence(contrasts.stream().filter(Contrast::isShownBetter).toList());
    String open =
        Contrast.sentence(
            contrasts.stream().filter(c -> !c.isShownWorse() && !c.isShownBetter()).toList());
    String order = "The order of the paper's table 1 (SFT, RLVR, SRL, SRL → RLVR), by the tests: ";
    return order
        + (against.isEmpty() ? "nothing contradicts it" : "CONTRADICTED by " + against)
        + (shown.isEmpty() ? "; none of its gaps is shown" : "; shown: " + shown)
        + (open.isEmpty() ? "" : "; open: " + open)
        + ".";
  }

  /** Place in the paper's order, worst first; -1 outside of it. */
  private static int rank(String method) {
    return PAPER_ORDER.indexOf(method);
  }

  /** A method whose best checkpoint is its start has the start's figures; readers must know. */
  private static void unchanged(List<MethodResult> methods, List<String> notes) {
    List<String> labels =
        methods.stream()
            .filter(m -> !m.name().equals(Methods.BASE))
            .filter(m -> m.seeds().stream().anyMatch(r -> r.selectedUpdate() == 0))
            .map(
                m ->
                    m.label()
                        + m.seeds().stream()
                            .filter(r -> r.selectedUpdate() == 0)
                            .map(r -> "" + r.seed())
                            .collect(Collectors.joining(", ", " (seed ", ")")))
            .toList();
    if (!labels.isEmpty()) {
      notes.add(
          "No checkpoint validated better than the start, so the figures are the start's: "
              + String.join("; ", labels)
              + ". The sweep and the curves show what training did.");
    }
  }

  /** The control in which SFT wins must stand beside the headline. */
  private static void friendlyControl(List<MethodResult> methods, List<String> notes) {
    for (MethodResult method : methods) {
      if (method.name().equals("sft_friendly")) {
        notes.add(
            String.format(
                "Control: SFT on expert text that spells out what a small policy must compute"
                    + " solves, greedy, %s. The benchmark shows what happens when expert steps"
                    + " leap; it is no evidence against SFT on suitable text.",
                byDecoding(method)));
      }
    }
  }

  /** {@code 0.030 in step loop, 0.980 in one pass}. */
  private static String byDecoding(MethodResult method) {
    return method.seeds().get(0).decodings().keySet().stream()
        .map(
            name ->
                String.format(
                    "%.3f in %s",
                    method.seeds().stream()
                        .mapToDouble(r -> r.decodings().get(name).greedyAccuracy())
                        .average()
                        .orElse(Double.NaN),
                    name.replace('_', ' ')))
        .collect(Collectors.joining(", "));
  }
}
