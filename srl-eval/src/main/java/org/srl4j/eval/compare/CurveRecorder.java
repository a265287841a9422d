package org.srl4j.eval.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.train.ExperienceBatch;
import org.srl4j.core.train.ScoredGroup;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.eval.report.CurvePoint;

/** Keeps the validations of a training as a curve, and counts rollouts. */
public final class CurveRecorder implements TrainingListener {
  private static final List<String> EXTRA =
      List.of("entropy", "dynamic_sampling/kept_ratio", "srl/format_error_ratio", "loss");

  private final List<CurvePoint> points = new ArrayList<>();
  private long rollouts;
  private double lastReward = Double.NaN;

  @Override
  public void afterCollection(long collection, ExperienceBatch batch) {
    for (ScoredGroup group : batch.groups()) {
      rollouts += group.group().size();
    }
  }

  @Override
  public void afterUpdate(long update, UpdateStats stats) {
    Map<String, Double> values = stats.values();
    lastReward = values.getOrDefault("reward", lastReward);
    if (!values.containsKey("eval_accuracy")) {
      return;
    }
    Map<String, Double> extra = new LinkedHashMap<>();
    EXTRA.stream().filter(values::containsKey).forEach(n -> extra.put(n, values.get(n)));
    points.add(
        new CurvePoint(
            update,
            values.get("compute/weighted_tokens").longValue(),
            values.get("elapsed_seconds"),
            values.get("eval_accuracy"),
            lastReward,
            extra));
  }

  /** The validations so far, oldest first. */
  public List<CurvePoint> points() {
    return List.copyOf(points);
  }

  /** Rollouts sampled so far. */
  public long rollouts() {
    return rollouts;
  }
}
