package org.srl4j.eval.cli.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.benchmark.DataCheck;
import org.srl4j.eval.benchmark.DataSource;
import org.srl4j.eval.benchmark.Overlap;
import org.srl4j.eval.benchmark.TaskCatalogue;
import org.srl4j.eval.benchmark.TaskDefinition;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.download.Download;
import org.srl4j.eval.download.DownloadException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code srl data}: what benchmark data there are and where to get the others. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description =
        "Says for each task where its data are to be had and what is there (rows, sha256), and"
            + " which benchmark problems a training set holds too.",
    footer = {
      "",
      "A problem is held by a training set when at least half of its distinct word 8-grams occur in"
          + " one training problem.",
      "Exit code 1 when a file is unreadable or could not be fetched.",
      "",
      "Example: srl data aime24 math500 --dir data/benchmarks --json"
    })
public final class DataCommand implements Callable<Integer> {
  /** No benchmark here is a thousandth of it. */
  private static final long MAX_BYTES = 1L << 32;

  /** Between two tries. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "Tasks, or .yaml files of your own (default: all that are shipped).")
  private List<String> names = new ArrayList<>();

  @ArgGroup private Action action = new Action();

  /** What to do beside telling. */
  private static final class Action {
    @Option(names = "--check", description = "Look only; this is the default.")
    private boolean check;

    @Option(
        names = "--fetch",
        description =
            "Get what is missing over HTTP: goes on after a break, checks the sha256. A file that"
                + " is there is left alone.")
    private boolean fetch;
  }

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = BenchmarkOptions.DATA_FOLDER,
      description = "Where data files are, in it or one folder below (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(names = "--json", description = "One JSON object instead of lines.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<DataCheck> checks = new ArrayList<>();
    for (TaskDefinition definition : definitions()) {
      DataCheck check = DataCheck.of(definition, folder);
      checks.add(fetches(check) ? fetched(check) : check);
    }
    List<Shared> shared = shared(checks);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(toJson(checks, shared));
    } else {
      checks.forEach(one -> print(one, out));
      shared.forEach(one -> out.println(one.line()));
    }
    return checks.stream().anyMatch(this::isFault) ? spec.exitCodeOnExecutionException() : 0;
  }

  private boolean isFault(DataCheck check) {
    return switch (check.status()) {
      case UNREADABLE, FAILED -> true;
      case MISSING -> action.fetch; // to be had by hand only
      case OK, DIFFERENT -> false;
    };
  }

  private boolean fetches(DataCheck check) {
    return action.fetch
        && check.status() == DataCheck.Status.MISSING
        && !check.definition().data().url().isEmpty();
  }

  private DataCheck fetched(DataCheck missing) throws IOException {
    DataSource source = missing.definition().data();
    spec.commandLine().getErr().println("fetching " + source.url());
    Optional<String> sha256 = Optional.of(source.sha256()).filter(sum -> !sum.isEmpty());
    URI url = DataSource.requireSafe(source.url());
    try {
      new Download(url, folder.resolve(source.file()), sha256, MAX_BYTES).run(PAUSE);
    } catch (DownloadException e) {
      return missing.failed(e.getMessage());
    }
    return DataCheck.of(missing.definition(), folder);
  }

  private List<TaskDefinition> definitions() throws IOException {
    if (names.isEmpty()) {
      return TaskCatalogue.shipped();
    }
    List<TaskDefinition> definitions = new ArrayList<>();
    for (String name : names) {
      definitions.add(TaskCatalogue.find(name));
    }
    return definitions;
  }

  /** Problems that a training set and a benchmark have in common. */
  private record Shared(Benchmark training, Benchmark benchmark, List<Overlap.Match> matches) {
    String line() {
      return "overlap: "
          + training.definition().name()
          + " holds "
          + matches.size()
          + " of the "
          + benchmark.problems().size()
          + " problems of "
          + benchmark.definition().name()
          + ": "
          + String.join(", ", matches.stream().map(m -> m.problem().id()).toList());
    }
  }

  private static List<Shared> shared(List<DataCheck> checks) {
    List<Benchmark> read = checks.stream().flatMap(one -> one.benchmark().stream()).toList();
    List<Shared> shared = new ArrayList<>();
    for (Benchmark training : read) {
      if (training.definition().role() != TaskDefinition.Role.TRAINING) {
        continue;
      }
      Overlap overlap = new Overlap(training.problems());
      for (Benchmark benchmark : read) {
        if (benchmark.definition().role() == TaskDefinition.Role.BENCHMARK) {
          List<Overlap.Match> matches = overlap.with(benchmark.problems());
          if (!matches.isEmpty()) {
            shared.add(new Shared(training, benchmark, matches));
          }
        }
      }
    }
    return shared;
  }

  private static String word(DataCheck.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static void print(DataCheck check, PrintWriter out) {
    TaskDefinition task = check.definition();
    out.printf(
        "%-20s %-10s %s%n",
        task.name(),
        word(check.status()),
        check.file().map(Path::toString).orElse("no file " + task.data().file()));
    check.benchmark().ifPresent(b -> out.printf("  %d rows, sha256 %s%n", b.rows(), b.sha256()));
    check.problems().forEach(problem -> out.println("  " + problem));
    String url = task.data().url();
    out.println("  from: " + (url.isEmpty() ? task.data().page() + " (by hand)" : url));
    out.println("  licence: " + task.data().licence());
    if (!task.data().note().isEmpty()) {
      out.println("  note: " + task.data().note());
    }
  }

  private static ObjectNode toJson(List<DataCheck> checks, List<Shared> shared) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    ArrayNode tasks = root.putArray("tasks");
    for (DataCheck check : checks) {
      TaskDefinition task = check.definition();
      ObjectNode node = tasks.addObject();
      node.put("name", task.name()).put("version", task.version());
      node.put("role", task.role().name().toLowerCase(Locale.ROOT));
      node.put("status", word(check.status()));
      node.put("file", check.file().map(Path::toString).orElse(null));
      node.put("rows", check.benchmark().map(Benchmark::rows).orElse(null));
      node.put("sha256", check.benchmark().map(Benchmark::sha256).orElse(null));
      node.put("expected_rows", task.data().rows());
      node.put("expected_sha256", task.data().sha256());
      node.put("url", task.data().url()).put("page", task.data().page());
      node.put("licence", task.data().licence());
      ArrayNode problems = node.putArray("problems");
      check.problems().forEach(problems::add);
    }
    ArrayNode overlaps = root.putArray("overlaps");
    for (Shared one : shared) {
      ObjectNode node = overlaps.addObject();
      node.put("training", one.training().definition().name());
      node.put("benchmark", one.benchmark().definition().name());
      node.put("shared", one.matches().size());
      ArrayNode matches = node.putArray("problems");
      for (Overlap.Match match : one.matches()) {
        ObjectNode pair = matches.addObject();
        pair.put("id", match.problem().id()).put("training_id", match.training().id());
        pair.put("share", match.share());
      }
    }
    return root;
  }
}
