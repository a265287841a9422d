package org.srl4j.eval.compare.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.NegativeLogLikelihood;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.train.LearningRateSchedule;
import org.srl4j.core.train.Trainer;
import org.srl4j.core.train.TrainerConfig;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.source.DemonstrationSource;
import org.srl4j.eval.compare.settings.BaseConfig;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.PolicyFolder;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.harness.Demonstrations;
import org.srl4j.eval.task.DocumentSource;
import org.srl4j.eval.task.Task;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.chat.ChatTemplate;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.JsonFiles;
import org.srl4j.models.policy.LearnerConfig;
import org.srl4j.models.policy.MemoryCheck;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffLearner;
import org.srl4j.models.policy.SameDiffPolicy;

/**
 * Base policies: read from a folder when one of the same recipe is there, else pre-trained and
 * kept. A base is accepted only when it executes steps; it has never seen a convention.
 */
public final class BasePolicies {
  private static final String PROVENANCE = "provenance.json";
  private static final long INITIAL = 41;
  private static final long DOCUMENTS = 42;
  private static final int WARMUP_UPDATES = 100;
  private static final double FINAL_RATIO = 0.05;
  private static final int ATTEMPTS = 3;

  private final BaseConfig config;
  private final Task task;
  private final Tokenizer tokenizer;
  private final List<Path> folders;
  private final int threads;
  private final Consumer<String> log;
  private final BaseGate gate;
  private Optional<String> chatTemplate = Optional.empty();
  private BooleanSupplier stopRequested = () -> false;

  /**
   * A store.
   *
   * @param config the recipe
   * @param task whose pre-training documents are used
   * @param tokenizer of these documents
   * @param folders where ready bases are looked for; new ones are kept in the last
   * @param threads for pre-training
   * @param log told what happens
   */
  public BasePolicies(
      BaseConfig config,
      Task task,
      Tokenizer tokenizer,
      List<Path> folders,
      int threads,
      Consumer<String> log) {
    this.config = config;
    this.task = task;
    this.tokenizer = tokenizer;
    this.folders = List.copyOf(folders);
    this.threads = threads;
    this.log = log;
    this.gate = new BaseGate(task, config.minExecution());
  }

  /**
   * The store of a comparison.
   *
   * @param output new bases are kept in its {@code bases}
   * @param ready folders that are looked into first
   * @param log told what happens
   */
  public static BasePolicies in(
      ComparisonConfig config,
      TaskSetup setup,
      Path output,
      List<Path> ready,
      Consumer<String> log) {
    List<Path> folders = new ArrayList<>(ready);
    folders.add(output.resolve("bases"));
    BasePolicies bases =
        new BasePolicies(
            config.base(),
            setup.task(config.runs().seeds().get(0)),
            setup.tokenizer(),
            folders,
            config.workers(),
            log);
    bases.chatTemplate = setup.chatTemplate();
    return bases;
  }

  /**
   * Ends a pre-training after its current update.
   *
   * @param request whether a stop is wanted
   * @return this
   */
  public BasePolicies stopWhen(BooleanSupplier request) {
    stopRequested = request;
    return this;
  }

  /**
   * What is known of a base.
   *
   * @param task name and version of the task
   * @param recipe how it was trained
   * @param seed of its draws; attempts that were not accepted have been counted up
   * @param execution share of its own steps computed right on HARD problems
   * @param trainedTokens tokens of pre-training
   * @param seconds pre-training took
   */
  public record Provenance(
      String task,
      BaseConfig recipe,
      long seed,
      double execution,
      long trainedTokens,
      double seconds) {}

  /**
   * A base with its provenance.
   *
   * @param model ready to be copied
   * @param provenance how it came about
   * @param cached whether it was ready before; one that this store trained earlier was not
   */
  public record Base(PolicyModel model, Provenance provenance, boolean cached) {}

