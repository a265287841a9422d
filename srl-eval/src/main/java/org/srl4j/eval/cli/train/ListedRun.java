package org.srl4j.eval.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.srl4j.core.train.run.RunFolder;
import org.srl4j.core.train.run.RunSummary;
import org.srl4j.eval.compare.graph.ComparisonFolder;
import org.srl4j.eval.compare.graph.ComparisonRecord;
import org.srl4j.eval.compare.graph.Node;
import org.srl4j.eval.compare.graph.Standing;
import org.srl4j.eval.compare.setup.EmbeddedTask;
import org.srl4j.eval.report.ReportWriter;
import org.srl4j.eval.result.EvaluationFiles;

/**
 * What {@code srl runs} tells of a training, a test or a benchmark.
 *
 * @param run its folder
 * @param state one word
 * @param method name
 * @param seed of the run
 * @param updates made
 * @param best best validation accuracy so far; NaN without one
 * @param exit why it ended; may be empty
 * @param next a command to type, or what to wait for
 */
record ListedRun(
    Path run,
    String state,
    String method,
    String seed,
    long updates,
    double best,
    String exit,
    String next) {

  /** A run of its own. */
  static ListedRun of(RunSummary run) {
    return new ListedRun(
        run.path(),
        word(run.state()),
        run.name(),
        run.seed(),
        run.updates(),
        run.best(),
        run.exit(),
        next(run));
  }

  /** All trainings, tests and benchmarks of a comparison. */
  static List<ListedRun> ofComparison(Path folder) throws IOException {
    ComparisonFolder comparison = new ComparisonFolder(folder);
    String resume = resume(ComparisonRecord.read(folder).command());
    List<ListedRun> listed = new ArrayList<>();
    for (Standing standing : comparison.board().standings()) {
      Node node = standing.node();
      Optional<Path> place = comparison.place(node);
      Optional<RunSummary> run = place.filter(RunFolder::isRun).map(RunSummary::read);
      listed.add(
          new ListedRun(
              place.orElse(folder.resolve(node.name())),
              word(standing.state()),
              node.method(),
              "" + node.seed(),
              run.map(RunSummary::updates).orElse(0L),
              run.map(RunSummary::best).orElse(Double.NaN),
              standing.cause(),
              next(standing, folder, run, resume)));
    }
    return listed;
  }

  private static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String next(
      Standing standing, Path folder, Optional<RunSummary> run, String resume) {
    return switch (standing.state()) {
      case RUNNING -> "wait, or stop it with Ctrl-C";
      case TRAINED -> run.map(ListedRun::evaluation).orElse(resume);
      case TESTED -> "read " + read(standing.node(), folder);
      case DIVERGED -> "lower this learning rate in a comparison of its own";
      default -> resume;
    };
  }

  /** A benchmark has pages of its own. */
  private static Path read(Node node, Path folder) {
    return node.kind() == Node.Kind.BENCHMARK
        ? folder.resolve(node.name()).resolve(EvaluationFiles.HTML)
        : folder.resolve(ReportWriter.HTML);
  }

  private static String next(RunSummary run) {
    return switch (run.state()) {
      case RUNNING -> "wait, or stop it with Ctrl-C";
      case FINISHED -> isOwn(run) ? test(run) : evaluation(run);
      default -> run.command().isEmpty() ? "run again what made it" : resume(run.command());
    };
  }

  /** On the run's own problems, where there is a command for them. */
  private static String evaluation(RunSummary run) {
    String model = "srl eval --model " + run.path();
    for (EmbeddedTask task : EmbeddedTask.values()) {
      if (task.version().equals(run.task())) {
        return model + " --task " + task + " --seed " + run.seed();
      }
    }
    boolean gsm8k = run.command().contains("gsm8k");
    return model + (gsm8k ? " --task gsm8k" : " --task YOURS.yaml (docs/benchmarks.md)");
  }

  /** Whether srl run made it: srl eval does not know its task and layers. */
  private static boolean isOwn(RunSummary run) {
    return !run.command().isEmpty() && run.command().get(0).equals("run");
  }

  private static String test(RunSummary run) {
    return resume(run.command()) + (run.command().contains("--test") ? "" : " --test");
  }

  /** A command, quoted for a shell where needed, with --resume and without --overwrite. */
  private static String resume(List<String> command) {
    List<String> words = new ArrayList<>();
    words.add("srl");
    for (String word : command) {
      boolean plain = word.matches("[A-Za-z0-9_./:=,+-]+");
      if (!word.equals("--overwrite")) {
        words.add(plain ? word : "'" + word.replace("'", "'\\''") + "'");
      }
    }
    if (!command.contains("--resume")) {
      words.add("--resume");
    }
    return String.join(" ", words);
  }
}
