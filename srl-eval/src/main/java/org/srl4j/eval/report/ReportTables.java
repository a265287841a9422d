package org.srl4j.eval.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.srl4j.eval.metric.AverageAtK;
import org.srl4j.eval.metric.SeedSummary;
import org.srl4j.eval.page.Figures;
import org.srl4j.eval.page.Table;

/** The tables that both pages show. */
final class ReportTables {
  private final ComparisonReport report;

  ReportTables(ComparisonReport report) {
    this.report = report;
  }

  /** Decoding modes in the order of first use. */
  Set<String> decodings() {
    Set<String> modes = new LinkedHashSet<>();
    runs().forEach(run -> modes.addAll(run.decodings().keySet()));
    return modes;
  }

  /** Methods by mean greedy accuracy, best first; whoever loses is named last. */
  String order(String decoding) {
    Map<String, Double> means = new LinkedHashMap<>();
    for (MethodResult method : report.methods()) {
      List<DecodingResult> results = results(method, decoding);
      if (!results.isEmpty()) {
        means.put(method.label(), summary(results, DecodingResult::greedyAccuracy).mean());
      }
    }
    StringBuilder text = new StringBuilder("Order by mean greedy accuracy: ");
    String previous = null;
    for (Map.Entry<String, Double> entry :
        means.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .toList()) {
      String figure = Figures.percent(entry.getValue());
      if (previous != null) {
        text.append(previous.equals(figure) ? " = " : " > ");
      }
      text.append(entry.getKey()).append(' ').append(figure);
      previous = figure;
    }
    return text.append('.').toString();
  }

  /** One row per method: mean over seeds, or the one run with its interval. */
  Table headline(String decoding) {
    Set<Integer> ks = ks(all(decoding));
    List<String> header = new ArrayList<>(List.of("method", "seeds", "greedy, %"));
    header.add(averageName(all(decoding)) + ", %");
    ks.forEach(k -> header.add("pass@" + k + ", %"));
    header.addAll(List.of("execution, %", "choice, %", "invalid, %", "truncated, %", "tokens"));
    List<List<String>> rows = new ArrayList<>();
    for (MethodResult method : report.methods()) {
      List<DecodingResult> results = results(method, decoding);
      if (!results.isEmpty()) {
        rows.add(headlineRow(method.label(), results, ks));
      }
    }
    String title = DecodingResult.label(decoding);
    return new Table(capital(title), headlineNote(decoding), header, rows);
  }

  private List<String> headlineRow(String label, List<DecodingResult> results, Set<Integer> ks) {
    List<String> row = new ArrayList<>(List.of(label, String.valueOf(results.size())));
    SeedSummary greedy = summary(results, DecodingResult::greedyAccuracy);
    if (results.size() == 1) {
      row.add(Figures.percent(greedy.mean()) + Figures.percent(results.get(0).greedyInterval()));
      AverageAtK average = results.get(0).averageAtK();
      row.add(
          average == null
              ? Figures.NONE
              : Figures.percent(average.mean())
                  + Figures.plusMinus(average.standardErrorOverProblems()));
    } else {
      row.add(overSeeds(greedy) + Figures.percent(greedy.interval()));
      row.add(
          overSeeds(
              summary(results, r -> r.averageAtK() == null ? Double.NaN : r.averageAtK().mean())));
    }
    for (int k : ks) {
      row.add(overSeeds(summary(results, r -> r.passAtK().getOrDefault(k, Double.NaN))));
    }
    row.add(meanPercent(results, DecodingResult::execution));
    row.add(meanPercent(results, DecodingResult::choice));
    row.add(meanPercent(results, DecodingResult::invalidShare));
    row.add(meanPercent(results, DecodingResult::truncatedShare));
    row.add(Figures.fixed(mean(results, DecodingResult::meanCompletionTokens), 1));
    return row;
  }

  private String headlineNote(String decoding) {
    List<Integer> sizes =
        report.methods().stream().map(method -> results(method, decoding).size()).toList();
    List<String> parts = new ArrayList<>();
    if (sizes.contains(1)) {
      parts.add(
          "One seed: greedy with the 95 % Wilson interval over problems, avg@k ± standard error"
              + " over problems.");
    }
    if (sizes.stream().anyMatch(size -> size > 1)) {
      parts.add(
          "Several seeds: mean ± standard deviation over seeds, for greedy also the 95 % t interval"
              + " over seeds, not cut to 0..100; how far the problems decide is under Every seed.");
    }
    return String.join(" ", parts);
  }

