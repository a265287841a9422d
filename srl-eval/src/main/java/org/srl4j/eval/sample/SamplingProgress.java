package org.srl4j.eval.sample;

import java.util.Locale;
import java.util.Optional;

/** How far sampling is, how fast, how long still: the line that every listener shows. */
public final class SamplingProgress {
  private static final double NEVER = Double.NEGATIVE_INFINITY;

  private final int before;
  private double lastLine = NEVER;
  private final long start = System.nanoTime();

  /**
   * From now on.
   *
   * @param before samples that earlier sessions kept
   */
  public SamplingProgress(int before) {
    this.before = before;
  }

  /** Since the start. */
  public double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * The line, unless one was given less than some seconds ago; the last one always.
   *
   * @param between seconds
   */
  public Optional<String> due(double between, int done, int all, long tokens) {
    double seconds = seconds();
    if (seconds - lastLine < between && done < all) {
      return Optional.empty();
    }
    lastLine = seconds;
    return Optional.of(line(done, all, tokens));
  }

  /** The line; see {@link Sampler.Listener#kept}. */
  public String line(int done, int all, long tokens) {
    double seconds = seconds();
    return String.format(
        Locale.ROOT,
        "%d of %d samples, %.0f tokens/s, about %s left",
        done,
        all,
        tokens / seconds,
        duration(seconds / Math.max(1, done - before) * (all - done)));
  }

  static String duration(double seconds) {
    long s = Math.round(seconds);
    if (s < 60) {
      return s + " s";
    }
    return s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s % 3600 / 60 + " min";
  }
}
