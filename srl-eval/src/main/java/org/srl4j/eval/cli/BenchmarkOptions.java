package org.srl4j.eval.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.srl4j.eval.benchmark.TaskCatalogue;
import org.srl4j.eval.benchmark.TaskDefinition;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How a benchmark is run; without effect on {@code --task order}. */
final class BenchmarkOptions {
  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "The data file (default: looked for in --dir by the task's file name).")
  private Path data;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = DataFolder.DEFAULT,
      description = "Where data files are, in it or one folder below (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--greedy",
      description = "One greedy response a problem; also without it when --k is 0.")
  private boolean greedy;

  @Option(
      names = "--grader",
      paramLabel = "NAME",
      description = "Who says what is right (default: the task's).")
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
      description = "Folder of samples and report (default: out/eval-TASK-MODEL).")
  private Path output;

  @Option(
      names = "--clopper-pearson",
      description = "Show the exact interval of greedy accuracy too, which is wider than Wilson's.")
  private boolean exact;

  /** Runs a benchmark; 0, or 130 when stopped. */
  int run(
      String task,
      BenchmarkEvaluation.Draws draws,
      ModelOptions model,
      boolean json,
      CommandLine line)
      throws IOException {
    TaskDefinition definition = TaskCatalogue.find(task);
    Path file = data == null ? DataFolder.file(definition, folder) : data;
    String name = "eval-" + definition.name() + "-" + model.name();
    BenchmarkEvaluation evaluation =
        new BenchmarkEvaluation(
            definition,
            file,
            Graders.named(grader == null ? definition.grader() : grader, definition.gradingRules()),
            output == null ? Path.of("out", name) : output,
            new BenchmarkEvaluation.Run(
                draws,
                greedy || draws.samples() == 0,
                maxNewTokens == null ? definition.sampling().maxNewTokens() : maxNewTokens,
                batch,
                resume,
                exact));
    return evaluation.run(model, json, line);
  }
}
