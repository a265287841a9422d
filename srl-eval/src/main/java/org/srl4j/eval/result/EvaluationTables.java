package org.srl4j.eval.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.srl4j.eval.benchmark.TaskMetric;
import org.srl4j.eval.metric.AverageAtK;
import org.srl4j.eval.metric.Interval;
import org.srl4j.eval.metric.ProblemOutcome;
import org.srl4j.eval.page.Figures;
import org.srl4j.eval.page.Table;
import org.srl4j.eval.sample.RunSettings;

/** The tables of one evaluation. */
final class EvaluationTables {
  private final EvaluationReport report;

  EvaluationTables(EvaluationReport report) {
    this.report = report;
  }

  /** One row a figure, in the order that the task asks for. */
  Table results() {
    List<List<String>> rows = new ArrayList<>();
    for (TaskMetric metric : report.metrics()) {
      rows.addAll(rows(metric));
    }
    return new Table(
        "Results",
        "Intervals at 95 %, over problems of this kind. Standard errors in points: SE problems for"
            + " other problems, SE samples with these problems held fixed.",
        List.of("figure", "value", "95 % interval", "SE problems", "SE samples", "better"),
        rows);
  }

  private List<List<String>> rows(TaskMetric metric) {
    GreedyFigures greedy = report.greedy();
    SampledFigures sampled = report.sampled();
    List<List<String>> rows = new ArrayList<>();
    switch (metric.name()) {
      case "greedy_accuracy" -> {
        if (greedy != null) {
          String value = Figures.percent(greedy.accuracy()) + " %";
          String of = " (" + greedy.solved() + " of " + report.problems().size() + ")";
          rows.add(row(metric, "greedy accuracy", value + of, greedy.wilson(), null));
        }
      }
      case "avg_at_k" -> {
        if (sampled != null) {
          AverageAtK average = sampled.averageAtK();
          String value = Figures.percent(average.mean()) + " %";
          rows.add(row(metric, "avg@" + average.k(), value, null, average));
        }
      }
      case "pass_at_k" -> {
        if (sampled != null) {
          double value = sampled.passAtK().get(report.run().k());
          rows.add(share(metric, "pass@" + report.run().k(), value));
        }
      }
      case "pass_hat_k" -> {
        if (sampled != null) {
          double value = sampled.passHatK().get(report.run().k());
          rows.add(share(metric, "pass^" + report.run().k(), value));
        }
      }
      case "maj_at_k" -> {
        if (sampled != null) {
          String value = Figures.percent(sampled.majorityAtK()) + " %";
          String name = "maj@" + report.run().k();
          rows.add(row(metric, name, value, sampled.majorityInterval(), null));
        }
      }
      default -> {
        if (greedy != null) {
          rows.add(ofResponses(metric, "greedy", greedy.responses()));
        }
        if (sampled != null) {
          rows.add(ofResponses(metric, "sampled", sampled.responses()));
        }
      }
    }
    return rows;
  }

  private static List<String> ofResponses(TaskMetric metric, String mode, ModeFigures figures) {
    String name = metric.name().replace('_', ' ') + ", " + mode;
    return switch (metric.name()) {
      case "format_rate" -> share(metric, name, figures.formatRate());
      case "unparsable_rate" -> share(metric, name, figures.unparsableRate());
      case "truncation_rate" -> share(metric, name, figures.truncationRate());
      default -> row(metric, name, Figures.fixed(figures.meanTokens(), 1), null, null);
    };
  }

  private static List<String> share(TaskMetric metric, String name, double value) {
    return row(metric, name, Figures.percent(value) + " %", null, null);
  }

  private static List<String> row(
      TaskMetric metric, String name, String value, Interval interval, AverageAtK average) {
    return List.of(
        name,
        value,
        interval == null ? "" : Figures.percent(interval).strip(),
        average == null ? "" : Figures.percent(average.standardErrorOverProblems()),
        average == null ? "" : Figures.percent(average.standardErrorOverSamples()),
        metric.direction() == TaskMetric.Direction.NONE
            ? ""
            : metric.direction().name().toLowerCase(Locale.ROOT));
  }

  /** What the benchmark cannot show; stands under the results. */
  String smallestGap() {
    List<String> parts = new ArrayList<>();
    int n = report.problems().size();
    if (report.greedy() != null) {
      parts.add("greedy: " + ReportSetPages.smallestGreedyGap(n));
    }
    if (report.sampled() != null) {
      double gap = report.sampled().smallestGap();
      String name = "avg@" + report.run().k();
      parts.add(
          Double.isNaN(gap)
              ? name + ": not known, all problems have the same share of right samples"
              : name
                  + ": about "
                  + Figures.percent(gap)
                  + " points against an independent result of the same spread");
    }
    return "Smallest gap to another policy that these "
        + n
        + " problems can show at 95 %: "
        + String.join("; ", parts)
        + ".";
  }

