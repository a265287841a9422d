package org.srl4j.eval.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.srl4j.eval.page.Figures;
import org.srl4j.eval.page.Table;
import org.srl4j.eval.report.DecodingResult;

/**
 * How a policy did in an exam.
 *
 * @param task name of the task
 * @param result all figures
 */
public record Marks(String task, DecodingResult result) implements Shown {

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
    rows.add(List.of("execution, %", percent(result.execution())));
    rows.add(List.of("choice, %", percent(result.choice())));
    rows.add(List.of("invalid, %", percent(result.invalidShare())));
    String title = task + ", " + result.outcomes().size() + " problems";
    return new ShownTable(new Table(title, "", List.of("figure", "value"), rows));
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
