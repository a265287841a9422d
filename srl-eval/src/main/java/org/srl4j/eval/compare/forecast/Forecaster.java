package org.srl4j.eval.compare.forecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.files.SealedFolder;
import org.srl4j.eval.compare.Environment;
import org.srl4j.eval.compare.MethodTest;
import org.srl4j.eval.compare.SeedContext;
import org.srl4j.eval.compare.benchmarks.AskedBenchmark;
import org.srl4j.eval.compare.benchmarks.AskedBenchmarks;
import org.srl4j.eval.compare.graph.Node;
import org.srl4j.eval.compare.graph.RunGraph;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.compare.start.BasePolicies;
import org.srl4j.eval.compare.start.StartPolicy;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.method.Methods;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;
import org.srl4j.models.policy.MemoryEstimate.Item;
import org.srl4j.models.policy.PolicyModel;

/**
 * Measures a little of every kind of work that a graph of runs has. Files that work needs go to a
 * folder of the system's for temporary files, which is removed.
 *
 * @param config the comparison
 * @param setup the problems
 * @param graph the runs: of a comparison, or a single training
 * @param baseFolders where ready base policies are looked for
 * @param log told what is measured, a line each
 */
public record Forecaster(
    ComparisonConfig config,
    TaskSetup setup,
    RunGraph graph,
    List<Path> baseFolders,
    Consumer<String> log) {
  private static final double ENOUGH_SECONDS = 8;
  private static final int FIRST_UPDATES = 4;

  /** What was measured, by kind of work. */
  private record Measured(
      List<MeasuredTraining> trainings, Timing test, Map<String, Timing> benchmarks) {}

  /** Where training starts, and what it takes to get there. */
  private record Start(PolicyModel model, Optional<Phase> phase, List<String> notes) {}

  /**
   * Measures.
   *
   * @param reading seconds that went by before this, for reading; they come on top
   * @throws IllegalArgumentException if a method cannot learn from the problems, or it does not fit
   *     into memory
   */
  public Forecast measure(double reading) throws IOException {
    long began = System.nanoTime();
    Path scratch = Files.createTempDirectory("srl4j-dry-run");
    try {
      long seed = graph.firstSeed();
      Task task = setup.task(seed);
      Methods.requireTexts(methods(), task);
      SeedContext context = new SeedContext(config, task, seed, scratch, () -> false);
      Start start = start(scratch);
      PolicyModel policy = new StartPolicy(config.lora(), seed, scratch, log).of(start.model());
      return measured(context, policy, start, reading, began);
    } finally {
      SealedFolder.delete(scratch);
    }
  }

  private List<Method> methods() {
    return nodes(Node.Kind.TRAINING).stream()
        .map(Node::method)
        .distinct()
        .map(config.methods()::named)
        .toList();
  }

  private Start start(Path scratch) throws IOException {
    BasePolicies store = BasePolicies.in(config, setup, scratch, baseFolders, log);
    if (!config.initFrom().isEmpty()) {
      return new Start(store.named(config.initFrom()).model(), Optional.empty(), List.of());
    }
    Optional<BasePolicies.Base> ready = store.ready(0);
    if (ready.isPresent()) {
      return new Start(ready.get().model(), Optional.empty(), List.of());
    }
    List<Double> seconds = new ArrayList<>();
    PolicyModel begun =
        store.begun(
            FIRST_UPDATES,
            new TrainingListener() {
              @Override
              public void afterUpdate(long update, UpdateStats stats) {
                seconds.add(stats.get("step_time"));
              }
            });
    double each = seconds.isEmpty() ? 0 : seconds.get(seconds.size() - 1);
    Phase phase =
        new Phase(
            "pre-training of a base",
            store.updates() * each,
            config.runs().usedBases(),
            store.updates() + " updates of " + Duration.text(each));
    return new Start(
        begun,
        Optional.of(phase),
        List.of(
            "There is no ready base policy: the rest was measured on one after "
                + FIRST_UPDATES
                + " updates of pre-training, whose completions run to their limits."));
  }

  private Forecast measured(
      SeedContext context, PolicyModel policy, Start start, double reading, long began)
      throws IOException {
    AskedBenchmarks asked = asked();
    Map<String, Boolean> contrast = new LinkedHashMap<>();
    nodes(Node.Kind.TRAINING)
        .forEach(node -> contrast.putIfAbsent(node.method(), !node.from().isEmpty()));
    boolean tested = !nodes(Node.Kind.TEST).isEmpty();
    ExecutorService pool = Executors.newFixedThreadPool(config.workers());
    try {
      List<Future<MeasuredTraining>> probes = new ArrayList<>();
      for (Method method : methods()) {
        probes.add(
            pool.submit(
                told(
                    method.label(),
                    () ->
                        new TrainingProbe(
                                context, method, contrast.get(method.name()), ENOUGH_SECONDS)
                            .measure(policy))));
      }
      Future<Timing> test =
          pool.submit(told("test", () -> tested ? test(context, policy) : Timing.NONE));
      Map<String, Future<Timing>> benchmarks = new LinkedHashMap<>();
      for (AskedBenchmark one : asked.all()) {
        BenchmarkProbe probe =
            new BenchmarkProbe(one, asked.form(), context.folder(), ENOUGH_SECONDS);
        benchmarks.put(one.name(), pool.submit(told(one.name(), () -> probe.measure(policy))));
      }
      List<MeasuredTraining> trainings = new ArrayList<>();
      for (Future<MeasuredTraining> probe : probes) {
        trainings.add(get(probe));
      }
      Map<String, Timing> timings = new LinkedHashMap<>();
      benchmarks.forEach((name, timing) -> timings.put(name, get(timing)));
      return forecast(start, new Measured(trainings, get(test), timings), reading, began);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Only where the graph asks benchmarks. */
  private AskedBenchmarks asked() throws IOException {
    return nodes(Node.Kind.BENCHMARK).isEmpty()
        ? AskedBenchmarks.NONE
        : AskedBenchmarks.of(config, setup);
  }

  private List<Node> nodes(Node.Kind kind) {
    return graph.nodes().stream().filter(node -> node.kind() == kind).toList();
  }

  private <T> Callable<T> told(String what, Callable<T> work) {
    return () -> {
      log.accept("measuring: " + what);
      return work.call();
    };
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("measuring failed: " + e.getCause(), e.getCause());
    }
  }

  private Timing test(SeedContext context, PolicyModel policy) {
    int whole = context.task().problems(Split.TEST).size();
    Method method = config.methods().named(Methods.BASE);
    int[] pass = {0};
    return Timing.of(
        whole,
        ENOUGH_SECONDS,
        count -> {
          Task part = new PartOfTask(context.task(), (double) count / whole);
          Path folder = context.folder().resolve("test-" + pass[0]++);
          SeedContext of =
              new SeedContext(config, part, context.seed(), folder, context.stopRequested());
          long start = System.nanoTime();
          new MethodTest(of, method, line -> {}).of("", policy.copy(1));
          return (System.nanoTime() - start) * 1e-9;
        });
  }

  private Forecast forecast(Start start, Measured measured, double reading, long began) {
    Timing test = measured.test();
    Map<String, Double> seconds = new LinkedHashMap<>();
    List<Phase> phases = new ArrayList<>();
    List<String> notes = new ArrayList<>(start.notes());
    start.phase().ifPresent(phases::add);
    for (MeasuredTraining training : measured.trainings()) {
      List<Node> nodes =
          nodes(Node.Kind.TRAINING).stream()
              .filter(node -> node.method().equals(training.method().name()))
              .toList();
      nodes.forEach(node -> seconds.put(node.name(), training.seconds()));
      phases.add(
          new Phase(training.method().label(), training.seconds(), nodes.size(), training.parts()));
      training.note().ifPresent(notes::add);
    }
    List<Node> tests = nodes(Node.Kind.TEST);
    tests.forEach(node -> seconds.put(node.name(), test.each()));
    if (!tests.isEmpty()) {
      seconds.put(tests.get(0).name(), test.first());
      phases.add(
          new Phase(
              "test of a method",
              test.each(),
              tests.size(),
              test.share("problems measured")
                  + "; the first takes "
                  + Duration.text(test.first())));
    }
    measured.benchmarks().forEach((name, timing) -> addBenchmark(name, timing, seconds, phases));
    double bases = start.phase().map(phase -> phase.seconds() * phase.count()).orElse(0.0);
    double runs = WorkerHours.of(graph.nodes(), seconds, config.workers());
    return new Forecast(
        phases,
        reading + bases + runs,
        config.workers(),
        memory(start.model(), measured.trainings()),
        (System.nanoTime() - began) * 1e-9,
        notes);
  }

  private void addBenchmark(
      String name, Timing timing, Map<String, Double> seconds, List<Phase> phases) {
    List<Node> asked =
        nodes(Node.Kind.BENCHMARK).stream().filter(node -> node.benchmark().equals(name)).toList();
    asked.forEach(node -> seconds.put(node.name(), timing.each()));
    seconds.put(asked.get(0).name(), timing.first());
    phases.add(
        new Phase(
            "benchmark " + name, timing.each(), asked.size(), timing.share("responses measured")));
  }

  /** The starts, and as many of the largest trainings as run side by side. */
  private Forecast.Memory memory(PolicyModel start, List<MeasuredTraining> trainings) {
    boolean shared = config.lora().rank() > 0 || start.lora().isPresent();
    long starts = (long) Float.BYTES * start.parameterValues().length * config.runs().usedBases();
    long all =
        trainings.stream()
            .map(training -> training.memory())
            .map(
                m ->
                    m.total()
                        - m.bytes().get(Item.JVM)
                        - (shared ? m.bytes().get(Item.WEIGHTS) : 0))
            .sorted((a, b) -> Long.compare(b, a))
            .limit(Math.min(config.workers(), graph.nodes().size()))
            .mapToLong(Long::longValue)
            .sum();
    long jvm = trainings.stream().mapToLong(t -> t.memory().bytes().get(Item.JVM)).max().orElse(0);
    return new Forecast.Memory(
        jvm + starts + all, Environment.peakMemory().orElse(0), Runtime.getRuntime().maxMemory());
  }
}