  /** One row per run and decoding mode. */
  Table perSeed() {
    Set<Integer> ks = ks(all());
    List<String> header =
        new ArrayList<>(List.of("method", "seed", "decoding", "solved", "greedy, %"));
    header.addAll(List.of(averageName(all()) + ", %", "SE problems", "SE samples"));
    ks.forEach(k -> header.add("pass@" + k + ", %"));
    header.addAll(List.of("learning rate", "update tested"));
    List<List<String>> rows = new ArrayList<>();
    for (MethodResult method : report.methods()) {
      for (RunResult run : method.seeds()) {
        for (String mode : run.decodings().keySet()) {
          rows.add(seedRow(method.label(), run, mode, ks));
        }
      }
    }
    return new Table(
        "Every seed",
        "Greedy with the 95 % Wilson interval over problems. SE problems: standard error of avg@k"
            + " for other problems; SE samples: with these problems held fixed, in points.",
        header,
        rows);
  }

  private static List<String> seedRow(String label, RunResult run, String mode, Set<Integer> ks) {
    DecodingResult result = run.decodings().get(mode);
    AverageAtK average = result.averageAtK();
    int problems = result.outcomes().size();
    long solved = Math.round(result.greedyAccuracy() * problems);
    List<String> row =
        new ArrayList<>(List.of(label, String.valueOf(run.seed()), DecodingResult.label(mode)));
    row.add(solved + " of " + problems);
    row.add(Figures.percent(result.greedyAccuracy()) + Figures.percent(result.greedyInterval()));
    if (average == null) {
      row.addAll(List.of(Figures.NONE, Figures.NONE, Figures.NONE));
    } else {
      row.add(Figures.percent(average.mean()));
      row.add(Figures.percent(average.standardErrorOverProblems()));
      row.add(Figures.percent(average.standardErrorOverSamples()));
    }
    ks.forEach(k -> row.add(Figures.percent(result.passAtK().getOrDefault(k, Double.NaN))));
    row.add(Figures.rate(run.selectedLearningRate()));
    row.add(run.selectedUpdate() + " of " + run.updates());
    return row;
  }

  /** The result in one sentence, as the paired tests read it. */
  String sentence() {
    String tested = Contrast.sentence(Contrast.of(report.methods(), report.pairedTests()));
    return tested.isEmpty() ? "No two methods were tested against each other." : tested + ".";
  }

  /** One row a test. */
  Table pairedTests() {
    List<String> header =
        List.of(
            "comparison",
            "decoding",
            "runs",
            "measure",
            "difference, points",
            "test",
            "p",
            "Holm p",
            "reading");
    List<List<String>> rows = report.pairedTests().stream().map(this::testRow).toList();
    return new Table(
        "Paired tests",
        "Difference = first minus second, with the 95 % bootstrap interval over problems."
            + " McNemar: exact, with the problems that only the first : only the second solves."
            + " Holm p: adjusted over all "
            + rows.size()
            + " tests of this table; read at 0.05.",
        header,
        rows);
  }

  private List<String> testRow(PairedTest test) {
    String first = label(test.pair().first());
    String second = label(test.pair().second());
    return List.of(
        first + " − " + second,
        DecodingResult.label(test.pair().decoding()),
        test.pair().scope(),
        test.measure(),
        Figures.points(test.difference()) + Figures.percent(test.interval()),
        testName(test),
        Figures.pValue(test.rawP()),
        Figures.pValue(test.holmP()),
        reading(test, first, second));
  }

  private static String testName(PairedTest test) {
    if (test.mcNemar() != null) {
      return "McNemar " + test.mcNemar().onlyFirst() + " : " + test.mcNemar().onlySecond();
    }
    return test.permutation().exact()
        ? "permutation, exact"
        : "permutation, " + Figures.count(test.permutation().draws()) + " draws";
  }

  private static String reading(PairedTest test, String first, String second) {
    if (Double.isNaN(test.holmP())) {
      return "not adjusted";
    }
    if (test.holmP() > Contrast.SIGNIFICANCE) {
      return "no difference shown";
    }
    return first + (test.difference() > 0 ? " better than " : " worse than ") + second;
  }

  /** One row per training, test or benchmark without a result. */
  Table missing() {
    return new Table(
        "Runs without a result",
        "Diverged: loss or gradient was not finite, the other learning rates are compared. Not"
            + " possible: needs one that failed. The figures above are those of all other runs.",
        List.of("run", "method", "seed", "state", "why"),
        report.missing().stream()
            .map(m -> List.of(m.run(), m.label(), "" + m.seed(), m.state(), m.cause()))
            .toList());
  }

