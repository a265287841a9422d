package org.srl4j.eval.cli.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.benchmark.BenchmarkLoader;
import org.srl4j.eval.benchmark.TaskCatalogue;
import org.srl4j.eval.benchmark.TaskDefinition;
import org.srl4j.eval.benchmark.TaskSampling;
import org.srl4j.eval.cli.part.ChatTemplateOptions;
import org.srl4j.eval.cli.part.ModelOptions;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.sample.ModelChecksum;
import org.srl4j.eval.solve.BenchmarkRun;
import org.srl4j.eval.solve.Draws;
import org.srl4j.eval.solve.Graders;
import org.srl4j.eval.solve.PromptDate;
import org.srl4j.eval.solve.SolvingModel;
import org.srl4j.models.chat.ChatTemplate;
import org.srl4j.models.policy.SameDiffPolicy;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a benchmark is run; of the embedded ones, repair has an output folder. */
final class BenchmarkOptions {
  /** Relative to the working directory; not under version control. */
  static final String DATA_FOLDER = "data/benchmarks";

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "The data file (default: looked for in --dir by the task's file name).")
  private Path data;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = DATA_FOLDER,
      description = "Where data files are, in it or one folder below (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--greedy",
      description = "One greedy response a problem; also without it when --k is 0.")
  private boolean greedy;

  @Option(
      names = "--grader",
      paramLabel = "NAME",
      description = "Grader that decides correctness (default: the task's).")
  private String grader;

  @Option(
      names = "--max-new-tokens",
      paramLabel = "N",
      description = "Tokens of a response at most, from 1 (default: the task's).")
  private Integer maxNewTokens;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description =
          "Responses drawn together and kept in one write, from 1; a kill loses one batch at most"
              + " (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(names = "--resume", description = "Go on with the run in --output, or begin it.")
  private boolean resume;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Folder of samples and report; for repair of the tests that are run (default:"
              + " out/eval-TASK-MODEL).")
  private Path output;

  @Option(
      names = "--clopper-pearson",
      description = "Show the exact interval of greedy accuracy too, which is wider than Wilson's.")
  private boolean exact;

  @Mixin private ChatTemplateOptions chat;

  /** Draws that every task has; temperature and limit may be null: the task's, and all. */
  record Common(int samples, Double temperature, Integer limit, long seed) {}

  /** Runs a benchmark; 0, or 130 when stopped. */
  int run(String task, Common common, ModelOptions model, boolean json, CommandLine line)
      throws IOException {
    TaskDefinition definition = TaskCatalogue.find(task);
    Grader judge =
        Graders.named(grader == null ? definition.grader() : grader, definition.gradingRules());
    Path file = data == null ? TaskCatalogue.requireDataFile(definition, folder) : data;
    Benchmark all = BenchmarkLoader.load(definition, file).gradable(judge);
    Benchmark asked = common.limit() == null ? all : all.first(common.limit());
    Path place = output(definition.name(), model);
    SolvingModel solving =
        new SolvingModel(
            model.name(),
            ModelChecksum.of(model.folder()),
            template(model, place, line).map(PromptForm::chat).orElseGet(PromptForm::plain),
            () -> new SameDiffPolicy(model.load()));
    BenchmarkRun run =
        new BenchmarkRun(asked, judge, solving, draws(common, definition.sampling()));
    return new BenchmarkEvaluation(run, place, batch, resume, exact).print(json, line);
  }

  /** A run that goes on keeps its date. */
  private Optional<ChatTemplate> template(ModelOptions model, Path place, CommandLine line)
      throws IOException {
    Optional<LocalDateTime> recorded = resume ? PromptDate.recorded(place) : Optional.empty();
    return chat.find(model.tokenizerFolder(), recorded, line.getErr());
  }

  /** Embedded tasks are not asked through a chat template. */
  void requireNoChat(String task) {
    if (chat.areGiven()) {
      throw new IllegalArgumentException(
          "--chat-date, --chat-kwarg: "
              + task
              + " is not asked through a chat template; leave them out");
    }
  }

  /** Where files go. */
  Path output(String task, ModelOptions model) {
    return output == null ? Path.of("out", "eval-" + task + "-" + model.name()) : output;
  }

  private Draws draws(Common common, TaskSampling task) {
    return new Draws(
        greedy || common.samples() == 0,
        common.samples(),
        common.temperature() == null ? task.temperature() : common.temperature(),
        maxNewTokens == null ? task.maxNewTokens() : maxNewTokens,
        common.seed());
  }
}
