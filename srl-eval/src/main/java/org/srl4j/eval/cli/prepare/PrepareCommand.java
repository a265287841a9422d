package org.srl4j.eval.cli.prepare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.srl4j.core.agent.ObservationLimit;
import org.srl4j.core.agent.ToolPrompt;
import org.srl4j.core.agent.ToolSet;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.prepare.Outline;
import org.srl4j.core.prepare.Preparation;
import org.srl4j.core.prepare.PrepareOptions;
import org.srl4j.core.prepare.PrepareReport;
import org.srl4j.core.prepare.PromptTemplate;
import org.srl4j.core.prepare.StepOptions;
import org.srl4j.core.prepare.TrajectoryReader;
import org.srl4j.core.prepare.TrajectorySet;
import org.srl4j.core.prepare.agent.AgentFormat;
import org.srl4j.core.prepare.agent.SweSmithRows;
import org.srl4j.eval.cli.part.ColumnOptions;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.task.expert.TrajectoryFormat;
import org.srl4j.models.tokenizer.Tokenizers;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code srl prepare}: expert trajectories to step instances. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Turns expert trajectories into step instances (problem and steps 1..k-1 in, step k out) and"
          + " prints the counts of what was read, kept, dropped and skipped.",
      "A trajectory of N steps gives N-1 instances, as in the paper.",
      "Steps of agents are the calls that the environment ran, without prose."
    },
    footer = {"", "Example: srl prepare --format gsm8k train.jsonl --output steps.jsonl"})
public final class PrepareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "NAME",
      description = "One of ${COMPLETION-CANDIDATES}.")
  private TrajectoryFormat format;

  @Parameters(paramLabel = "FILE", description = "Trajectories: JSONL, a JSON list, or Parquet.")
  private Path file;

  @Option(
      names = "--output",
      paramLabel = "FILE.jsonl",
      description = "Where the instances go; replaced in one move. Without it only the counts.")
  private Path output;

  @Option(
      names = "--trajectories",
      paramLabel = "FILE.jsonl",
      description = "Also write the kept trajectories in the toolkit's own format.")
  private Path trajectories;

  @Option(
      names = "--include-last-step",
      description = "N instances instead of N-1: the last step is a target too.")
  private boolean includeLastStep;

  @Option(
      names = "--outline",
      paramLabel = "FORM",
      description =
          "Which solutions of s1k have steps: titled lists, numbered ones too, or any, whose"
              + " paragraphs are steps (default: titled, the paper's).")
  private Outline outline = Outline.TITLED;

  @Option(names = "--title-hint", description = "Give the title of the target step as a hint.")
  private boolean titleHint;

  @Option(
      names = "--keep-marks",
      description = "Keep calculator marks <<48/2=24>> (gsm8k, math-shepherd).")
  private boolean keepMarks;

  @Option(
      names = "--context-rounds",
      paramLabel = "N",
      description =
          "Earlier steps that a prompt shows, the latest ones, from 0 (default: all in mathematics,"
              + " 2 rounds of action and observation for agents, as in the paper).")
  private Integer contextRounds;

  @Option(
      names = "--max-observation-chars",
      paramLabel = "N",
      description =
          "Cut longer observations of agents to their first and last half, from 2; counted"
              + " (default: 4000).")
  private Integer observationCharacters;

  @Option(
      names = "--fine-tuning",
      paramLabel = "FILE.jsonl",
      description = "Also write agents' attempts as SWE-smith's fine-tuning rows.")
  private Path fineTuning;

  @Mixin private ColumnOptions columns;

  @ArgGroup private Limit limit = new Limit();

  @Option(
      names = "--tokenizer",
      paramLabel = "DIR",
      description = "Folder with tokenizer.json; needed to count tokens.")
  private Path tokenizer;

  /** At most one kind of limit. */
  private static final class Limit {
    @Option(
        names = "--max-chars",
        paramLabel = "N",
        description =
            "Skip instances of more characters, prompt and step together (default: none).")
    private Integer characters;

    @Option(
        names = "--max-tokens",
        paramLabel = "N",
        description = "The same in tokens of --tokenizer (default: none).")
    private Integer tokens;
  }

  @Override
  public Integer call() throws IOException {
    TrajectorySet set = reader().read(file, columns.rows());
    Preparation preparation = Preparation.of(set, options());
    boolean empty = preparation.instances().isEmpty();
    if (output != null && !empty) {
      preparation.write(output);
    }
    if (trajectories != null) {
      set.write(trajectories);
    }
    if (fineTuning != null) {
      String system = ToolPrompt.system(ToolSet.sweSmith());
      new SweSmithRows(system)
          .write(fineTuning, agents("--fine-tuning").attempts(file, columns.rows()));
    }
    PrintWriter out = spec.commandLine().getOut();
    preparation.report().lines().forEach(out::println);
    boolean asked = output != null || trajectories == null && fineTuning == null;
    return empty && asked ? withoutInstances(preparation.report()) : 0;
  }

  private int withoutInstances(PrepareReport report) {
    CommandLine line = spec.commandLine();
    line.getErr()
        .println(
            "srl: "
                + file
                + ": none of "
                + report.kept()
                + " trajectories gives a step instance; a trajectory of one step gives one only"
                + " with --include-last-step, and --max-chars and --max-tokens skip long ones");
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }

  private TrajectoryReader reader() {
    return observationCharacters == null
        ? format.reader(outline, keepMarks)
        : agents("--max-observation-chars").steps(new ObservationLimit(observationCharacters));
  }

  private AgentFormat agents(String option) {
    return format
        .agentFormat()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    option + ": only for files of agents, got --format " + format));
  }

  private PromptTemplate template() {
    PromptTemplate template =
        format.agentFormat().isPresent()
            ? PromptTemplate.softwareEngineering()
            : PromptTemplate.defaults();
    return contextRounds == null ? template : template.showing(contextRounds);
  }

  private PrepareOptions options() throws IOException {
    Integer longest = limit.tokens != null ? limit.tokens : limit.characters;
    return new PrepareOptions(
        new StepOptions(includeLastStep, titleHint),
        template(),
        tokenCounter(),
        longest == null ? OptionalInt.empty() : OptionalInt.of(longest));
  }

  private Optional<ToIntFunction<String>> tokenCounter() throws IOException {
    if (tokenizer == null) {
      if (limit.tokens != null) {
        throw new IllegalArgumentException("--max-tokens: needs --tokenizer DIR to count with");
      }
      return Optional.empty();
    }
    if (limit.characters != null) {
      throw new IllegalArgumentException(
          "--max-chars: with --tokenizer the limit is in tokens; use --max-tokens");
    }
    Tokenizer counter = Tokenizers.load(tokenizer);
    return Optional.of(text -> counter.encode(text).length);
  }
}
