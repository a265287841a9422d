package org.srl4j.eval.cli.machine;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.srl4j.eval.bench.Bench;
import org.srl4j.eval.bench.BenchCase;
import org.srl4j.eval.bench.BenchOptions;
import org.srl4j.eval.bench.BenchReport;
import org.srl4j.eval.bench.BenchSize;
import org.srl4j.eval.bench.Peer;
import org.srl4j.eval.cli.part.Progress;
import org.srl4j.eval.cli.part.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code srl bench}: times of our engine and of others on the same work. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Times our engine and, where asked for, others on the same work. Each engine has a process of"
          + " its own; they take turns, one run a round, after a warm-up.",
      "ratio = an engine's time by ours in the same round, median over the rounds: above 1 it is"
          + " slower than ours.",
      "The libtorch peer is resolved by Maven when it is asked for the first time (about 150 MB)."
    },
    footer = {
      "",
      "Example: srl bench train-step --size tiny --peer samediff,libtorch --json bench.jsonl"
    })
public final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "CASE",
      defaultValue = "all",
      description = "train-step, rollout, update, reward or all (default: ${DEFAULT-VALUE}).")
  private String cases;

  @Option(
      names = "--size",
      paramLabel = "NAME",
      defaultValue = "tiny",
      description = "Decoder, one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private BenchSize size;

  @Option(
      names = "--peer",
      paramLabel = "NAME",
      split = ",",
      description = "Others to run beside ours: ${COMPLETION-CANDIDATES} (default: none).")
  private Set<Peer> peers = EnumSet.noneOf(Peer.class);

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of every engine (default: as many as there are processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "9",
      description =
          "Measured runs of every engine; one that has used a minute leaves earlier"
              + " (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--warm-ups",
      paramLabel = "N",
      defaultValue = "5",
      description = "Runs before the measured ones (default: ${DEFAULT-VALUE}).")
  private int warmUps;

  @Option(
      names = "--pairs",
      paramLabel = "FILE.jsonl",
      description =
          "Texts for the reward, {\"a\": prediction, \"b\": expert} a line (default: 1,000 drawn"
              + " pairs of 200 to 2,000 characters).")
  private Path pairs;

  @Option(
      names = "--json",
      paramLabel = "FILE.jsonl",
      description = "Also write one JSON object a row, replacing the file.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    BenchOptions options =
        new BenchOptions(
            BenchCase.named(cases),
            size,
            peers,
            threads,
            rounds,
            warmUps,
            Optional.ofNullable(pairs).map(Path::toAbsolutePath),
            List.of(mainClass(), BenchWorkerCommand.NAME),
            cache());
    Progress progress = new Progress(spec.commandLine().getErr());
    Path folder = Files.createTempDirectory("srl-bench");
    BenchReport report;
    try {
      report = Bench.run(options, folder, progress::line);
    } finally {
      delete(folder);
    }
    return print(report);
  }

  /** Of the command line that this command belongs to; it is started again for each engine. */
  private String mainClass() {
    return spec.root().userObject().getClass().getName();
  }

  /** Under the build's folder when the launcher says where that is, else the user's cache. */
  private static Path cache() {
    String root = System.getProperty("srl4j.root");
    return root == null
        ? Path.of(System.getProperty("user.home"), ".cache", "srl4j")
        : Path.of(root, "srl-eval", "target", "bench");
  }

  private int print(BenchReport report) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    report.table().forEach(out::println);
    if (json != null) {
      Files.write(json, report.jsonLines());
    }
    return report.agreed() ? 0 : spec.exitCodeOnExecutionException();
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
