package org.srl4j.eval.cli.swe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.srl4j.eval.cli.part.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code srl swe run}: predict, then test. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "srl swe predict and srl swe test in one: a policy's patches and what they resolve, for Java"
          + " repositories without libraries.",
      "Takes every option of srl swe predict beside those below. Started again it goes on with the"
          + " predictions and tests all of them."
    },
    footer = {
      "",
      "Example: srl swe run --instances mini/test.jsonl --repositories mini/repositories --model"
          + " DIR --mode oracle --output out/run"
    })
final class SweRunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--instances",
      required = true,
      paramLabel = "FILE",
      description = "The benchmark's rows: JSONL, a JSON list, or Parquet.")
  private String instances;

  @Option(
      names = "--repositories",
      required = true,
      paramLabel = "DIR",
      description = "Where the instances' files are, see srl swe predict.")
  private String repositories;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description =
          "Where predictions.jsonl with the files beside it, INSTANCE/report.json and"
              + " MODEL.RUN.json go; made if missing.")
  private Path output;

  @Mixin private UncontainedOption uncontained;

  @Unmatched private List<String> predictOptions = new ArrayList<>();

  @Override
  public Integer call() {
    uncontained.require(spec.commandLine().getErr()); // before a long prediction, not after it
    String predictions = output.resolve("predictions.jsonl").toString();
    List<String> predict = arguments("--output", predictions);
    predict.addAll(predictOptions);
    int code = subcommand("predict", predict);
    if (code != 0) {
      return code;
    }
    List<String> test = arguments("--predictions", predictions);
    test.addAll(List.of("--output", output.toString()));
    test.addAll(chosenInstances());
    return subcommand("test", test);
  }

  private List<String> arguments(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--instances", instances, "--repositories", repositories));
    arguments.addAll(List.of(more));
    if (uncontained.given()) {
      arguments.add(UncontainedOption.NAME);
    }
    return arguments;
  }

  /** The choice of instances, which predict takes too. */
  private List<String> chosenInstances() {
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < predictOptions.size(); i++) {
      String option = predictOptions.get(i);
      if (option.startsWith("--instance=")) {
        chosen.add(option);
      } else if (option.equals("--instance") && i + 1 < predictOptions.size()) {
        chosen.addAll(predictOptions.subList(i, i + 2));
      }
    }
    return chosen;
  }

  private int subcommand(String name, List<String> arguments) {
    CommandLine commandLine = spec.commandLine().getParent().getSubcommands().get(name);
    return commandLine.execute(arguments.toArray(String[]::new));
  }
}
