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
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.srl4j.core.train.run.RunFolder;
import org.srl4j.core.train.run.RunSummary;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.compare.setup.EmbeddedTask;
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
      "States: new, running, killed (its process is gone), stopped, failed, finished."
    },
    footer = {"", "Example: srl runs out"})
public final class RunsCommand implements Callable<Integer> {
  private static final int DEPTH = 6;

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
    List<RunSummary> runs = runs();
    if (json) {
      out.println(toJson(runs));
      return 0;
    }
    out.printf("%-9s %8s %7s  %-12s %s%n", "state", "updates", "best", "arm", "run");
    for (RunSummary run : runs) {
      out.printf(
          Locale.ROOT,
          "%-9s %8d %7s  %-12s %s%n",
          state(run),
          run.updates(),
          Double.isNaN(run.best()) ? "-" : String.format(Locale.ROOT, "%.4f", run.best()),
          run.name(),
          run.path());
      if (run.state() == RunSummary.State.FAILED) {
        out.println("          " + run.exit());
      }
      out.println("          " + next(run));
    }
    return 0;
  }

  private List<RunSummary> runs() throws IOException {
    try (Stream<Path> paths = Files.walk(folder, DEPTH)) {
      return paths
          .filter(path -> RunFolder.isRun(path) && Files.exists(path.resolve("run.json")))
          .sorted()
          .map(RunSummary::read)
          .toList();
    }
  }

  private static String state(RunSummary run) {
    return run.state().name().toLowerCase(Locale.ROOT);
  }

  private static String next(RunSummary run) {
    return switch (run.state()) {
      case RUNNING -> "wait, or stop it with Ctrl-C";
      case FINISHED -> isOwn(run) ? test(run) : evaluation(run);
      default -> run.command().isEmpty() ? "made by srl compare; run that again" : resume(run);
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
    return resume(run) + (run.command().contains("--test") ? "" : " --test");
  }

  /** The command that made the run, quoted for a shell where needed, with --resume. */
  private static String resume(RunSummary run) {
    List<String> words = new ArrayList<>();
    words.add("srl");
    for (String word : run.command()) {
      boolean plain = word.matches("[A-Za-z0-9_./:=,+-]+");
      words.add(plain ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    if (!run.command().contains("--resume")) {
      words.add("--resume");
    }
    return String.join(" ", words);
  }

  private static ArrayNode toJson(List<RunSummary> runs) {
    ArrayNode array = new ObjectMapper().createArrayNode();
    for (RunSummary run : runs) {
      ObjectNode node = array.addObject();
      node.put("run", run.path().toString()).put("state", state(run)).put("arm", run.name());
      node.put("seed", run.seed()).put("updates", run.updates()).put("exit", run.exit());
      node.put("best", Double.isNaN(run.best()) ? null : run.best()).put("next", next(run));
    }
    return array;
  }
}
