package org.srl4j.eval.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.benchmark.TaskDefinition;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.report.DecodingResult;
import org.srl4j.eval.result.EvaluationFiles;
import org.srl4j.eval.result.EvaluationReport;
import org.srl4j.eval.sample.SampleFolder;
import org.srl4j.eval.solve.BenchmarkRun;
import org.srl4j.eval.solve.Draws;
import org.srl4j.eval.solve.Graders;
import org.srl4j.eval.solve.PromptDate;
import org.srl4j.eval.solve.SolvingModel;
import org.srl4j.models.block.LayerDesign;
import org.srl4j.models.chat.ChatSettings;
import org.srl4j.models.chat.ChatTemplate;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffPolicy;

/**
 * A benchmark, asked as {@code srl eval} asks it. Responses are kept as they come, in a folder
 * whose name is a checksum of all that decides them: what was asked once is not asked again.
 *
 * @param benchmark the problems that are asked
 * @param grader says what is right
 * @param draws how often
 * @param output folder of the folders
 */
record BenchmarkExam(Benchmark benchmark, Grader grader, Draws draws, Path output) implements Exam {
  private static final int BATCH = 32;
  private static final int NAME_DIGITS = 12;

  /** The whole benchmark, greedily alone. */
  static BenchmarkExam of(Benchmark benchmark, Path output) {
    TaskDefinition task = benchmark.definition();
    Grader grader = Graders.named(task.grader(), task.gradingRules());
    Draws greedily = Draws.greedily(task.sampling());
    return new BenchmarkExam(benchmark.gradable(grader), grader, greedily, output);
  }

  @Override
  public int problems() {
    return benchmark.problems().size();
  }

  @Override
  public Exam first(int number) {
    return new BenchmarkExam(benchmark.first(number), grader, draws, output);
  }

  @Override
  public Exam sampled(int perProblem) {
    return new BenchmarkExam(benchmark, grader, draws.withSamples(perProblem), output);
  }

  @Override
  public Marks evaluate(PolicyModel policy) {
    return OneAtATime.call(stop -> marks(policy, stop));
  }

  private Marks marks(PolicyModel policy, BooleanSupplier stop) throws IOException {
    String checksum = checksum(policy);
    Path folder = Files.createDirectories(folder(checksum));
    SolvingModel model =
        new SolvingModel(
            checksum.substring(0, NAME_DIGITS),
            checksum,
            form(policy, folder),
            () -> new SameDiffPolicy(policy.copy(1)));
    BenchmarkRun run = new BenchmarkRun(benchmark, grader, model, draws);
    SampleFolder samples = SampleFolder.resume(folder, run.settings());
    AnsweringProgress progress =
        new AnsweringProgress(benchmark.definition().label(), samples.samples().count());
    EvaluationReport report =
        run.run(samples, new BenchmarkRun.Pace(BATCH, stop, progress))
            .orElseThrow(() -> new IllegalStateException(stopped(samples, folder)));
    EvaluationFiles.write(report, folder, false);
    DecodingResult result = DecodingResult.of(report.outcomes(), Double.NaN, Double.NaN);
    return new Marks(benchmark.definition().name(), result, Optional.of(folder));
  }

  /**
   * Of all that makes a policy: sizes, adapter, weights and layers. Layers of one's own are code,
   * which has no checksum, so each evaluation of them is a run of its own.
   */
  private static String checksum(PolicyModel policy) {
    String layers =
        policy.layers().equals(LayerDesign.STOCK) ? "stock" : UUID.randomUUID().toString();
    return sha256(List.of(policy.config(), policy.lora(), policy.checksum(), layers));
  }

  /** Named by what decides the samples. */
  private Path folder(String checksum) {
    TaskDefinition task = benchmark.definition();
    String name = sha256(List.of(task.version(), benchmark.sha256(), problems(), checksum, draws));
    return output.resolve("exam-" + task.name() + "-" + name.substring(0, NAME_DIGITS));
  }

  private static String sha256(List<Object> parts) {
    return DigestUtils.sha256Hex(parts.toString());
  }

  /** Through the chat template among the files that the policy's checkpoint came with, if any. */
  private PromptForm form(PolicyModel policy, Path folder) throws IOException {
    Path tokenizer = Files.createDirectories(folder.resolve("tokenizer"));
    policy.origin().companions().write(tokenizer);
    return template(folder, tokenizer).map(PromptForm::chat).orElseGet(PromptForm::plain);
  }

  /** With the date of the responses that are kept, if there are some. */
  private static Optional<ChatTemplate> template(Path folder, Path tokenizer) throws IOException {
    if (!ChatTemplate.isIn(tokenizer)) {
      return Optional.empty();
    }
    ChatSettings today = ChatSettings.today();
    ChatSettings dated = today.on(PromptDate.recorded(folder).orElse(today.date()));
    return Optional.of(ChatTemplate.load(tokenizer).with(dated));
  }

  private static String stopped(SampleFolder samples, Path folder) {
    return "stopped after "
        + samples.samples().count()
        + " responses, which are kept in "
        + folder
        + "; evaluate again to go on";
  }
}
