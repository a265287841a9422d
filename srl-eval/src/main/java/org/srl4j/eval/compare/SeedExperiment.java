package org.srl4j.eval.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.srl4j.core.data.Problem;
import org.srl4j.eval.harness.StepSimilarity;
import org.srl4j.eval.harness.TaskEvaluation;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.report.DecodingResult;
import org.srl4j.eval.report.PhaseTiming;
import org.srl4j.eval.report.RunResult;
import org.srl4j.eval.report.SampleCompletion;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffPolicy;

/**
 * All methods of one seed, as futures: a method starts when the one it goes on from is chosen,
 * tries its learning rates, keeps the one that validates best (ties: the smaller), and is tested
 * once.
 */
final class SeedExperiment {
  private final SeedContext context;
  private final PolicyModel base;
  private final Executor pool;
  private final Consumer<String> log;
  private final Map<String, CompletableFuture<Chosen>> chosen = new HashMap<>();

  /** A method's selected run with what the sweep saw. */
  record Chosen(Method method, MethodRun run, Map<Double, Double> sweep) {}

  /** A method's figures for the report. */
  record Outcome(
      Method method, RunResult result, List<PhaseTiming> phases, OptionalDouble stepSimilarity) {}

  SeedExperiment(SeedContext context, PolicyModel base, Executor pool, Consumer<String> log) {
    this.context = context;
    this.base = base;
    this.pool = pool;
    this.log = log;
  }

  /**
   * Starts an method.
   *
   * @param rates learning rates to try, known now or when another seed has chosen
   */
  CompletableFuture<Outcome> start(Method method, CompletableFuture<List<Double>> rates) {
    CompletableFuture<PolicyModel> init =
        method
            .from()
            .map(name -> chosen.get(name).thenApply(c -> withParameters(c.run().parameters())))
            .orElse(CompletableFuture.completedFuture(base));
    CompletableFuture<Chosen> selected =
        init.thenCombine(rates, (model, list) -> runAll(method, model, list))
            .thenCompose(future -> future);
    chosen.put(method.name(), selected);
    return selected.thenApplyAsync(this::test, pool);
  }

  /** What a method chose, once it has. */
  CompletableFuture<Chosen> chosen(Method method) {
    return chosen.get(method.name());
  }

  private PolicyModel withParameters(float[] parameters) {
    PolicyModel model = base.copy(1);
    model.setParameters(parameters);
    return model;
  }

  private CompletableFuture<Chosen> runAll(Method method, PolicyModel start, List<Double> rates) {
    MethodTrainer trainer = new MethodTrainer(context, MethodTrainer.Options.comparison(log));
    if (method.training().isEmpty()) {
      return CompletableFuture.supplyAsync(
          () -> {
            requireNoStop();
            return new Chosen(method, trainer.untrained(method, start), Map.of());
          },
          pool);
    }
    CompletableFuture<Chosen> best = CompletableFuture.completedFuture(null);
    for (double rate : rates) {
      CompletableFuture<MethodRun> run =
          CompletableFuture.supplyAsync(() -> train(trainer, method, start, rate), pool);
      best = best.thenCombine(run, (known, next) -> better(method, known, next));
    }
    return best;
  }

  private void requireNoStop() {
    if (context.stopRequested().getAsBoolean()) {
      throw new CancellationException("stopped before this run began");
    }
  }

  private MethodRun train(MethodTrainer trainer, Method method, PolicyModel start, double rate) {
    requireNoStop();
    MethodRun run = trainer.train(method, start, rate);
    log.accept(
        String.format(
            "seed %d, %s, lr %.1e: validation %.3f after %d updates, %.0f s",
            context.seed(),
            method.label(),
            rate,
            run.validation(),
            run.result().orElseThrow().state().update(),
            run.result().orElseThrow().seconds()));
    return run;
  }

