package org.srl4j.eval.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.srl4j.eval.page.Figures;
import org.srl4j.eval.page.Table;
import org.srl4j.eval.report.DecodingResult;

/**
 * How a policy did in an exam.
 *
 * @param task name of the task
 * @param result all figures; execution and choice are NaN where the task cannot tell
 * @param folder of responses and report; empty if they are not kept
 */
public record Marks(String task, DecodingResult result, Optional<Path> folder) implements Shown {

  /** Rejects missing parts. */
  public Marks {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(result, "result");
  }

  /** Share solved greedily, in [0, 1]. */
  public double greedyAccuracy() {
    return result.greedyAccuracy();
  }

  private ShownTable table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "greedy accuracy, % [95 % Wilson]",
            Figures.percent(result.greedyAccuracy()) + Figures.percent(result.greedyInterval())));
    if (result.averageAtK() != null) {
      rows.add(
          List.of(
              "avg@" + result.averageAtK().k() + ", %",
              Figures.percent(result.averageAtK().mean())));
    }
    result.passAtK().forEach((k, value) -> rows.add(List.of("pass@" + k + ", %", percent(value))));
    addMeasured(rows, "execution, %", result.execution());
    addMeasured(rows, "choice, %", result.choice());
    rows.add(List.of("invalid, %", percent(result.invalidShare())));
    folder.ifPresent(where -> rows.add(List.of("responses and report", where.toString())));
    String title = task + ", " + result.outcomes().size() + " problems";
    return new ShownTable(new Table(title, "", List.of("figure", "value"), rows));
  }

  private static void addMeasured(List<List<String>> rows, String figure, double share) {
    if (!Double.isNaN(share)) {
      rows.add(List.of(figure, percent(share)));
    }
  }

  private static String percent(double share) {
    return Figures.percent(share);
  }

  @Override
  public String html() {
    return table().html();
  }

  @Override
  public String toString() {
    return table().toString();
  }
}
