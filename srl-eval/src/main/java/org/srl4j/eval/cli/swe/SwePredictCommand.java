package org.srl4j.eval.cli.swe;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.srl4j.eval.cli.part.ChatTemplateOptions;
import org.srl4j.eval.cli.part.ModelOptions;
import org.srl4j.eval.cli.part.StopSignal;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.predict.Attempt;
import org.srl4j.eval.swe.predict.PolicyResponder;
import org.srl4j.eval.swe.predict.PredictionFiles;
import org.srl4j.eval.swe.predict.PredictionRun;
import org.srl4j.models.chat.ChatTemplate;
import org.srl4j.models.policy.SameDiffPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl swe predict}: patches of a policy. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Lets a policy write patches and keeps them as they come, in SWE-bench's form. Started again"
          + " with the same settings it goes on where it was.",
      "Beside NAME.jsonl stand NAME.run.json (settings), NAME.notes.jsonl (outcome, counts and"
          + " seconds of every instance) and NAME.trajectories (agent: INSTANCE.traj, which srl"
          + " prepare --format swe-agent reads). An instance whose files cannot be had is noted and"
          + " tried again the next time."
    },
    footer = {
      "",
      "Example: srl swe predict --instances lite.parquet --repositories repos --model DIR"
          + " --mode oracle --output preds.jsonl"
    })
final class SwePredictCommand implements Callable<Integer> {
  private static final String CHAT = "chat_template";

  @Spec private CommandSpec spec;

  @Mixin private SweInstanceOptions instances;

  @Mixin private ModelOptions model;

  @Mixin private SwePredictionOptions options;

  @Mixin private ChatTemplateOptions chat;

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = "model_name_or_path of the predictions (default: the model's folder).")
  private String name;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "NAME.jsonl",
      description = "Where the predictions go; other files of the run stand beside it.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    SortedMap<String, String> settings = options.settings(model, instances.file());
    String named = name == null ? model.name() : name;
    settings.put("model", named);
    Optional<ChatTemplate> template = template(settings);
    PredictionFiles files = PredictionFiles.open(output, settings);
    options.open(err);
    Tally tally = new Tally(err);
    try (StopSignal stop = StopSignal.install(err);
        SameDiffPolicy policy = new SameDiffPolicy(model.load())) {
      PolicyResponder responder =
          new PolicyResponder(
              policy,
              SwePromptEncoding.of(template, policy.tokenizer()),
              options.sampling(),
              options.seed());
      PredictionRun run =
          new PredictionRun(
              instances.read(),
              instances.repositories(),
              options.predictor(responder, policy.tokenizer()),
              named);
      if (!run.run(files, stop, tally)) {
        err.println("stopped; the same command goes on");
        return stop.exitCode();
      }
    } finally {
      options.close();
    }
    return finish(files, tally);
  }

  /** The model's chat template; its date and variables are kept with the run. */
  private Optional<ChatTemplate> template(SortedMap<String, String> settings) throws IOException {
    String recorded = PredictionFiles.settings(output).getOrDefault(CHAT, "");
    Optional<ChatTemplate> template =
        chat.find(
            model.tokenizerFolder(),
            ChatTemplate.describedDate(recorded),
            spec.commandLine().getErr());
    String described = template.map(ChatTemplate::described).orElse("");
    if (!described.isEmpty()) {
      settings.put(CHAT, described);
    }
    return template;
  }

  private int finish(PredictionFiles files, Tally tally) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%d predictions in %s, %d of this session; %d instances could not be tried%n",
        files.done().size(), output, tally.kept, tally.failed);
    tally.outcomes.forEach((outcome, count) -> out.println("  " + outcome + ": " + count));
    out.println("To run the tests with the official harness:");
    out.println(SweGradeCommand.harnessCommand(instances.file(), output, "srl4j"));
    boolean allFailed = tally.kept == 0 && tally.failed > 0;
    return allFailed || files.done().isEmpty() ? spec.exitCodeOnExecutionException() : 0;
  }

  /** Counts of a session, a line of progress an instance. */
  private static final class Tally implements PredictionRun.Listener {
    private final PrintWriter err;
    private final SortedMap<String, Integer> outcomes = new TreeMap<>();
    private int kept;
    private int failed;

    Tally(PrintWriter err) {
      this.err = err;
    }

    @Override
    public void kept(SweInstance instance, Attempt attempt) {
      kept++;
      outcomes.merge(attempt.outcome(), 1, Integer::sum);
      err.println(instance.id() + ": " + attempt.outcome() + " " + attempt.counts());
      err.flush();
    }

    @Override
    public void failed(SweInstance instance, String problem) {
      failed++;
      err.println("srl: " + instance.id() + ": could not be tried: " + problem);
      err.flush();
    }
  }
}
