package org.srl4j.eval.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.run.MetricsRows;
import org.srl4j.eval.report.CurvePoint;

/**
 * Keeps the validations of a training as a curve, and counts rollouts. Of a run that was resumed
 * the times of its sessions are added up.
 */
public final class CurveRecorder implements TrainingListener {
  /** Of the update, or of its collection, whose figures stand with its first update only. */
  private static final List<String> EXTRA =
      List.of("entropy", "dynamic_sampling/kept_ratio", "srl/format_error_ratio", "loss");

  private static final String TIE_BREAK = "eval_tie_break";

  /**
   * What the rows of a run say.
   *
   * @param metrics its {@code metrics.jsonl}
   */
  static CurveRecorder of(Path metrics) {
    CurveRecorder curve = new CurveRecorder();
    MetricsRows.tell(metrics, curve);
    return curve;
  }

  private final List<CurvePoint> points = new ArrayList<>();
  private final Map<String, Double> last = new LinkedHashMap<>();
  private long rollouts;
  private double earlierSessions;
  private double session;

  @Override
  public void afterUpdate(long update, UpdateStats stats) {
    Map<String, Double> values = stats.values();
    keep("reward", values);
    count(values);
    EXTRA.forEach(name -> keep(name, values));
    if (!values.containsKey("eval_accuracy")) {
      return;
    }
    Map<String, Double> extra = new LinkedHashMap<>();
    EXTRA.stream().filter(last::containsKey).forEach(n -> extra.put(n, last.get(n)));
    if (values.containsKey(TIE_BREAK)) {
      extra.put(TIE_BREAK, values.get(TIE_BREAK));
    }
    points.add(
        new CurvePoint(
            update,
            values.get("compute/weighted_tokens").longValue(),
            seconds(),
            values.get("eval_accuracy"),
            last.getOrDefault("reward", Double.NaN),
            extra));
  }

  private void keep(String name, Map<String, Double> values) {
    if (values.containsKey(name)) {
      last.put(name, values.get(name));
    }
  }

  /** The validations so far, oldest first. */
  public List<CurvePoint> points() {
    return List.copyOf(points);
  }

  /** A clock that goes back is that of another process. */
  private void count(Map<String, Double> values) {
    rollouts += values.getOrDefault("train/rollouts", 0.0).longValue();
    double elapsed = values.get("elapsed_seconds");
    if (elapsed < session) {
      earlierSessions += session;
    }
    session = elapsed;
  }

  /** Wall time of all sessions up to the last update. */
  public double seconds() {
    return earlierSessions + session;
  }

  /** Rollouts sampled so far. */
  public long rollouts() {
    return rollouts;
  }
}
