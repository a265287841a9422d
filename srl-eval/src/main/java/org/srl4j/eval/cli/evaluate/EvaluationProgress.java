package org.srl4j.eval.cli.evaluate;

import java.io.PrintWriter;
import org.srl4j.eval.cli.part.Progress;
import org.srl4j.eval.sample.Sampler;
import org.srl4j.eval.sample.SamplingProgress;

/** A line after a batch, at most every few seconds. */
final class EvaluationProgress implements Sampler.Listener {
  private static final double SECONDS_BETWEEN = 2;

  private final Progress progress;
  private final SamplingProgress sampling;

  /** Says what is there already. */
  EvaluationProgress(PrintWriter err, int done, int all) {
    this.progress = new Progress(err);
    this.sampling = new SamplingProgress(done);
    progress.line(done + " of " + all + " samples there");
  }

  @Override
  public void kept(int done, int all, long tokens) {
    sampling.due(SECONDS_BETWEEN, done, all, tokens).ifPresent(progress::line);
  }
}
