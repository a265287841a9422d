package org.srl4j.eval.compare.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.srl4j.core.train.files.SealedFolder;
import org.srl4j.eval.compare.graph.ComparisonFolder;
import org.srl4j.eval.page.Figures;
import org.srl4j.eval.page.PageFiles;
import org.srl4j.eval.page.StrictJson;
import org.srl4j.eval.report.PhaseTiming;
import org.srl4j.eval.result.EvaluationFiles;
import org.srl4j.eval.result.EvaluationReport;
import org.srl4j.eval.sample.RunSettings;
import org.srl4j.eval.sample.SampleFolder;
import org.srl4j.eval.sample.SamplingProgress;
import org.srl4j.eval.solve.BenchmarkRun;

/**
 * One policy asked one benchmark.
 *
 * @param run who is asked what
 * @param phase name of the work in the report, e.g. {@code SRL, seed 0, aime24}
 * @param stop ends it after a batch; what was drawn is kept
 * @param log told of progress, a line each
 */
public record BenchmarkWork(
    BenchmarkRun run, String phase, BooleanSupplier stop, Consumer<String> log) {
  private static final int BATCH = 32;
  private static final double SECONDS_BETWEEN = 30;

  /**
   * Draws what is missing, grades, and seals the folder.
   *
   * @param target of the work; responses that an earlier process drew are beside it
   * @param policy folder, below the comparison's, of the run that is asked
   * @return whether it is over; false if a stop was asked for
   */
  public boolean into(Path target, String policy) throws IOException {
    Path unfinished = ComparisonFolder.unfinished(target);
    SampleFolder samples = begun(unfinished);
    int before = samples.samples().count();
    if (before > 0) {
      log.accept("going on with " + before + " responses that are there");
    }
    long[] drawn = {0};
    SamplingProgress progress = new SamplingProgress(before);
    Optional<EvaluationReport> report =
        run.run(
            samples,
            new BenchmarkRun.Pace(
                BATCH,
                stop,
                (done, all, tokens) -> {
                  drawn[0] = tokens;
                  progress.due(SECONDS_BETWEEN, done, all, tokens).ifPresent(log);
                }));
    if (report.isEmpty()) {
      return false;
    }
    int responses = samples.samples().count() - before;
    PhaseTiming timing = new PhaseTiming(phase, progress.seconds(), 0, drawn[0], 0, responses);
    EvaluationFiles.write(report.get(), unfinished, false);
    PageFiles.replace(
        unfinished.resolve(BenchmarkedRun.FILE),
        StrictJson.write(new BenchmarkedRun(policy, timing)));
    SealedFolder.seal(unfinished, target);
    log.accept(figures(report.get()));
    return true;
  }

  /** Responses of other weights or settings are of no use. */
  private SampleFolder begun(Path unfinished) throws IOException {
    RunSettings settings = run.settings();
    if (Files.exists(unfinished.resolve(SampleFolder.SETTINGS))
        && !SampleFolder.settings(unfinished).equals(settings)) {
      log.accept("its responses are of another policy or other settings; begun anew");
      SealedFolder.delete(unfinished);
    }
    return SampleFolder.resume(unfinished, settings);
  }

  private static String figures(EvaluationReport report) {
    String greedy =
        report.greedy().solved() + " of " + report.run().problems() + " solved greedily";
    return report.sampled() == null
        ? greedy
        : greedy
            + ", avg@"
            + report.run().k()
            + " "
            + Figures.percent(report.sampled().averageAtK().mean())
            + " %";
  }
}