  private static Chosen better(Method method, Chosen known, MethodRun next) {
    Map<Double, Double> sweep = new LinkedHashMap<>();
    if (known != null) {
      sweep.putAll(known.sweep());
    }
    sweep.put(next.learningRate(), next.validation());
    boolean keep =
        known != null
            && Comparator.comparingDouble(MethodRun::validation)
                    .thenComparingDouble(MethodRun::tieBreak)
                    .compare(known.run(), next)
                >= 0;
    return new Chosen(method, keep ? known.run() : next, sweep);
  }

  private Outcome test(Chosen c) {
    List<Problem> problems = context.task().problems(Split.TEST);
    long start = System.nanoTime();
    Map<String, DecodingResult> decodings = new LinkedHashMap<>();
    List<SampleCompletion> samples = new ArrayList<>();
    long rollouts = 0;
    long tokens = 0;
    OptionalDouble similarity;
    try (SameDiffPolicy policy = new SameDiffPolicy(withParameters(c.run().parameters()))) {
      for (Decoding decoding : decodings(context.task())) {
        TaskEvaluation evaluation = context.tester().evaluate(policy, problems, decoding);
        audit(c.method(), decoding, problems, evaluation);
        decodings.put(decoding.name(), evaluation.toResult());
        samples.addAll(evaluation.samples());
        rollouts += evaluation.rollouts();
        tokens += evaluation.tokens();
      }
      similarity = stepSimilarity(c.method(), policy);
    }
    PhaseTiming testing =
        new PhaseTiming(phase(c.method(), "test"), seconds(start), 0, tokens, 0, rollouts);
    return new Outcome(c.method(), result(c, decodings, samples), phases(c, testing), similarity);
  }

  /** The ways of answering that a task has; some have one alone. */
  private static List<Decoding> decodings(Task task) {
    Decoding loop = task.stepLoop();
    Decoding pass = task.onePass();
    return loop.name().equals(pass.name()) ? List.of(loop) : List.of(loop, pass);
  }

  private void audit(
      Method method, Decoding decoding, List<Problem> problems, TaskEvaluation evaluation) {
    Path folder = context.folder().resolve("audit").resolve(method.name() + "-" + decoding.name());
    new Audit(context.task(), folder)
        .solved(problems, evaluation)
        .ifPresent(
            count ->
                log.accept(
                    String.format(
                        "seed %d, %s, %s: %d of %d resolved, tests run",
                        context.seed(), method.label(), decoding.name(), count, problems.size())));
  }

  /** On held-out problems, where the task itself cannot judge steps. */
  private OptionalDouble stepSimilarity(Method method, SameDiffPolicy policy) {
    Task task = context.task();
    if (task.judgesSteps()) {
      return OptionalDouble.empty();
    }
    double mean = new StepSimilarity(task).greedy(policy, task.steps(Split.TEST));
    log.accept(
        String.format(
            "seed %d, %s: similarity of greedy steps with the expert's on test problems %.4f",
            context.seed(), method.label(), mean));
    return OptionalDouble.of(mean);
  }

  private String phase(Method method, String what) {
    return method.label() + ", seed " + context.seed() + ", " + what;
  }

  private List<PhaseTiming> phases(Chosen c, PhaseTiming testing) {
    return c.run()
        .result()
        .map(
            r ->
                List.of(
                    new PhaseTiming(
                        phase(c.method(), "training"),
                        r.seconds(),
                        r.state().update(),
                        r.state().compute().generatedTokens(),
                        r.state().compute().trainedTokens(),
                        c.run().rollouts()),
                    testing))
        .orElse(List.of(testing));
  }

  private RunResult result(
      Chosen c, Map<String, DecodingResult> decodings, List<SampleCompletion> samples) {
    long updates = c.run().result().map(r -> r.state().update()).orElse(0L);
    long selected = c.run().result().map(r -> r.state().best().update()).orElse(0L);
    return new RunResult(
        context.seed(),
        c.run().learningRate(),
        c.sweep(),
        updates,
        selected,
        decodings,
        c.run().curve(),
        samples);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) * 1e-9;
  }
}
