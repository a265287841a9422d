package org.srl4j.eval.cli.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.srl4j.core.train.run.RunFolder;
import org.srl4j.core.train.run.RunSummary;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.compare.graph.ComparisonFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code srl runs}: what became of them. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Lists the runs in a folder and below: state, updates, best validation accuracy, what to do.",
      "States of a run: new, running, killed (its process is gone), stopped, failed, finished.",
      "Of a comparison's trainings, tests and benchmarks: waiting, running, interrupted, trained,"
          + " tested, diverged (not finite), failed, not possible (needs one that failed)."
    },
    footer = {"", "Example: srl runs out"})
public final class RunsCommand implements Callable<Integer> {
  private static final int DEPTH = 6;

  /** States of which the cause is shown. */
  private static final Set<String> NAMED = Set.of("failed", "diverged", "not possible");

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = "out",
      description = "Where to look, up to " + DEPTH + " folders deep (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(names = "--json", description = "One JSON array instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("DIR: " + folder + " is no folder");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<ListedRun> runs = runs();
    if (json) {
      out.println(toJson(runs));
      return 0;
    }
    out.printf("%-12s %8s %7s  %-14s %s%n", "state", "updates", "best", "method", "run");
    for (ListedRun run : runs) {
      out.printf(
          Locale.ROOT,
          "%-12s %8d %7s  %-14s %s%n",
          run.state(),
          run.updates(),
          Double.isNaN(run.best()) ? "-" : String.format(Locale.ROOT, "%.4f", run.best()),
          run.method(),
          run.run());
      if (!run.exit().isEmpty() && NAMED.contains(run.state())) {
        out.println("             " + run.exit());
      }
      out.println("             " + run.next());
    }
    return 0;
  }

  /** Comparisons first, then runs that belong to none. */
  private List<ListedRun> runs() throws IOException {
    List<Path> folders;
    try (Stream<Path> paths = Files.walk(folder, DEPTH)) {
      folders = paths.filter(Files::isDirectory).sorted().toList();
    }
    List<Path> comparisons = folders.stream().filter(ComparisonFolder::isComparison).toList();
    List<ListedRun> runs = new ArrayList<>();
    for (Path comparison : comparisons) {
      runs.addAll(ListedRun.ofComparison(comparison));
    }
    folders.stream()
        .filter(path -> RunFolder.isRun(path) && Files.exists(path.resolve("run.json")))
        .filter(path -> comparisons.stream().noneMatch(path::startsWith))
        .map(path -> ListedRun.of(RunSummary.read(path)))
        .forEach(runs::add);
    return runs;
  }

  private static ArrayNode toJson(List<ListedRun> runs) {
    ArrayNode array = new ObjectMapper().createArrayNode();
    for (ListedRun run : runs) {
      ObjectNode node = array.addObject();
      node.put("run", run.run().toString()).put("state", run.state()).put("method", run.method());
      node.put("seed", run.seed()).put("updates", run.updates()).put("exit", run.exit());
      node.put("best", Double.isNaN(run.best()) ? null : run.best()).put("next", run.next());
    }
    return array;
  }
}
