package org.srl4j.eval.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.eval.compare.CurveRecorder;
import org.srl4j.eval.page.Figures;
import org.srl4j.eval.page.HtmlDocument;
import org.srl4j.eval.report.CurvePoint;

/** A line and the curve so far, replaced in place; nothing outside a notebook. */
final class LiveProgress implements TrainingListener {
  private static final long PAUSE_NANOS = 1_000_000_000;

  private final String name;
  private final long updates;
  private final Optional<Screen> screen = Screen.find();
  private final CurveRecorder curve = new CurveRecorder();
  private String handle;
  private long next = System.nanoTime();

  LiveProgress(String name, long updates) {
    this.name = name;
    this.updates = updates;
  }

  @Override
  public void afterUpdate(long update, UpdateStats stats) {
    Map<String, Double> values = stats.values();
    boolean validated = values.containsKey("eval_accuracy");
    curve.afterUpdate(update, stats);
    if (screen.isPresent() && (validated || System.nanoTime() >= next)) {
      show(screen.get(), line(update, values));
      next = System.nanoTime() + PAUSE_NANOS;
    }
  }

  private String line(long update, Map<String, Double> values) {
    List<CurvePoint> points = curve.points();
    double reward = values.getOrDefault("reward", Double.NaN);
    return name
        + ": update "
        + update
        + " of at most "
        + updates
        + (Double.isNaN(reward) ? "" : ", reward " + Figures.fixed(reward, 3))
        + (points.isEmpty()
            ? ""
            : ", validation "
                + Figures.percent(points.get(points.size() - 1).validationScore())
                + " %");
  }

  private void show(Screen on, String line) {
    Curves shown = new Curves(Map.of(name, curve.points()));
    Shown now = new Now(line, shown);
    if (handle == null) {
      handle = on.show(now);
    } else {
      on.update(handle, now);
    }
  }

  private record Now(String line, Curves curve) implements Shown {
    @Override
    public String html() {
      return "<p>" + HtmlDocument.escape(line) + "</p>" + curve.html();
    }

    @Override
    public String toString() {
      return line;
    }
  }
}
