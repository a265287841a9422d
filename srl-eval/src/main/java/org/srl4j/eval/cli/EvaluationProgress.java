package org.srl4j.eval.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.srl4j.eval.sample.Sampler;

/** A line after a batch, at most every few seconds: how far, how fast, how long still. */
final class EvaluationProgress implements Sampler.Listener {
  private static final double SECONDS_BETWEEN = 2;

  private final Progress progress;
  private final long start = System.nanoTime();
  private int before;
  private double lastLine = -SECONDS_BETWEEN;

  EvaluationProgress(PrintWriter err) {
    this.progress = new Progress(err);
  }

  void begin(int done, int all) {
    before = done;
    progress.line(done + " of " + all + " samples there");
  }

  @Override
  public void kept(int done, int all, long tokens) {
    double seconds = (System.nanoTime() - start) / 1e9;
    if (seconds - lastLine < SECONDS_BETWEEN && done < all) {
      return;
    }
    lastLine = seconds;
    double left = seconds / Math.max(1, done - before) * (all - done);
    progress.line(
        String.format(
            Locale.ROOT,
            "%d of %d samples, %.0f tokens/s, about %s left",
            done,
            all,
            tokens / seconds,
            duration(left)));
  }

  static String duration(double seconds) {
    long s = Math.round(seconds);
    if (s < 60) {
      return s + " s";
    }
    return s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s % 3600 / 60 + " min";
  }
}
