package org.srl4j.eval.result;

import java.util.Objects;

/**
 * A report under the name of its model.
 *
 * @param model name in tables
 * @param report its figures on one benchmark
 */
public record NamedReport(String model, EvaluationReport report) {

  /** Rejects missing parts. */
  public NamedReport {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(report, "report");
  }

  /** The benchmark's name. */
  public String task() {
    return report.run().task();
  }
}
