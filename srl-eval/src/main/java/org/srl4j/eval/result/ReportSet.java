package org.srl4j.eval.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.srl4j.eval.metric.PairedOutcomes;
import org.srl4j.eval.metric.SmallestGap;
import org.srl4j.eval.report.PairedTest;

/**
 * Several models on several benchmarks, each at most once.
 *
 * @param reports in the order of presentation; the first one's model is the baseline
 */
public record ReportSet(List<NamedReport> reports) {
  /** Seed of bootstrap and permutation draws, so that a comparison can be repeated. */
  public static final long SEED = 0;

  /** Checks that there is a report, and no model twice on a benchmark. */
  public ReportSet {
    reports = List.copyOf(reports);
    if (reports.isEmpty()) {
      throw new IllegalArgumentException("reports: needs at least one, got none");
    }
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < reports.size(); i++) {
      NamedReport report = reports.get(i);
      Integer earlier = places.putIfAbsent(report.model() + "\n" + report.task(), i);
      if (earlier != null) {
        throw new IllegalArgumentException(
            "reports: numbers "
                + (earlier + 1)
                + " and "
                + (i + 1)
                + " are both "
                + report.model()
                + " on "
                + report.task()
                + "; give one another name: NAME=DIR");
      }
    }
  }

  /** The models, the baseline first. */
  public List<String> models() {
    return distinct(NamedReport::model);
  }

  /** The benchmarks, in the order of their first report. */
  public List<String> tasks() {
    return distinct(NamedReport::task);
  }

  private List<String> distinct(Function<NamedReport, String> name) {
    Set<String> names = new LinkedHashSet<>();
    reports.forEach(report -> names.add(name.apply(report)));
    return List.copyOf(names);
  }

  /** A model's report on a benchmark, if there is one. */
  public Optional<EvaluationReport> find(String model, String task) {
    return reports.stream()
        .filter(report -> report.model().equals(model) && report.task().equals(task))
        .map(NamedReport::report)
        .findFirst();
  }

  /**
   * A test and what it could have shown.
   *
   * @param test adjusted over all tests of the set
   * @param smallestGap smallest difference that would have been shown at 95 % with this many
   *     discordant problems (greedy) or this spread (avg@k), unadjusted; NaN = none
   */
  public record Paired(PairedTest test, double smallestGap) {

    /** Rejects a missing test. */
    public Paired {
      Objects.requireNonNull(test, "test");
    }
  }

  /**
   * Every other model against the baseline on every benchmark that both have, Holm-adjusted over
   * all.
   *
   * @throws IllegalArgumentException if two reports of a benchmark are on different problems
   */
  public List<Paired> tests() {
    String baseline = models().get(0);
    List<PairedTest> tests = new ArrayList<>();
    List<Double> gaps = new ArrayList<>();
    for (String model : models().subList(1, models().size())) {
      for (String task : tasks()) {
        Optional<EvaluationReport> first = find(model, task);
        Optional<EvaluationReport> second = find(baseline, task);
        if (first.isEmpty() || second.isEmpty()) {
          continue;
        }
        PairedOutcomes outcomes = paired(model, first.get(), second.get());
        PairedTest.Pair pair = new PairedTest.Pair(model, baseline, "one_pass", task);
        for (PairedTest test : PairedTest.of(pair, outcomes, SEED)) {
          tests.add(test);
          gaps.add(gap(test, outcomes));
        }
      }
    }
    List<PairedTest> adjusted = PairedTest.adjust(tests);
    List<Paired> result = new ArrayList<>();
    for (int i = 0; i < adjusted.size(); i++) {
      result.add(new Paired(adjusted.get(i), gaps.get(i)));
    }
    return result;
  }

  private static PairedOutcomes paired(
      String model, EvaluationReport first, EvaluationReport second) {
    try {
      return new PairedOutcomes(first.outcomes(), second.outcomes());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          model + " on " + first.run().task() + ": " + e.getMessage(), e);
    }
  }

  private static double gap(PairedTest test, PairedOutcomes outcomes) {
    if (test.mcNemar() == null) {
      return SmallestGap.paired(outcomes.averageDifferences());
    }
    int discordant = test.mcNemar().onlyFirst() + test.mcNemar().onlySecond();
    int problems = SmallestGap.greedyProblemsGiven(discordant);
    return problems > discordant ? Double.NaN : (double) problems / test.problems();
  }

  /** What makes figures of a benchmark hard to compare: other grader, data, prompt or limits. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (String task : tasks()) {
      List<NamedReport> same = reports.stream().filter(r -> r.task().equals(task)).toList();
      differing(same, task, "grader", r -> r.grader() + " " + r.graderVersion(), notes);
      differing(same, task, "task version", r -> r.run().taskVersion(), notes);
      differing(same, task, "data checksum", r -> r.run().dataSha256().substring(0, 12), notes);
      differing(same, task, "prompt form", r -> r.run().promptForm(), notes);
      differing(same, task, "token limit", r -> "" + r.run().maxNewTokens(), notes);
      differing(same, task, "temperature", r -> "" + r.run().temperature(), notes);
      notes.addAll(own(same, task));
    }
    return notes;
  }

  /** What the reports themselves note, once where several say the same. */
  private static List<String> own(List<NamedReport> same, String task) {
    Map<String, Set<String>> models = new LinkedHashMap<>();
    for (NamedReport one : same) {
      for (String note : one.report().allNotes()) {
        models.computeIfAbsent(note, n -> new LinkedHashSet<>()).add(one.model());
      }
    }
    List<String> notes = new ArrayList<>();
    models.forEach(
        (note, of) -> {
          boolean all = same.size() > 1 && of.size() == same.size();
          notes.add((all ? "" : String.join(", ", of) + ", ") + task + ": " + note);
        });
    return notes;
  }

  private static void differing(
      List<NamedReport> same,
      String task,
      String what,
      Function<EvaluationReport, String> value,
      List<String> notes) {
    Map<String, List<String>> models = new LinkedHashMap<>();
    for (NamedReport one : same) {
      models.computeIfAbsent(value.apply(one.report()), v -> new ArrayList<>()).add(one.model());
    }
    if (models.size() > 1) {
      List<String> parts = new ArrayList<>();
      models.forEach((v, names) -> parts.add(v + " (" + String.join(", ", names) + ")"));
      notes.add(task + ": the " + what + " differs: " + String.join(", ", parts) + ".");
    }
  }
}
