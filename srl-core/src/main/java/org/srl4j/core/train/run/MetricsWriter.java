package org.srl4j.core.train.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.train.TrainerState;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.TrainingResult;

/**
 * Writes {@code metrics.jsonl}: one object an update, {@code update} first. Names, units and
 * formulas are in {@code docs/metrics.md}. A value that is not finite is written as the text {@code
 * "NaN"}, {@code "Infinity"} or {@code "-Infinity"}. A resumed run removes the rows after its
 * checkpoint.
 */
public final class MetricsWriter implements TrainingListener {
  private final JsonLines lines;

  /** Writes to this file when training begins. */
  public MetricsWriter(Path file) {
    lines = new JsonLines(file);
  }

  @Override
  public void beforeTraining(TrainerState state) {
    lines.open("update", state.isStart() ? 0 : state.update() + 1);
  }

  @Override
  public void afterUpdate(long update, UpdateStats stats) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("update", update);
    row.putAll(stats.values());
    lines.write(row);
  }

  @Override
  public void beforeCheckpoint() {
    lines.force();
  }

  @Override
  public void afterTraining(TrainingResult result) {
    lines.closeQuietly();
  }
}