  /** One row a learning rate that was tried. */
  Table sweep() {
    List<List<String>> rows = new ArrayList<>();
    for (MethodResult method : report.methods()) {
      for (RunResult run : method.seeds()) {
        run.sweep()
            .forEach(
                (rate, score) ->
                    rows.add(
                        List.of(
                            method.label(),
                            String.valueOf(run.seed()),
                            Figures.rate(rate),
                            Figures.percent(score),
                            rate == run.selectedLearningRate() ? "selected" : "")));
      }
    }
    return new Table(
        "Learning-rate selection",
        "Best validation score of each learning rate; held-out problems play no part in it.",
        List.of("method", "seed", "learning rate", "validation score, %", ""),
        rows);
  }

  /** One row a phase and a total. */
  Table phases() {
    List<PhaseTiming> phases = new ArrayList<>(report.phases());
    if (!phases.isEmpty()) {
      phases.add(
          new PhaseTiming(
              "total",
              phases.stream().mapToDouble(PhaseTiming::wallSeconds).sum(),
              phases.stream().mapToLong(PhaseTiming::updates).sum(),
              phases.stream().mapToLong(PhaseTiming::tokensGenerated).sum(),
              phases.stream().mapToLong(PhaseTiming::tokensTrained).sum(),
              phases.stream().mapToLong(PhaseTiming::rollouts).sum()));
    }
    List<String> header =
        List.of(
            "phase",
            "wall, s",
            "updates",
            "rollouts",
            "rollouts/s",
            "tokens generated",
            "generated/s",
            "tokens trained",
            "trained/s");
    return new Table(
        "Time and work",
        "Rates are counts over the wall time of the whole phase.",
        header,
        phases.stream().map(ReportTables::phaseRow).toList());
  }

  private static List<String> phaseRow(PhaseTiming phase) {
    return List.of(
        phase.name(),
        Figures.fixed(phase.wallSeconds(), 1),
        Figures.count(phase.updates()),
        Figures.count(phase.rollouts()),
        Figures.fixed(phase.perSecond(phase.rollouts()), 1),
        Figures.count(phase.tokensGenerated()),
        Figures.count(phase.perSecond(phase.tokensGenerated())),
        Figures.count(phase.tokensTrained()),
        Figures.count(phase.perSecond(phase.tokensTrained())));
  }

  /** One row a fact. */
  Table environment() {
    List<List<String>> rows = new ArrayList<>();
    report.environment().forEach((fact, value) -> rows.add(List.of(fact, value)));
    return new Table("Environment", "", List.of("fact", "value"), rows);
  }

  private String label(String name) {
    return report.methods().stream()
        .filter(method -> method.name().equals(name))
        .map(MethodResult::label)
        .findFirst()
        .orElse(name);
  }

  private static Set<Integer> ks(Stream<DecodingResult> results) {
    Set<Integer> ks = new TreeSet<>();
    results.forEach(result -> ks.addAll(result.passAtK().keySet()));
    return ks;
  }

  static String averageName(Stream<DecodingResult> results) {
    List<Integer> ks =
        results
            .map(DecodingResult::averageAtK)
            .filter(Objects::nonNull)
            .map(AverageAtK::k)
            .distinct()
            .toList();
    return ks.size() == 1 ? "avg@" + ks.get(0) : "avg@k";
  }

  private Stream<RunResult> runs() {
    return report.methods().stream().flatMap(method -> method.seeds().stream());
  }

  Stream<DecodingResult> all() {
    return runs().flatMap(run -> run.decodings().values().stream());
  }

  private Stream<DecodingResult> all(String decoding) {
    return runs().map(run -> run.decodings().get(decoding)).filter(Objects::nonNull);
  }

  static List<DecodingResult> results(MethodResult method, String decoding) {
    return method.seeds().stream()
        .map(run -> run.decodings().get(decoding))
        .filter(Objects::nonNull)
        .toList();
  }

  /** Null when a seed lacks the figure: a mean over fewer seeds would look like the whole. */
  static SeedSummary summary(
      List<DecodingResult> results, ToDoubleFunction<DecodingResult> figure) {
    double[] values = results.stream().mapToDouble(figure).toArray();
    for (double value : values) {
      if (Double.isNaN(value)) {
        return null;
      }
    }
    return SeedSummary.of(values);
  }

  private static double mean(
      List<DecodingResult> results, ToDoubleFunction<DecodingResult> figure) {
    SeedSummary summary = summary(results, figure);
    return summary == null ? Double.NaN : summary.mean();
  }

  static String meanPercent(List<DecodingResult> results, ToDoubleFunction<DecodingResult> figure) {
    return Figures.percent(mean(results, figure));
  }

  private static String overSeeds(SeedSummary summary) {
    return summary == null
        ? Figures.NONE
        : Figures.percent(summary.mean()) + Figures.plusMinus(summary.standardDeviation());
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