  /**
   * The base of a number.
   *
   * @param number 0, 1, ...
   * @throws IllegalStateException if no attempt executes steps well enough, or a stop is wanted
   *     before one is ready
   */
  public Base get(int number) throws IOException {
    Optional<Base> ready = ready(number);
    if (ready.isPresent()) {
      return ready.get();
    }
    Base base = pretrain(number);
    return new Base(keep(base, "base-" + number), base.provenance(), false);
  }

  /** Writes a base into the own folder and reads it again. */
  private PolicyModel keep(Base base, String name) throws IOException {
    Path target = folders.get(folders.size() - 1).resolve(name);
    Files.createDirectories(target.getParent());
    CheckpointFolder.replace(
        target,
        path -> {
          base.model().save(path);
          if (chatTemplate.isPresent()) {
            Files.writeString(path.resolve(ChatTemplate.FILE), chatTemplate.get());
          }
          JsonFiles.write(path.resolve(PROVENANCE), base.provenance());
        });
    return PolicyModel.load(target, 1);
  }

  /** The base of a number if one of this recipe is in a folder; empty if it must be trained. */
  public Optional<Base> ready(int number) throws IOException {
    Path own = folders.get(folders.size() - 1);
    for (Path folder : folders) {
      Path path = folder.resolve("base-" + number);
      if (Files.exists(path.resolve(PROVENANCE))) {
        Provenance provenance = JsonFiles.read(path.resolve(PROVENANCE), Provenance.class);
        if (provenance.recipe().equals(config) && provenance.task().equals(taskName())) {
          Base base = new Base(PolicyModel.load(path, 1), provenance, !folder.equals(own));
          return Optional.of(base);
        }
        log.accept(path + " was made by another recipe; it is not used");
      }
    }
    return Optional.empty();
  }

  /**
   * A base after the first updates of its pre-training; nothing is kept.
   *
   * @param updates at least 1
   * @param listener told of them
   */
  public PolicyModel begun(long updates, TrainingListener listener) {
    PolicyModel model = initial(0);
    train(model, 0, Math.min(updates, config.updates()), listener);
    return model;
  }

  /** Updates of a pre-training. */
  public long updates() {
    return config.updates();
  }

  /**
   * A policy that was named to start from, as a base; nothing is known of its training.
   *
   * @param initFrom folder of a model, an adapter or a run
   * @throws IllegalArgumentException if the task needs thinking and the policy is below the gate
   * @throws IOException if it cannot be read
   */
  public Base named(String initFrom) throws IOException {
    PolicyModel model = PolicyFolder.load("init_from", Path.of(initFrom), log);
    BaseGate.Figures figures = measure(model);
    Optional<String> fault = task.thinksEachTurn() ? gate.faultOf(figures) : Optional.empty();
    if (fault.isPresent()) {
      throw new IllegalArgumentException(
          "init_from: "
              + initFrom
              + " "
              + fault.get()
              + "; train it longer, or give base.min_execution=0 to start from it all the same");
    }
    return new Base(model, new Provenance(taskName(), config, 0, figures.execution(), 0, 0), true);
  }

  private String taskName() {
    return task.name() + " " + task.version();
  }

