package org.srl4j.eval.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.run.RunFolder;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.settings.RecordedSettings;
import org.srl4j.eval.compare.setup.PolicyFolder;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.compare.start.BasePolicies;
import org.srl4j.eval.compare.start.StartPolicy;
import org.srl4j.eval.config.Choices;
import org.srl4j.eval.config.ConfigWriter;
import org.srl4j.eval.method.LearningRates;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.method.Methods;
import org.srl4j.models.policy.LearnerConfig;
import org.srl4j.models.policy.MemoryCheck;
import org.srl4j.models.policy.PolicyModel;

/**
 * One method of the comparison alone, in the comparison's own way.
 *
 * @param config the comparison of which this is a part
 * @param setup the problems
 * @param choice what to train
 * @param baseFolders where ready base policies are looked for; a new one is kept in the run's
 *     {@code bases}
 * @param start what training starts from, not changed by it; empty = what the config names, or else
 *     the base policy
 */
public record SingleTraining(
    ComparisonConfig config,
    TaskSetup setup,
    Choice choice,
    List<Path> baseFolders,
    Optional<PolicyModel> start) {

  /** The resolved config as YAML, in the run's folder. */
  public static final String CONFIG = "config.yaml";

  private static final String DATA = "data_sha256";

  /** What a resumed run may change: how long and on how many threads, and what it never reads. */
  private static final Pattern FREE =
      Pattern.compile(
          "workers|compute_budget|preset|compare|benchmarks\\..*"
              + "|methods\\.[^.]+\\.schedule\\.max_collections");

  /** Copies the list; a method that goes on from another needs a start. */
  public SingleTraining {
    baseFolders = List.copyOf(baseFolders);
    Method method = config.methods().named(choice.method());
    method.trained();
    if (method.from().isPresent() && config.initFrom().isEmpty() && start.isEmpty()) {
      throw new IllegalArgumentException(
          "init: "
              + method.name()
              + " starts from a trained "
              + method.from().get()
              + "; name its folder");
    }
  }

  /**
   * What to train.
   *
   * @param method its name among the config's methods
   * @param seed of problems and draws
   * @param learningRate peak, above 0
   * @param checkpointEvery updates between checkpoints; 0 = only at the end
   * @param command words of the command line, recorded so that the run can be made again
   */
  public record Choice(
      String method, long seed, double learningRate, int checkpointEvery, List<String> command) {

    /** Checks names and ranges. */
    public Choice {
      command = List.copyOf(command);
      LearningRates.checked(List.of(learningRate));
    }
  }

  /**
   * Who is told and asked during training.
   *
   * @param log told what happens, a line each
   * @param progress makes a listener when the largest number of updates is known
   * @param stopRequested ends training after its current collection; the run can be resumed
   */
  public record Watch(
      Consumer<String> log,
      LongFunction<TrainingListener> progress,
      BooleanSupplier stopRequested) {}

  /**
   * A training that ended.
   *
   * @param run how it went
   * @param model what was trained, with the parameters that it ended with
   */
  public record Trained(MethodRun run, PolicyModel model) {

    /** A copy with the parameters of the best validation; with an adapter if one was trained. */
    public PolicyModel policy() {
      PolicyModel best = model.copy(1);
      best.setParameters(run.parameters());
      return best;
    }
  }

  /**
   * Trains.
   *
   * @param folder the run's folder: absent or empty, or to be resumed the folder of this training
   * @param resume go on from the folder's newest intact checkpoint; from the start if it has none
   * @param watch who is told and asked
   * @return how it ended
   * @throws IllegalArgumentException if the folder's run began as another one
   */
  public Trained run(Path folder, boolean resume, Watch watch) throws IOException {
    Method method = config.methods().named(choice.method());
    SeedContext context =
        new SeedContext(
            config, setup.task(choice.seed()), choice.seed(), folder, watch.stopRequested());
    Methods.requireTexts(List.of(method), context.task());
    boolean goesOn = resume && RunFolder.isRun(folder);
    RunFolder run = goesOn ? reopen(folder, context) : create(folder, context);
    PolicyModel init = start.isPresent() ? start.get() : base(folder, watch);
    PolicyModel model = new StartPolicy(config.lora(), choice.seed(), folder, watch.log()).of(init);
    MethodTrainer trainer =
        new MethodTrainer(
            context,
            new MethodTrainer.Options(
                choice.checkpointEvery(), goesOn, watch.progress(), watch.log()));
    requireMemory(model, trainer.learnerConfig(method), watch);
    Files.writeString(folder.resolve(CONFIG), ConfigWriter.toYaml(config));
    return new Trained(
        trainer.train(method, model, choice.learningRate(), trainerConfig -> run), model);
  }

  private static void requireMemory(PolicyModel model, LearnerConfig learner, Watch watch) {
    MemoryCheck.ofThisProcess(watch.log())
        .requireTraining(model.config(), model.lora(), learner, 1);
  }

  private RunFolder create(Path folder, SeedContext context) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", choice.command());
    facts.put("method", choice.method());
    facts.put("seed", choice.seed());
    facts.put("learning_rate", choice.learningRate());
    facts.put("from_base", config.initFrom().isEmpty() && start.isEmpty());
    facts.put("task", context.task().version());
    facts.put(DATA, Fingerprint.ofData(context.task()));
    return RunFolder.create(folder, false, ConfigWriter.plain(config, Choices.NONE), facts);
  }

  /** A run goes on only as what it began as. */
  private RunFolder reopen(Path folder, SeedContext context) {
    RunFolder run = RunFolder.open(folder);
    JsonNode facts = run.facts();
    requireSame(folder, "method", facts.path("method").asText(), choice.method());
    requireSame(folder, "seed", facts.path("seed").asText(), "" + choice.seed());
    requireSame(
        folder, "learning rate", facts.path("learning_rate").asText(), "" + choice.learningRate());
    String data = Fingerprint.ofData(context.task());
    requireSame(folder, "SHA-256 of the data", facts.path(DATA).asText(data), data);
    RecordedSettings.difference(run.config(), config, FREE)
        .ifPresent(d -> requireSame(folder, d.key(), d.recorded(), d.now()));
    return run;
  }

  private static void requireSame(Path folder, String what, String recorded, String now) {
    if (!recorded.equals(now)) {
      throw new IllegalArgumentException(
          what
              + ": the run in "
              + folder
              + " began with "
              + recorded
              + ", got "
              + now
              + "; only max_collections, compute_budget and workers may change. Give the same, or"
              + " another --output");
    }
  }

  private PolicyModel base(Path folder, Watch watch) throws IOException {
    if (!config.initFrom().isEmpty()) {
      return PolicyFolder.load("init_from", Path.of(config.initFrom()), watch.log());
    }
    int index = config.runs().seeds().indexOf(choice.seed());
    int number = Math.max(0, index) % config.runs().bases();
    return BasePolicies.in(config, setup, folder, baseFolders, watch.log())
        .stopWhen(watch.stopRequested())
        .get(number)
        .model();
  }
}
