package org.srl4j.eval.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.srl4j.core.train.StopReason;
import org.srl4j.core.train.TrainingResult;
import org.srl4j.eval.compare.MethodRun;
import org.srl4j.eval.page.Figures;
import org.srl4j.eval.page.Table;
import org.srl4j.eval.report.CurvePoint;
import org.srl4j.models.policy.PolicyModel;

/**
 * A training that ended. As a cell's value it shows its metrics and its curve.
 *
 * @param name in tables and charts
 * @param run how it went
 * @param policy with the parameters that validated best, or the last if nothing was validated
 * @param folder metrics.jsonl, completions.jsonl, checkpoints
 */
public record ExperimentRun(String name, MethodRun run, PolicyModel policy, Path folder)
    implements Shown {

  /** The validations, a row each. */
  public ShownTable metrics() {
    List<List<String>> rows = new ArrayList<>();
    for (CurvePoint point : run.curve()) {
      rows.add(
          List.of(
              "" + point.update(),
              Figures.count(point.computeTokens()),
              Figures.percent(point.validationScore()),
              Figures.fixed(point.reward(), 3),
              metric(point, "loss"),
              metric(point, "entropy"),
              metric(point, "dynamic_sampling/kept_ratio")));
    }
    return new ShownTable(
        new Table(
            name,
            "",
            List.of(
                "update", "compute tokens", "validation, %", "reward", "loss", "entropy", "kept"),
            rows));
  }

  private static String metric(CurvePoint point, String metric) {
    return Figures.fixed(point.metrics().getOrDefault(metric, Double.NaN), 3);
  }

  /** Validation accuracy over compute. */
  public Curves curve() {
    return Experiments.curves(this);
  }

  /** Best validation accuracy, in [0, 1]. */
  public double validation() {
    return run.validation();
  }

  /** Updates made. */
  public long updates() {
    return result().state().update();
  }

  /** Rollouts sampled for training. */
  public long rollouts() {
    return run.rollouts();
  }

  /** Weighted tokens spent: prompt + generated + 3 trained. */
  public long tokens() {
    return result().state().compute().weighted();
  }

  /** Wall time, validation included. */
  public double seconds() {
    return result().seconds();
  }

  /** Whether an interrupt ended it. */
  public boolean interrupted() {
    return result().reason() == StopReason.STOP_REQUESTED;
  }

  /** Why it ended, in words. */
  String reason() {
    return result().reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private TrainingResult result() {
    return run.result();
  }

  @Override
  public String html() {
    return metrics().html() + curve().html();
  }

  @Override
  public String toString() {
    return metrics().toString();
  }
}
