package org.srl4j.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.benchmark.BenchmarkLoader;
import org.srl4j.eval.benchmark.BenchmarkProblem;
import org.srl4j.eval.benchmark.Checksums;
import org.srl4j.eval.benchmark.TaskDefinition;
import org.srl4j.eval.benchmark.TaskPrompt;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.result.EvaluationAssembly;
import org.srl4j.eval.result.EvaluationFiles;
import org.srl4j.eval.result.EvaluationProvenance;
import org.srl4j.eval.result.EvaluationReport;
import org.srl4j.eval.sample.ModelChecksum;
import org.srl4j.eval.sample.PromptForm;
import org.srl4j.eval.sample.RunSettings;
import org.srl4j.eval.sample.SampleFolder;
import org.srl4j.eval.sample.Sampler;
import org.srl4j.models.chat.ChatMessage;
import org.srl4j.models.chat.ChatTemplate;
import org.srl4j.models.chat.Conversation;
import org.srl4j.models.policy.SameDiffPolicy;
import picocli.CommandLine;

/**
 * A benchmark from its data file to its report.
 *
 * @param definition what is asked
 * @param file the problems
 * @param grader says what is right
 * @param output folder of samples and report
 * @param run how responses are drawn and kept
 */
record BenchmarkEvaluation(
    TaskDefinition definition, Path file, Grader grader, Path output, Run run) {

  /** Options that every task has; temperature and limit may be null: the task's, and all. */
  record Draws(int samples, Double temperature, Integer limit, long seed) {}

  /** Options of benchmarks. */
  record Run(
      Draws draws, boolean greedy, int maxNewTokens, int batch, boolean resume, boolean exact) {}

  /** 0, or 130 when stopped. */
  int run(ModelOptions model, boolean json, CommandLine line) throws IOException {
    PrintWriter err = line.getErr();
    Benchmark all = BenchmarkLoader.load(definition, file).requireGradable(grader);
    Integer limit = run.draws().limit();
    Benchmark benchmark = limit == null ? all : all.first(limit);
    benchmark.warnings().forEach(warning -> err.println("warning: " + warning));
    PromptForm form = form(definition.prompt(), model.tokenizerFolder());
    RunSettings settings = settings(model, benchmark, form);
    OutputOptions.writable(output);
    SampleFolder samples =
        run.resume()
            ? SampleFolder.resume(output, settings)
            : SampleFolder.create(output, settings);
    if (samples.samples().tornLines() > 0) {
      err.println("an incomplete last line of " + SampleFolder.SAMPLES + " was dropped");
    }
    try (StopSignal stop = StopSignal.install(err)) {
      if (!sample(model, benchmark, form, samples, stop, new EvaluationProgress(err))) {
        err.println("stopped; go on with --resume");
        return stop.exitCode();
      }
    }
    EvaluationReport report =
        EvaluationAssembly.report(benchmark, settings, samples.samples().kept(), grader);
    EvaluationFiles.write(report, output, run.exact());
    EvaluationProvenance.write(report, output, OffsetDateTime.now());
    PrintWriter out = line.getOut();
    if (json) {
      out.println(EvaluationSummary.of(report));
    } else {
      out.print(Files.readString(output.resolve(EvaluationFiles.MARKDOWN)));
      out.println(output.resolve(EvaluationFiles.HTML));
    }
    return 0;
  }

  /** Through the model's chat template if it has one, else the task's plain text. */
  private static PromptForm form(TaskPrompt prompt, Path folder) throws IOException {
    if (!ChatTemplate.isIn(folder)) {
      return PromptForm.plain(prompt);
    }
    ChatTemplate template = ChatTemplate.load(folder);
    return PromptForm.chat(
        prompt,
        (system, user) ->
            template.render(
                system.isEmpty()
                    ? Conversation.of(ChatMessage.user(user))
                    : Conversation.of(ChatMessage.system(system), ChatMessage.user(user)),
                true));
  }

  private boolean sample(
      ModelOptions model,
      Benchmark benchmark,
      PromptForm form,
      SampleFolder samples,
      StopSignal stop,
      EvaluationProgress progress)
      throws IOException {
    int all = benchmark.problems().size() * samples.settings().responsesPerProblem();
    if (samples.samples().count() == all) {
      return true;
    }
    progress.begin(samples.samples().count(), all);
    Sampler sampler = new Sampler(benchmark.problems(), form, run.batch());
    try (SameDiffPolicy policy = new SameDiffPolicy(model.load())) {
      return sampler.sample(policy, samples, stop, progress);
    }
  }

  private RunSettings settings(ModelOptions model, Benchmark benchmark, PromptForm form)
      throws IOException {
    Draws draws = run.draws();
    return new RunSettings(
        RunSettings.SCHEMA_VERSION,
        definition.name(),
        definition.version(),
        benchmark.sha256(),
        benchmark.problems().size(),
        model.name(),
        ModelChecksum.of(model.folder()),
        form.name(),
        promptChecksum(benchmark, form),
        run.greedy(),
        draws.samples(),
        draws.temperature() == null ? definition.sampling().temperature() : draws.temperature(),
        definition.sampling().topP(),
        run.maxNewTokens(),
        definition.sampling().stopStrings(),
        draws.seed());
  }

  private static String promptChecksum(Benchmark benchmark, PromptForm form) {
    MessageDigest digest = Checksums.digest();
    for (BenchmarkProblem problem : benchmark.problems()) {
      String prompt = form.text().apply(problem.question());
      digest.update((problem.id() + "\n" + prompt + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