  private Base pretrain(int number) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long seed = number + 1000L * attempt;
      Attempt base = pretrain(seed);
      Optional<String> fault = gate.faultOf(base.figures());
      if (fault.isEmpty()) {
        return base.base();
      }
      keep(base.base(), "refused-" + seed);
      log.accept(
          "base of seed "
              + seed
              + " "
              + fault.get()
              + ": not accepted; it is kept as bases/refused-"
              + seed
              + " to be looked at");
    }
    throw new IllegalStateException(
        "minExecution: no base of "
            + ATTEMPTS
            + " reached "
            + config.minExecution()
            + " and its task's format; train longer (base.updates) or lower it");
  }

  private record Attempt(Base base, BaseGate.Figures figures) {}

  private Attempt pretrain(long seed) {
    PolicyModel model = initial(seed);
    long start = System.nanoTime();
    long[] tokens = {0};
    if (config.updates() > 0) {
      train(model, seed, config.updates(), progress(tokens));
    }
    if (stopRequested.getAsBoolean()) {
      throw new IllegalStateException(
          "stopped before the base policy was ready; nothing of it is kept, and the same command"
              + " begins it again");
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    BaseGate.Figures figures = measure(model);
    Provenance provenance =
        new Provenance(taskName(), config, seed, figures.execution(), tokens[0], seconds);
    return new Attempt(new Base(model, provenance, false), figures);
  }

  private PolicyModel initial(long seed) {
    DecoderConfig sizes = config.decoder(tokenizer.vocabularySize());
    if (config.updates() > 0) {
      MemoryCheck.ofThisProcess(log).requireTraining(sizes, Optional.empty(), learning(), 1);
    }
    return PolicyModel.initialised(sizes, tokenizer, Seeds.derive(seed, INITIAL), threads);
  }

  private LearnerConfig learning() {
    return LearnerConfig.of(
        new NegativeLogLikelihood(),
        LossAggregation.dapo(),
        new AdamWConfig(0.9, 0.98, 1e-8, config.weightDecay(), 1));
  }

  private void train(PolicyModel model, long seed, long updates, TrainingListener listener) {
    DocumentSource documents =
        task.pretraining(Seeds.derive(seed, DOCUMENTS))
            .orElseThrow(() -> new IllegalStateException("the task has nothing to pre-train on"));
    if (updates == 0) {
      return;
    }
    long warmup = Math.min(WARMUP_UPDATES, config.updates() / 10);
    try (SameDiffPolicy policy = new SameDiffPolicy(model);
        SameDiffLearner learner = new SameDiffLearner(model, learning())) {
      new Trainer(
              policy,
              learner,
              DemonstrationSource.stream(
                  i -> Demonstrations.encode(documents.document(i), tokenizer), config.batchSize()),
              TrainerConfig.of(
                  updates,
                  LearningRateSchedule.cosine(config.learningRate(), warmup, FINAL_RATIO),
                  seed))
          .listen(listener)
          .stopWhen(stopRequested)
          .train();
    }
  }

  private TrainingListener progress(long[] tokens) {
    return new TrainingListener() {
      @Override
      public void afterUpdate(long update, UpdateStats stats) {
        tokens[0] = (long) stats.get("compute/trained_tokens");
        if (update % 200 == 0) {
          double seconds = stats.get("elapsed_seconds");
          log.accept(
              String.format(
                  "pre-training: update %d of %d, loss %.3f, %.0f tokens/s, %.0f s left",
                  update,
                  config.updates(),
                  stats.get("loss"),
                  tokens[0] / seconds,
                  seconds / update * (config.updates() - update)));
        }
      }
    };
  }

  private BaseGate.Figures measure(PolicyModel model) {
    try (SameDiffPolicy policy = new SameDiffPolicy(model)) {
      BaseGate.Figures figures = gate.measure(policy);
      if (!Double.isNaN(figures.format())) {
        log.accept(
            String.format(
                "base: keeps the format in %.3f of its greedy turns, executes %.3f of its steps",
                figures.format(), figures.execution()));
      }
      return figures;
    }
  }

  /** Facts of a base for a report, by name. */
  public static Map<String, String> facts(int number, Base base) {
    Map<String, String> facts = new LinkedHashMap<>();
    Provenance p = base.provenance();
    facts.put(
        "base " + number,
        String.format(
            "%s, %s, %.1f M tokens in %.0f s",
            base.cached() ? "cached" : "trained in this run",
            Double.isNaN(p.execution())
                ? "execution not measured, the task judges whole answers alone"
                : String.format("execution %.3f", p.execution()),
            p.trainedTokens() / 1e6,
            p.seconds()));
    return facts;
  }
}
