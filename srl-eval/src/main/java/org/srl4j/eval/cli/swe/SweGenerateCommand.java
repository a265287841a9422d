package org.srl4j.eval.cli.swe;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.mini.MiniBug;
import org.srl4j.eval.swe.mini.MiniGenerator;
import org.srl4j.eval.swe.mini.MiniWriter;
import org.srl4j.eval.swe.mini.MutationCensus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl swe generate}: the repositories of SWE-mini. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Makes small Java repositories with one injected bug each, in SWE-bench's form: instances,"
          + " Git repositories, and an expert's trajectories for the training split as SWE-smith's"
          + " rows.",
      "Which tests fail and pass is measured. Needs git and a JDK; about 0.1 s a training instance."
    },
    footer = {
      "",
      "Example: srl swe generate --seed 1 --train 200 --validation 40 --test 100 --output mini"
    })
final class SweGenerateCommand implements Callable<Integer> {
  private static final String TRAIN = "train";

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides everything (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--train",
      required = true,
      paramLabel = "N",
      description = "Instances with an expert's trajectory, at least 0.")
  private int train;

  @Option(
      names = "--validation",
      required = true,
      paramLabel = "N",
      description = "Instances for choosing, at least 0.")
  private int validation;

  @Option(
      names = "--test",
      required = true,
      paramLabel = "N",
      description = "Instances for the final figure, at least 0.")
  private int test;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Where files and repositories go; made if missing.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    sizes.put(TRAIN, train);
    sizes.put("validation", validation);
    sizes.put("test", test);
    sizes.forEach(SweGenerateCommand::requireNotNegative);
    if (train + validation + test == 0) {
      throw new IllegalArgumentException(
          "--train, --validation, --test: must be at least 1 together, got 0");
    }
    MiniGenerator generator = new MiniGenerator(seed);
    MiniWriter writer = new MiniWriter(output);
    PrintWriter out = spec.commandLine().getOut();
    for (Map.Entry<String, Integer> split : sizes.entrySet()) {
      List<MiniBug> bugs = generator.next(split.getValue());
      List<SweInstance> instances = writer.write(split.getKey(), bugs);
      if (split.getKey().equals(TRAIN)) {
        writer.writeExpert(TRAIN, bugs, instances);
      }
      long repositories = instances.stream().map(SweInstance::repository).distinct().count();
      out.printf(
          "%s: %d instances of %d repositories%n", split.getKey(), instances.size(), repositories);
      out.flush();
    }
    MutationCensus census = generator.census();
    writer.writeStatistics(sizes, census);
    out.printf(
        "bugs tried %d, kept %d (%.1f %%)%n",
        census.tried(),
        census.count(MutationCensus.Fate.KEPT),
        100.0 * census.count(MutationCensus.Fate.KEPT) / Math.max(1, census.tried()));
    return 0;
  }

  private static void requireNotNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException("--" + name + ": must be at least 0, got " + value);
    }
  }
}
