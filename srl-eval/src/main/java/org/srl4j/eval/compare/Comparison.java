package org.srl4j.eval.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.files.FolderLock;
import org.srl4j.eval.compare.benchmarks.AskedBenchmarks;
import org.srl4j.eval.compare.graph.Board;
import org.srl4j.eval.compare.graph.ComparisonFolder;
import org.srl4j.eval.compare.graph.ComparisonRecord;
import org.srl4j.eval.compare.graph.RunGraph;
import org.srl4j.eval.compare.graph.Scheduler;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.settings.SeedPlan;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.compare.start.BasePolicies;
import org.srl4j.eval.compare.start.StartPolicy;
import org.srl4j.eval.method.Methods;
import org.srl4j.models.policy.LearnerConfig;
import org.srl4j.models.policy.MemoryCheck;
import org.srl4j.models.policy.PolicyModel;

/**
 * The main job: every method on every seed, each from the same base and on the same problems. Runs
 * are independent of each other and seeded, so their order and number of workers change nothing,
 * nor does a process that dies on the way.
 *
 * @param config what to run
 * @param setup the problems
 * @param conduct how it is kept and watched
 */
public record Comparison(ComparisonConfig config, TaskSetup setup, Conduct conduct) {

  /**
   * How a comparison is kept and watched.
   *
   * @param lock of the folder of runs, bases and the report
   * @param command words of the command line, recorded so that it can be made again
   * @param checkpointEvery updates between checkpoints of a run; 0 = only at the end
   * @param log told what happens, a line each
   * @param stopRequested ends all runs after their current collection; they can be resumed
   */
  public record Conduct(
      FolderLock lock,
      List<String> command,
      int checkpointEvery,
      Consumer<String> log,
      BooleanSupplier stopRequested) {
    private Path folder() {
      return lock.folder();
    }
  }

  /**
   * Runs everything that is not done yet; a comparison that was begun in the folder goes on.
   *
   * @param baseFolders where ready base policies are looked for
   * @return what there is to report
   * @throws IllegalArgumentException if the folder's comparison began as another one, or a
   *     benchmark is missing or not the expected one
   * @throws IllegalStateException if the folder was removed meanwhile
   */
  public ReportAssembly run(List<Path> baseFolders) throws IOException {
    long start = System.nanoTime();
    Path folder = conduct.folder();
    boolean goesOn = ComparisonRecord.isIn(folder);
    if (goesOn) {
      ComparisonRecord.read(folder).requireSame(folder, config);
    }
    RunGraph graph = RunGraph.of(config);
    Methods.requireTexts(config.compared(), setup.task(config.runs().seeds().get(0)));
    AskedBenchmarks benchmarks = AskedBenchmarks.of(config, setup);
    List<BasePolicies.Base> bases = bases(baseFolders);
    Map<Long, LocalWorkplace.Seed> seeds = seeds(bases);
    requireMemory(seeds.get(graph.firstSeed()));
    begin(graph, record(seeds, benchmarks), goesOn);
    Board board;
    try (LocalWorkplace workplace =
        new LocalWorkplace(conduct, seeds, benchmarks, config.workers())) {
      board =
          new Scheduler(graph, conduct.lock(), conduct.log(), conduct.stopRequested())
              .run(workplace);
    }
    return new ReportAssembly(
        config,
        setup,
        bases,
        new ReportAssembly.Ran(
            new ComparisonFolder(folder),
            board,
            benchmarks,
            (System.nanoTime() - start) * 1e-9,
            conduct.stopRequested().getAsBoolean()));
  }

  /** The record is written before the graph, which says that there is a comparison. */
  private void begin(RunGraph graph, ComparisonRecord now, boolean goesOn) throws IOException {
    Path folder = conduct.folder();
    if (goesOn) {
      ComparisonRecord.read(folder).requireSame(folder, now);
      conduct.log().accept("going on with the comparison in " + folder);
    } else {
      now.write(folder);
    }
    new ComparisonFolder(folder).write(graph);
  }

  private ComparisonRecord record(
      Map<Long, LocalWorkplace.Seed> seeds, AskedBenchmarks benchmarks) {
    Map<Long, String> data = new LinkedHashMap<>();
    Map<Long, String> starts = new LinkedHashMap<>();
    seeds.forEach(
        (seed, of) -> {
          data.put(seed, Fingerprint.ofAllData(of.context().task(), benchmarks));
          starts.put(seed, of.start().checksum());
        });
    return ComparisonRecord.of(conduct.command(), config, data, starts);
  }

  private List<BasePolicies.Base> bases(List<Path> ready) throws IOException {
    BasePolicies store =
        BasePolicies.in(config, setup, conduct.folder(), ready, conduct.log())
            .stopWhen(conduct.stopRequested());
    if (!config.initFrom().isEmpty()) {
      conduct.log().accept("all training starts from " + config.initFrom());
      return List.of(store.named(config.initFrom()));
    }
    List<BasePolicies.Base> bases = new ArrayList<>();
    for (int i = 0; i < config.runs().usedBases(); i++) {
      BasePolicies.Base base = store.get(i);
      BasePolicies.facts(i, base).forEach((name, fact) -> conduct.log().accept(name + ": " + fact));
      bases.add(base);
    }
    return bases;
  }

  private Map<Long, LocalWorkplace.Seed> seeds(List<BasePolicies.Base> bases) throws IOException {
    Map<Long, LocalWorkplace.Seed> seeds = new LinkedHashMap<>();
    SeedPlan plan = config.runs();
    for (int s = 0; s < plan.seeds().size(); s++) {
      long seed = plan.seeds().get(s);
      Path folder = conduct.folder().resolve("seed-" + seed);
      SeedContext context =
          new SeedContext(config, setup.task(seed), seed, folder, conduct.stopRequested());
      PolicyModel base = bases.get(s % bases.size()).model();
      PolicyModel start = new StartPolicy(config.lora(), seed, folder, conduct.log()).of(base);
      seeds.put(seed, new LocalWorkplace.Seed(context, start));
    }
    return seeds;
  }

  /** All starts are of the same sizes. */
  private void requireMemory(LocalWorkplace.Seed first) {
    MethodTrainer trainer =
        new MethodTrainer(
            first.context(),
            new MethodTrainer.Options(
                conduct.checkpointEvery(), false, u -> new TrainingListener() {}, conduct.log()));
    List<LearnerConfig> trained =
        config.compared().stream()
            .filter(method -> method.training().isPresent())
            .map(trainer::learnerConfig)
            .toList();
    int together = Math.min(config.workers(), trained.size() * config.runs().seeds().size());
    MemoryCheck check = MemoryCheck.ofThisProcess(conduct.log());
    PolicyModel start = first.start();
    for (LearnerConfig learner : new LinkedHashSet<>(trained)) {
      check.requireTraining(start.config(), start.lora(), learner, together);
    }
  }
}
