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
  /** Of the update, or of its collection, whose figures stand with its first update only. */
  private static final List<String> EXTRA =
      List.of("entropy", "dynamic_sampling/kept_ratio", "srl/format_error_ratio", "loss");

  private static final String TIE_BREAK = "eval_tie_break";

  private final List<CurvePoint> points = new ArrayList<>();
  private final Map<String, Double> last = new LinkedHashMap<>();
  private long rollouts;

  @Override
  public void afterCollection(long collection, ExperienceBatch batch) {
    for (ScoredGroup group : batch.groups()) {
      rollouts += group.group().size();
    }
  }

  @Override
  public void afterUpdate(long update, UpdateStats stats) {
    Map<String, Double> values = stats.values();
    keep("reward", values);
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
            values.get("elapsed_seconds"),
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

  /** Rollouts sampled so far. */
  public long rollouts() {
    return rollouts;
  }
}
