package org.srl4j.eval.cli.train;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.srl4j.core.train.files.FolderLock;
import org.srl4j.eval.api.Exam;
import org.srl4j.eval.api.Experiment;
import org.srl4j.eval.api.ExperimentRun;
import org.srl4j.eval.cli.part.ClassPathOption;
import org.srl4j.eval.cli.part.OwnClasses;
import org.srl4j.eval.cli.part.Progress;
import org.srl4j.eval.cli.part.StopSignal;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.compare.SingleTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code srl run}: an experiment of one's own. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Trains the experiment that a class of your own module makes: your task, reward, layers.",
      "The class implements java.util.concurrent.Callable and returns an Experiment; see"
          + " docs/extending.md. Files and progress are those of srl train."
    },
    footer = {
      "",
      "Example: srl run --class-path my-ideas/target/classes com.example.ideas.FirstExperiment",
      "Ctrl-C saves a checkpoint; the same command with --resume goes on from it."
    })
public final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ResumeOptions keeping;

  @Parameters(index = "0", paramLabel = "CLASS", description = "With its package.")
  private String name;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "KEY=VALUE",
      description = "Settings over those of the experiment, e.g. methods.srl.group_size=4.")
  private List<String> settings = new ArrayList<>();

  @Mixin private ClassPathOption classPath;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of draws, instead of the experiment's own.")
  private Long seed;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Peak, above 0, instead of the experiment's own.")
  private Double learningRate;

  @Option(
      names = "--test",
      description = "Then ask the policy the task's test problems, greedily, and print how it did.")
  private boolean test;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    Experiment experiment = experiment();
    experiment.config(); // a wrong setting leaves no folder
    String simple = name.substring(name.lastIndexOf('.') + 1);
    Progress progress = new Progress(err);
    int checkpointEvery = keeping.checkpointEvery();
    try (FolderLock lock = keeping.take("run-" + simple);
        StopSignal stop = StopSignal.install(err)) {
      Path folder = lock.folder();
      SingleTraining.Watch watch =
          new SingleTraining.Watch(
              progress::line, updates -> new TrainingProgress(updates, progress), stop);
      ExperimentRun run =
          experiment.run(
              folder, new Experiment.Conduct(command(), checkpointEvery, keeping.resume(), watch));
      progress.line(TrainCommand.describe(run.run().result()));
      out.println(run);
      if (test && !stop.getAsBoolean()) {
        progress.line("asking the test problems of " + experiment.task().name());
        out.println(Exam.of(experiment.task()).evaluate(run.policy()));
      }
      lock.requireThere();
      out.println(folder);
      return stop.exitCode();
    }
  }

  /** What the class makes, with the options worked in. */
  private Experiment experiment() throws Exception {
    OwnClasses classes = classPath.use();
    Object made = classes.make(name, Thread.currentThread().getContextClassLoader()).call();
    if (!(made instanceof Experiment experiment)) {
      throw new IllegalArgumentException(
          "CLASS: " + name + " must return an org.srl4j.eval.api.Experiment, got " + made);
    }
    Experiment changed = experiment.with(settings.toArray(String[]::new));
    changed = seed == null ? changed : changed.seed(seed);
    return learningRate == null ? changed : changed.learningRate(learningRate);
  }

  /** The words typed; a class path of the environment stands among them. */
  private List<String> command() {
    List<String> words = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
    boolean typed = spec.commandLine().getParseResult().hasMatchedOption(ClassPathOption.NAME);
    if (!typed && !classPath.text().isEmpty()) {
      words.add(ClassPathOption.NAME + "=" + classPath.text());
    }
    return words;
  }
}
