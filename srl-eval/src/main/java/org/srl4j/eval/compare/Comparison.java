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
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.settings.SeedPlan;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.method.Methods;
import org.srl4j.eval.method.Training;
import org.srl4j.eval.report.ComparisonReport;
import org.srl4j.models.policy.LearnerConfig;
import org.srl4j.models.policy.MemoryCheck;
import org.srl4j.models.policy.PolicyModel;

/**
 * The main job: every method on every seed, each from the same base and on the same problems. Runs
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
    Methods.requireTexts(config.compared(), setup.task(config.runs().seeds().get(0)));
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

  /** Waits for an method; one that a stop kept from starting has no figures. */
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

  private PolicyModel start(SeedContext context, PolicyModel base) throws IOException {
    return new StartPolicy(config.lora(), context.seed(), context.folder(), log).of(base);
  }

  private List<CompletableFuture<SeedExperiment.Outcome>> startAll(
      List<BasePolicies.Base> bases, ExecutorService pool) throws IOException {
    List<CompletableFuture<SeedExperiment.Outcome>> outcomes = new ArrayList<>();
    Map<String, CompletableFuture<List<Double>>> tuned = new LinkedHashMap<>();
    List<Method> methods = config.compared();
    SeedPlan plan = config.runs();
    for (int s = 0; s < plan.seeds().size(); s++) {
      long seed = plan.seeds().get(s);
      SeedContext context =
          new SeedContext(
              config, setup.task(seed), seed, output.resolve("seed-" + seed), stopRequested);
      PolicyModel start = start(context, bases.get(s % bases.size()).model());
      if (s == 0) {
        requireMemory(context, start);
      }
      SeedExperiment experiment = new SeedExperiment(context, start, pool, log);
      for (Method method : methods) {
        if (method.control() && s >= plan.controlSeeds()) {
          continue;
        }
        boolean sweeps = s < plan.sweepSeeds();
        outcomes.add(
            experiment.start(
                method,
                sweeps
                    ? CompletableFuture.completedFuture(rates(method))
                    : tuned.get(method.name())));
        if (s == 0) {
          tuned.put(
              method.name(),
              experiment.chosen(method).thenApply(c -> List.of(c.run().learningRate())));
        }
      }
    }
    return outcomes;
  }

  /** All starts are of the same sizes. */
  private void requireMemory(SeedContext context, PolicyModel start) {
    MethodTrainer trainer = new MethodTrainer(context);
    List<LearnerConfig> trained =
        config.compared().stream()
            .filter(method -> method.training().isPresent())
            .map(trainer::learnerConfig)
            .toList();
    int together = Math.min(config.workers(), trained.size() * config.runs().seeds().size());
    MemoryCheck check = MemoryCheck.ofThisProcess(log);
    for (LearnerConfig learner : new LinkedHashSet<>(trained)) {
      check.requireTraining(start.config(), start.lora(), learner, together);
    }
  }

  private static List<Double> rates(Method method) {
    return method.training().map(Training::learningRate).orElse(List.of());
  }
}