  /** The exact interval, for those who ask for it. */
  String exactInterval() {
    return "Clopper-Pearson interval of greedy accuracy at 95 %:"
        + Figures.percent(report.greedy().clopperPearson())
        + " %.";
  }

  /** One row a number of draws. */
  Table passAtK() {
    List<List<String>> rows = new ArrayList<>();
    if (report.sampled() != null) {
      for (Map.Entry<Integer, Double> any : report.sampled().passAtK().entrySet()) {
        double every = report.sampled().passHatK().get(any.getKey());
        rows.add(
            List.of("" + any.getKey(), Figures.percent(any.getValue()), Figures.percent(every)));
      }
    }
    return new Table(
        "pass@k and pass^k",
        "Unbiased: at least one, or all, of k samples drawn without replacement are right.",
        List.of("k", "pass@k, %", "pass^k, %"),
        rows);
  }

  /** One row a mode. */
  Table responses() {
    List<List<String>> rows = new ArrayList<>();
    if (report.greedy() != null) {
      rows.add(responses("greedy", report.greedy().responses()));
    }
    if (report.sampled() != null) {
      rows.add(responses("sampled", report.sampled().responses()));
    }
    return new Table(
        "Responses",
        "Format: the expression "
            + report.format()
            + " is found. Unparsable is not wrong: the"
            + " grader found nothing to compare.",
        List.of(
            "mode",
            "responses",
            "format, %",
            "unparsable, %",
            "truncated, %",
            "tokens, mean",
            "characters, mean",
            "without room"),
        rows);
  }

  private static List<String> responses(String mode, ModeFigures figures) {
    return List.of(
        mode,
        Figures.count(figures.responses()),
        Figures.percent(figures.formatRate()),
        Figures.percent(figures.unparsableRate()),
        Figures.percent(figures.truncationRate()),
        Figures.fixed(figures.meanTokens(), 1),
        Figures.fixed(figures.meanCharacters(), 1),
        Figures.count(figures.withoutRoom()));
  }

  /** One row per problem. */
  Table problems() {
    TreeSet<String> facts = new TreeSet<>();
    report.problems().forEach(problem -> facts.addAll(problem.facts().keySet()));
    facts.remove("url");
    List<String> header = new ArrayList<>(List.of("problem", "row"));
    header.addAll(facts);
    header.addAll(List.of("gold", "greedy", "right", "majority", "answers"));
    List<List<String>> rows = new ArrayList<>();
    for (ProblemResult problem : report.problems()) {
      ProblemOutcome outcome = problem.outcome();
      List<String> row = new ArrayList<>(List.of(outcome.problemId(), "" + problem.row()));
      facts.forEach(fact -> row.add(problem.facts().getOrDefault(fact, "")));
      row.add(String.join(" or ", problem.golds()));
      row.add(
          outcome.greedyVerdict() == null
              ? Figures.NONE
              : outcome.greedyVerdict().name().toLowerCase(Locale.ROOT));
      boolean sampled = outcome.samples() > 0;
      row.add(sampled ? outcome.correct() + " of " + outcome.samples() : Figures.NONE);
      row.add(sampled ? problem.majorityRight() ? "right" : "wrong" : Figures.NONE);
      row.add(sampled ? "" + problem.answerClasses() : Figures.NONE);
      rows.add(row);
    }
    return new Table(
        "Problems",
        "Answers: how many different ones the samples gave, by the grader.",
        header,
        rows);
  }

  /** What decided the samples, and who graded them. */
  Table settings() {
    RunSettings run = report.run();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("task", run.task() + ", version " + run.taskVersion()));
    rows.add(List.of("data", report.dataFile() + ", sha256 " + run.dataSha256()));
    rows.add(List.of("problems", "" + run.problems()));
    rows.add(List.of("model", run.model() + ", sha256 " + run.modelSha256()));
    rows.add(List.of("prompt", run.promptForm() + ", sha256 " + run.promptSha256()));
    rows.add(List.of("greedy", run.greedy() ? "yes" : "no"));
    rows.add(List.of("samples per problem (k)", "" + run.k()));
    if (run.k() > 0) {
      rows.add(List.of("temperature, top-p", run.temperature() + ", " + run.topP()));
    }
    rows.add(List.of("tokens a response, at most", "" + run.maxNewTokens()));
    rows.add(List.of("stop strings", String.join(" ", run.stopStrings())));
    rows.add(List.of("seed", "" + run.seed()));
    rows.add(List.of("grader", report.grader() + ", version " + report.graderVersion()));
    return new Table("Settings", "", List.of("setting", "value"), rows);
  }
}
