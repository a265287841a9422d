package org.srl4j.eval.cli.train;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.srl4j.core.prepare.TrajectorySet;
import org.srl4j.eval.cli.part.ColumnOptions;
import org.srl4j.eval.cli.part.TrajectoryFormat;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.EmbeddedTask;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.compare.setup.TrajectorySetup;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What problems: the embedded benchmark, or files of expert trajectories. */
final class TaskOptions {
  @Option(
      names = "--task",
      paramLabel = "NAME",
      defaultValue = "order",
      description = "The embedded benchmark: order or swe-mini (default: ${DEFAULT-VALUE}).")
  private String task;

  @ArgGroup(
      exclusive = false,
      heading = "%nExpert trajectories instead of the embedded benchmark (all three or none):%n")
  private Files files;

  @Mixin private ColumnOptions columns;

  @Option(
      names = "--vocabulary",
      paramLabel = "N",
      defaultValue = "1024",
      description =
          "Byte-pair tokens learned from the training file, from 260 (default: ${DEFAULT-VALUE}).")
  private int vocabulary;

  /** A training and a test file. */
  private static final class Files {
    @Option(
        names = "--format",
        required = true,
        paramLabel = "NAME",
        description = "One of ${COMPLETION-CANDIDATES}.")
    private TrajectoryFormat format;

    @Option(
        names = "--train",
        required = true,
        paramLabel = "FILE",
        description = "Training and validation problems: JSONL, a JSON list, or Parquet.")
    private Path train;

    @Option(names = "--test", required = true, paramLabel = "FILE", description = "Test problems.")
    private Path test;
  }

  /** The problems; what is left out of files is logged. */
  TaskSetup setup(ComparisonConfig config, Consumer<String> log) {
    if (files == null) {
      columns.requireNone("no --format, --train and --test that have columns");
      return embedded().setup(config.evaluation());
    }
    if (files.format.agentFormat().isPresent()) {
      throw new IllegalArgumentException(
          "--format: "
              + files.format
              + " holds attempts of agents, which have no answer to be graded; --task swe-mini"
              + " trains on repairs, and srl prepare --format "
              + files.format
              + " writes the attempts' step instances");
    }
    TrajectorySet train = read(files.train, log);
    TrajectorySet test = read(files.test, log);
    TrajectorySetup.Data data =
        new TrajectorySetup.Data(
            files.format.toString(), train.trajectories(), test.trajectories(), vocabulary);
    return new TrajectorySetup(data, config, log);
  }

  /** The embedded benchmark. */
  EmbeddedTask embedded() {
    return EmbeddedTask.named(task);
  }

  /** Whether the problems come from files. */
  boolean hasFiles() {
    return files != null;
  }

  /** The options, as they were typed, that name these problems; each after a blank. */
  String words() {
    if (files != null) {
      return " --format " + files.format + " --train " + files.train + " --test " + files.test;
    }
    return embedded() == EmbeddedTask.ORDER ? "" : " --task " + embedded();
  }

  /** Base policies that come with the toolkit for these problems. */
  List<Path> shippedBases() {
    return files == null ? embedded().shippedBases() : List.of();
  }

  private TrajectorySet read(Path file, Consumer<String> log) {
    TrajectorySet set = files.format.reader(false).read(file, columns.rows());
    if (set.droppedCount() > 0) {
      log.accept(
          String.format(
              "%s: dropped %d of %d rows; %s",
              file, set.droppedCount(), set.read(), String.join("; ", set.dropReasons())));
    }
    return set;
  }
}
