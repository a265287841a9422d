package org.srl4j.eval.solve;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.benchmark.BenchmarkProblem;
import org.srl4j.eval.benchmark.TaskDefinition;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.result.EvaluationAssembly;
import org.srl4j.eval.result.EvaluationReport;
import org.srl4j.eval.sample.RunSettings;
import org.srl4j.eval.sample.SampleFolder;
import org.srl4j.eval.sample.Sampler;
import org.srl4j.models.policy.SameDiffPolicy;

/**
 * One model on one benchmark: what is missing is sampled, then all is graded.
 *
 * @param benchmark the problems that are asked
 * @param grader says what is right
 * @param model solves them
 * @param draws how often and how it is asked
 */
public record BenchmarkRun(Benchmark benchmark, Grader grader, SolvingModel model, Draws draws) {

  /** Rejects missing parts. */
  public BenchmarkRun {
    Objects.requireNonNull(benchmark, "benchmark");
    Objects.requireNonNull(grader, "grader");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(draws, "draws");
  }

  /**
   * How the samples are drawn and kept; changes none of them.
   *
   * @param batch responses drawn together and kept in one write, at least 1
   * @param stop asked before every batch; true ends early
   * @param listener told of progress
   */
  public record Pace(int batch, BooleanSupplier stop, Sampler.Listener listener) {}

  /** Everything that decides the samples. */
  public RunSettings settings() {
    TaskDefinition task = benchmark.definition();
    return new RunSettings(
        RunSettings.SCHEMA_VERSION,
        task.name(),
        task.version(),
        benchmark.sha256(),
        benchmark.problems().size(),
        model.name(),
        model.sha256(),
        model.form().name(),
        promptChecksum(),
        draws.greedy(),
        draws.samples(),
        draws.temperature(),
        task.sampling().topP(),
        draws.maxNewTokens(),
        task.sampling().stopStrings(),
        draws.seed());
  }

  /** What the model is asked, as the text that it goes on from. */
  public String prompt(BenchmarkProblem problem) {
    return model.form().text().apply(benchmark.definition().prompt().parts(problem.question()));
  }

  private String promptChecksum() {
    StringBuilder prompts = new StringBuilder();
    for (BenchmarkProblem problem : benchmark.problems()) {
      prompts.append(problem.id()).append('\n').append(prompt(problem)).append('\n');
    }
    return DigestUtils.sha256Hex(prompts.toString());
  }

  /**
   * Samples what is missing in a folder and grades all.
   *
   * @param folder of a run with these {@link #settings()}
   * @return empty if it was stopped; what was sampled is kept
   * @throws IOException if the model cannot be read or a sample not be kept
   */
  public Optional<EvaluationReport> run(SampleFolder folder, Pace pace) throws IOException {
    if (folder.samples().count() < folder.settings().samples() && !sample(folder, pace)) {
      return Optional.empty();
    }
    return Optional.of(
        EvaluationAssembly.report(benchmark, folder.settings(), folder.samples().kept(), grader));
  }

  private boolean sample(SampleFolder folder, Pace pace) throws IOException {
    Sampler sampler = new Sampler(benchmark.problems(), this::prompt, pace.batch());
    try (SameDiffPolicy policy = model.source().open()) {
      return sampler.sample(policy, folder, pace.stop(), pace.listener());
    }
  }
}
