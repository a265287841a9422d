package org.srl4j.eval.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.srl4j.eval.compare.settings.Arm;
import org.srl4j.eval.compare.settings.Arms;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.settings.SeedPlan;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.report.ComparisonReport;
import org.srl4j.models.policy.LearnerConfig;
import org.srl4j.models.policy.MemoryCheck;
import org.srl4j.models.policy.PolicyModel;

/**
 * The main job: every arm on every seed, each arm from the same base and on the same problems. Runs
 * are independent of each other and seeded, so their order and number of workers change nothing.
 */
public final class Comparison {
  private final ComparisonConfig config;
  private final TaskSetup setup;
  private final Path output;
  private final Consumer<String> log;
  private final BooleanSupplier stopRequested;

  /**
   * A comparison.
   *
   * @param config what to run
   * @param setup the problems
   * @param output folder of runs, bases and the report; must exist
   * @param log told what happens, a line each
   * @param stopRequested ends all runs after their current collection
   */
  public Comparison(
      ComparisonConfig config,
      TaskSetup setup,
      Path output,
      Consumer<String> log,
      BooleanSupplier stopRequested) {
    this.config = config;
    this.setup = setup;
    this.output = output;
    this.log = log;
    this.stopRequested = stopRequested;
  }

  /**
   * Runs everything.
   *
   * @param baseFolders where ready base policies are looked for
   * @return the report, not yet written; empty when a stop left nothing to report
   */
  public Optional<ComparisonReport> run(List<Path> baseFolders) throws IOException {
    long start = System.nanoTime();
    Arms.requireTexts(Arms.named(config.arms()), setup.task(config.runs().seeds().get(0)));
    List<BasePolicies.Base> bases = bases(baseFolders);
    ReportAssembly report = new ReportAssembly(config, setup, bases);
    ExecutorService pool = Executors.newFixedThreadPool(config.workers());
    try {
      List<CompletableFuture<SeedExperiment.Outcome>> outcomes = startAll(bases, pool);
      for (CompletableFuture<SeedExperiment.Outcome> outcome : outcomes) {
        collect(outcome, report);
      }
    } finally {
      pool.shutdownNow();
    }
    return report.finish((System.nanoTime() - start) * 1e-9, stopRequested.getAsBoolean());
  }

  /** Waits for an arm; one that a stop kept from starting has no figures. */
  private static void collect(
      CompletableFuture<SeedExperiment.Outcome> outcome, ReportAssembly report) {
    try {
      report.add(outcome.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof CancellationException) {
        return;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private List<BasePolicies.Base> bases(List<Path> ready) throws IOException {
    BasePolicies store = BasePolicies.in(config, setup, output, ready, log);
    if (!config.initFrom().isEmpty()) {
      log.accept("all training starts from " + config.initFrom());
      return List.of(store.named(config.initFrom()));
    }
    List<BasePolicies.Base> bases = new ArrayList<>();
    for (int i = 0; i < config.runs().usedBases(); i++) {
      BasePolicies.Base base = store.get(i);
      BasePolicies.facts(i, base).forEach((name, fact) -> log.accept(name + ": " + fact));
      bases.add(base);
    }
    return bases;
  }

  private PolicyModel start(ArmContext context, PolicyModel base) throws IOException {
    return new StartPolicy(config.lora(), context.seed(), context.folder(), log).of(base);
  }

  private List<CompletableFuture<SeedExperiment.Outcome>> startAll(
      List<BasePolicies.Base> bases, ExecutorService pool) throws IOException {
    List<CompletableFuture<SeedExperiment.Outcome>> outcomes = new ArrayList<>();
    Map<String, CompletableFuture<List<Double>>> tuned = new LinkedHashMap<>();
    List<Arm> arms = Arms.named(config.arms());
    SeedPlan plan = config.runs();
    for (int s = 0; s < plan.seeds().size(); s++) {
      long seed = plan.seeds().get(s);
      ArmContext context =
          new ArmContext(
              config, setup.task(seed), seed, output.resolve("seed-" + seed), stopRequested);
      PolicyModel start = start(context, bases.get(s % bases.size()).model());
      if (s == 0) {
        requireMemory(context, start);
      }
      SeedExperiment experiment = new SeedExperiment(context, start, pool, log);
      for (Arm arm : arms) {
        if (arm.control() && s >= plan.controlSeeds()) {
          continue;
        }
        boolean sweeps = s < plan.sweepSeeds();
        outcomes.add(
            experiment.start(
                arm,
                sweeps ? CompletableFuture.completedFuture(rates(arm)) : tuned.get(arm.name())));
        if (s == 0) {
          tuned.put(
              arm.name(), experiment.chosen(arm).thenApply(c -> List.of(c.run().learningRate())));
        }
      }
    }
    return outcomes;
  }

  /** All starts are of the same sizes. */
  private void requireMemory(ArmContext context, PolicyModel start) {
    ArmTrainer trainer = new ArmTrainer(context);
    List<LearnerConfig> trained =
        Arms.named(config.arms()).stream()
            .filter(arm -> arm.kind() != Arm.Kind.BASE)
            .map(trainer::learnerConfig)
            .toList();
    int together = Math.min(config.workers(), trained.size() * config.runs().seeds().size());
    MemoryCheck check = MemoryCheck.ofThisProcess(log);
    for (LearnerConfig learner : new LinkedHashSet<>(trained)) {
      check.requireTraining(start.config(), start.lora(), learner, together);
    }
  }

  private List<Double> rates(Arm arm) {
    return switch (arm.kind()) {
      case BASE -> List.of();
      case SFT_OUTLINE, SFT_FULL, SFT_FRIENDLY -> config.sft().learningRates();
      case RLVR -> config.rlvr().learningRates();
      case SRL, SRL_UNFILTERED, WHOLE_SOLUTION -> config.srl().learningRates();
    };
  }
}
