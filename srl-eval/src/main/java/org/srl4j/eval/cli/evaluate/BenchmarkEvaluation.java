package org.srl4j.eval.cli.evaluate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.srl4j.core.train.files.FolderLock;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.cli.part.OutputOptions;
import org.srl4j.eval.cli.part.StopSignal;
import org.srl4j.eval.result.EvaluationFiles;
import org.srl4j.eval.result.EvaluationProvenance;
import org.srl4j.eval.result.EvaluationReport;
import org.srl4j.eval.sample.RunSettings;
import org.srl4j.eval.sample.SampleFolder;
import org.srl4j.eval.solve.BenchmarkRun;
import picocli.CommandLine;

/**
 * A benchmark's run on the command line: its folder, progress and report.
 *
 * @param run who is asked what
 * @param output folder of samples and report
 * @param batch responses kept in one write
 * @param resume whether the folder may hold samples
 * @param exact whether the exact interval is shown too
 */
record BenchmarkEvaluation(
    BenchmarkRun run, Path output, int batch, boolean resume, boolean exact) {

  /** 0, or 130 when stopped. */
  int print(boolean json, CommandLine line) throws IOException {
    try (FolderLock lock = OutputOptions.take(output)) {
      return printLocked(json, line, lock);
    }
  }

  private int printLocked(boolean json, CommandLine line, FolderLock lock) throws IOException {
    PrintWriter err = line.getErr();
    Benchmark benchmark = run.benchmark();
    benchmark.warnings().forEach(warning -> err.println("warning: " + warning));
    RunSettings settings = run.settings();
    SampleFolder samples =
        resume ? SampleFolder.resume(output, settings) : SampleFolder.create(output, settings);
    if (samples.samples().tornLines() > 0) {
      err.println("an incomplete last line of " + SampleFolder.SAMPLES + " was dropped");
    }
    EvaluationProgress progress =
        new EvaluationProgress(err, samples.samples().count(), settings.samples());
    Optional<EvaluationReport> report;
    try (StopSignal stop = StopSignal.install(err)) {
      report = run.run(samples, new BenchmarkRun.Pace(batch, stop, progress));
      if (report.isEmpty()) {
        err.println("stopped; go on with --resume");
        return stop.exitCode();
      }
    }
    lock.requireThere();
    EvaluationFiles.write(report.get(), output, exact);
    EvaluationProvenance.write(report.get(), output, OffsetDateTime.now());
    PrintWriter out = line.getOut();
    if (json) {
      out.println(EvaluationSummary.of(report.get()));
    } else {
      out.print(Files.readString(output.resolve(EvaluationFiles.MARKDOWN)));
      out.println(output.resolve(EvaluationFiles.HTML));
    }
    return 0;
  }
}
