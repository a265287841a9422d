package org.srl4j.eval.report.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srl4j.eval.metric.AverageAtK;
import org.srl4j.eval.page.Figures;
import org.srl4j.eval.page.Table;

/**
 * The tables of the benchmarks, for both pages.
 *
 * @param section what is shown
 */
public record BenchmarkTables(BenchmarkSection section) {
  private static final int SHA_DIGITS = 12;

  /** The rows beside the paper's; empty if none of its benchmarks was asked. */
  public Optional<Table> paper() {
    return section.table().rows().isEmpty()
        ? Optional.empty()
        : Optional.of(section.table().table());
  }

  /** The user's rows for a terminal; empty if none of the paper's benchmarks was asked. */
  public Optional<Table> own() {
    return section.table().own().isEmpty()
        ? Optional.empty()
        : Optional.of(section.table().ownTable());
  }

  /** One row per method, seed and benchmark. */
  public Table figures() {
    List<List<String>> rows = new ArrayList<>();
    for (AskedTask task : section.asked()) {
      section.figures().stream()
          .filter(one -> one.benchmark().equals(task.name()))
          .forEach(one -> rows.add(row(task, one)));
    }
    return new Table(
        "Every benchmark",
        "Greedy with the 95 % Wilson interval over problems; avg@k ± standard error over problems."
            + " Unparsable, truncated and tokens are of the greedy responses.",
        List.of(
            "benchmark",
            "method",
            "seed",
            "solved",
            "greedy, %",
            "avg@k, %",
            "k",
            "unparsable, %",
            "truncated, %",
            "tokens"),
        rows);
  }

  private static List<String> row(AskedTask task, BenchmarkFigures one) {
    AverageAtK average = one.averageAtK();
    return List.of(
        task.title(),
        one.label(),
        "" + one.seed(),
        one.solved() + " of " + one.problems(),
        Figures.percent(one.greedyShare()) + Figures.percent(one.greedyInterval()),
        average == null
            ? Figures.NONE
            : Figures.percent(average.mean())
                + Figures.plusMinus(average.standardErrorOverProblems()),
        average == null ? Figures.NONE : "" + average.k(),
        Figures.percent(one.unparsableShare()),
        Figures.percent(one.truncatedShare()),
        Figures.fixed(one.meanTokens(), 1));
  }

  /** One row per benchmark. */
  public Table asked() {
    return new Table(
        "What was asked",
        "The same of every method. Prompts: through the model's chat template, or as plain text.",
        List.of(
            "benchmark",
            "version",
            "file",
            "SHA-256",
            "problems",
            "responses per problem",
            "tokens at most",
            "grader",
            "prompts"),
        section.asked().stream().map(BenchmarkTables::row).toList());
  }

  private static List<String> row(AskedTask task) {
    String sampled =
        task.samples() == 0 ? "" : " + " + task.samples() + " at temperature " + task.temperature();
    String sha = task.sha256();
    return List.of(
        task.title(),
        task.version(),
        task.dataFile(),
        sha.length() > SHA_DIGITS ? sha.substring(0, SHA_DIGITS) + "…" : sha,
        task.problems() + " of " + task.rows(),
        "1 greedy" + sampled,
        Figures.count(task.maxNewTokens()),
        task.grader(),
        task.promptForm());
  }
}
