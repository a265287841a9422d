package org.srl4j.eval.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.srl4j.core.train.Checkpoints;
import org.srl4j.core.train.StopReason;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.TrainingResult;
import org.srl4j.core.train.files.Disk;
import org.srl4j.core.train.files.SealedFolder;
import org.srl4j.core.train.run.RunFolder;
import org.srl4j.eval.compare.benchmarks.AskedBenchmark;
import org.srl4j.eval.compare.benchmarks.AskedBenchmarks;
import org.srl4j.eval.compare.benchmarks.BenchmarkWork;
import org.srl4j.eval.compare.graph.ComparisonFolder;
import org.srl4j.eval.compare.graph.Order;
import org.srl4j.eval.compare.graph.TestedRun;
import org.srl4j.eval.compare.graph.TrainedRun;
import org.srl4j.eval.compare.graph.Workplace;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.page.PageFiles;
import org.srl4j.eval.page.StrictJson;
import org.srl4j.eval.solve.SolvingModel;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffPolicy;

/** Threads of this process. */
final class LocalWorkplace implements Workplace, AutoCloseable {
  private final ComparisonFolder folder;
  private final Map<Long, Seed> seeds;
  private final AskedBenchmarks benchmarks;
  private final int checkpointEvery;
  private final Consumer<String> log;
  private final ExecutorService pool;

  /**
   * What all work on a seed starts from.
   *
   * @param context problems and settings
   * @param start policy of its trainings; not changed
   */
  record Seed(SeedContext context, PolicyModel start) {}

  /**
   * A workplace.
   *
   * @param conduct names the comparison's folder, checkpoints and who is told
   * @param seeds all seeds
   * @param benchmarks what is asked beside the test problems
   * @param workers threads
   */
  LocalWorkplace(
      Comparison.Conduct conduct, Map<Long, Seed> seeds, AskedBenchmarks benchmarks, int workers) {
    this.folder = new ComparisonFolder(conduct.lock().folder());
    this.seeds = Map.copyOf(seeds);
    this.benchmarks = benchmarks;
    this.checkpointEvery = conduct.checkpointEvery();
    this.log = conduct.log();
    this.pool = Executors.newFixedThreadPool(workers);
  }

  @Override
  public CompletableFuture<Ended> work(Order order) {
    return CompletableFuture.supplyAsync(
        () -> {
          Seed seed = seeds.get(order.seed());
          if (seed.context().stopRequested().getAsBoolean()) {
            return Ended.STOPPED;
          }
          try {
            return switch (order.kind()) {
              case TRAINING -> train(seed, order);
              case TEST -> test(seed, order);
              case BENCHMARK -> ask(seed, order);
            };
          } catch (IOException e) {
            throw Disk.fault("working on " + order.target(), e);
          }
        },
        pool);
  }

  private Ended train(Seed seed, Order order) throws IOException {
    Method method = method(seed, order);
    Path target = folder.path().resolve(order.target());
    Path unfinished = ComparisonFolder.unfinished(target);
    MethodTrainer trainer =
        new MethodTrainer(
            seed.context(),
            new MethodTrainer.Options(
                checkpointEvery,
                RunFolder.isRun(unfinished),
                updates -> new TrainingListener() {},
                log));
    MethodRun run = trainer.train(method, start(seed, order), order.learningRate(), unfinished);
    if (run.result().reason() == StopReason.STOP_REQUESTED) {
      return Ended.STOPPED;
    }
    TrainedRun trained = trained(run);
    PageFiles.replace(unfinished.resolve(TrainedRun.FILE), StrictJson.write(trained));
    RunFolder.open(unfinished).checkpoints().keepNewest();
    ComparisonFolder.finish(target);
    log.accept(
        String.format(
            "seed %d, %s, lr %.1e: validation %.3f after %d updates, %.0f s",
            order.seed(),
            method.label(),
            order.learningRate(),
            trained.validation(),
            trained.updates(),
            trained.seconds()));
    return Ended.DONE;
  }

  private static TrainedRun trained(MethodRun run) {
    TrainingResult result = run.result();
    return new TrainedRun(
        run.learningRate(),
        run.validation(),
        run.tieBreak(),
        result.state().update(),
        result.state().best().update(),
        run.rollouts(),
        result.state().compute().generatedTokens(),
        result.state().compute().trainedTokens(),
        run.seconds(),
        run.curve());
  }

  private Ended test(Seed seed, Order order) throws IOException {
    MethodTest test = new MethodTest(seed.context(), method(seed, order), log);
    SealedFolder.write(
        folder.path().resolve(order.target()),
        unfinished -> {
          TestedRun tested = test.of(order.start(), start(seed, order).copy(1));
          PageFiles.replace(unfinished.resolve(TestedRun.FILE), StrictJson.write(tested));
        });
    return Ended.DONE;
  }

  private Ended ask(Seed seed, Order order) throws IOException {
    Method method = method(seed, order);
    AskedBenchmark asked = benchmarks.named(order.benchmark());
    PolicyModel policy = start(seed, order);
    SolvingModel model =
        new SolvingModel(
            method.name(),
            policy.checksum(),
            benchmarks.form(),
            () -> new SameDiffPolicy(policy.copy(1)));
    String phase = method.label() + ", seed " + order.seed() + ", " + asked.name();
    String who = "seed " + order.seed() + ", " + method.label() + ", " + asked.name() + ": ";
    BenchmarkWork work =
        new BenchmarkWork(
            asked.by(model, order.seed()),
            phase,
            seed.context().stopRequested(),
            line -> log.accept(who + line));
    boolean over = work.into(folder.path().resolve(order.target()), order.start());
    return over ? Ended.DONE : Ended.STOPPED;
  }

  private static Method method(Seed seed, Order order) {
    return seed.context().config().methods().named(order.method());
  }

  /** The seed's start, or with the parameters of the run that the order names. */
  private PolicyModel start(Seed seed, Order order) throws IOException {
    if (order.start().isEmpty()) {
      return seed.start();
    }
    long update = folder.trained(order.start()).selectedUpdate();
    Path run = folder.path().resolve(order.start());
    Checkpoints checkpoints = RunFolder.open(run).checkpoints();
    PolicyModel model = seed.start().copy(1);
    model.setParameters(PolicyModel.load(checkpoints.ofUpdate(update), 1).parameterValues());
    return model;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
