package org.srl4j.core.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.srl4j.core.data.Experience;
import org.srl4j.core.objective.Learner;
import org.srl4j.core.objective.NotFiniteException;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.policy.Policy;

/**
 * The only training loop. SFT, RLVR and SRL differ in the source and in the learner's objective;
 * SRL→RLVR is RLVR whose learner starts from SRL's checkpoint.
 *
 * <p>Words: a <em>collection</em> is one call of the source, an <em>update</em> one step of the
 * optimiser. A collection without experiences counts as one skipped update, so training in which
 * nothing has contrast still ends. All state between two collections is a {@link TrainerState} and
 * the learner's, hence a resumed run equals an uninterrupted one.
 *
 * <p>Not thread-safe; one training a trainer. Policy and learner stay open.
 */
public final class Trainer {
  private static final int NAMED_SEQUENCES = 8;

  private final Policy policy;
  private final Learner learner;
  private final ExperienceSource source;
  private final TrainerConfig config;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private final BestCheckpoint best = new BestCheckpoint();
  private Validator validator;
  private Optional<Checkpoints> checkpoints = Optional.empty();
  private BooleanSupplier stopRequested = () -> false;
  private TrainerState state = TrainerState.start();
  private Optional<StopReason> ended = Optional.empty();
  private final Map<String, Double> row = new LinkedHashMap<>();
  private long started;

  /**
   * A trainer without listeners, validation and checkpoints.
   *
   * @param policy samples with the learner's parameters as they are after each update
   * @param learner updates them
   * @param source what to learn from
   * @param config how long and how often
   */
  public Trainer(Policy policy, Learner learner, ExperienceSource source, TrainerConfig config) {
    this.policy = Objects.requireNonNull(policy, "policy");
    this.learner = Objects.requireNonNull(learner, "learner");
    this.source = Objects.requireNonNull(source, "source");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Adds a listener; they are told in the order they were added. */
  public Trainer listen(TrainingListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /** Validates with this, and ends with the parameters it liked best (ties: the earliest). */
  public Trainer validateWith(Validator newValidator) {
    validator = Objects.requireNonNull(newValidator, "validator");
    return this;
  }

  /** Saves checkpoints there. */
  public Trainer saveTo(Checkpoints newCheckpoints) {
    checkpoints = Optional.of(newCheckpoints);
    return this;
  }

  /**
   * Ends training when this says so. It is asked between collections, so the updates under way are
   * finished, and everything is saved.
   */
  public Trainer stopWhen(BooleanSupplier request) {
    stopRequested = Objects.requireNonNull(request, "request");
    return this;
  }

  /** Trains until one of the {@linkplain StopReason reasons to stop} holds. */
  public TrainingResult train() {
    StopReason reason = begin();
    while (reason == null) {
      TrainerState begun = state;
      long before = begun.update();
      // 1 collect and 2 score
      ExperienceBatch batch = collect();
      if (batch.last() && batch.experiences().isEmpty()) {
        reason = StopReason.END_OF_DATA;
        continue;
      }
      // 3 update on every minibatch
      updateOn(batch, begun);
      // 4 validate and report
      reason = reasonToStop(batch);
      if (isValidationDue(before, reason)) {
        validate();
      }
      report();
      // 5 restartable state
      if (isDue(config.checkpointEvery(), before)) {
        checkpoint(reason);
      }
    }
    return end(reason);
  }

  /**
   * Goes on from a checkpoint of a run with the same source, data and seeds, bit by bit as if it
   * had not stopped.
   *
   * @param checkpoint what {@link Checkpoints#latest()} names
   * @return as {@link #train()}
   * @throws IllegalArgumentException if it is no checkpoint, or of a run with another config
   */
  public TrainingResult resume(Path checkpoint) {
    Checkpoints.Saved saved = Checkpoints.load(checkpoint, learner, config);
    TrainerState.Best earlier = saved.state().best();
    if (earlier.exists()) {
      Checkpoints.load(Checkpoints.bestBeside(checkpoint, earlier), learner, config);
      best.keep(earlier, learner);
      Checkpoints.load(checkpoint, learner, config);
    }
    state = saved.state();
    ended = saved.ended();
    return train();
  }

  private StopReason begin() {
    started = System.nanoTime();
    listeners.forEach(listener -> listener.beforeTraining(state));
    if (state.isStart() && validator != null) {
      validate();
      report();
    }
    return ended.orElseGet(() -> reasonToStop(null));
  }

  private ExperienceBatch collect() {
    long start = System.nanoTime();
    ExperienceBatch batch = source.next(policy, state.collection());
    row.putAll(batch.stats().values());
    if (!batch.groups().isEmpty()) {
      row.put("train/rollouts", batch.groups().stream().mapToDouble(g -> g.group().size()).sum());
    }
    row.put("collection_time", seconds(start));
    state = state.afterSampling(batch.cost());
    listeners.forEach(listener -> listener.afterCollection(state.collection(), batch));
    return batch;
  }

  /** Makes all updates of a collection; the last one's row stays open for a validation. */
  private void updateOn(ExperienceBatch batch, TrainerState lastGood) {
    List<List<Experience>> minibatches =
        Minibatches.split(batch.experiences(), config, state.collection());
    if (minibatches.isEmpty()) {
      update(List.of());
    }
    for (int i = 0; i < minibatches.size(); i++) {
      if (i > 0) {
        report();
      }
      try {
        update(minibatches.get(i));
      } catch (NotFiniteException e) {
        throw broken(
            e, batch, minibatches.get(i), i == 0 ? Optional.of(lastGood) : Optional.empty());
      }
    }
    state = state.nextCollection();
  }

  /** The fault with its place; the weights are still good and are saved if one can go on there. */
  private IllegalStateException broken(
      NotFiniteException fault,
      ExperienceBatch batch,
      List<Experience> minibatch,
      Optional<TrainerState> lastGood) {
    String origins =
        fault.sequences().stream()
            .limit(NAMED_SEQUENCES)
            .map(i -> batch.origin(minibatch.get(i)))
            .distinct()
            .collect(Collectors.joining(", "));
    lastGood.ifPresent(good -> save(new Checkpoints.Saved(good, Optional.empty())));
    return new IllegalStateException(
        String.format(
            "update %d, collection %d: %s, from %d sequences (%s%s). The weights before it are"
                + " kept; lower the learning rate, or look for what is special about these"
                + " sequences",
            state.update() + 1,
            state.collection(),
            fault.getMessage(),
            fault.sequences().size(),
            origins,
            fault.sequences().size() > NAMED_SEQUENCES ? ", ..." : ""),
        fault);
  }

  private void update(List<Experience> minibatch) {
    long start = System.nanoTime();
    double learningRate = config.learningRate().at(state.update(), config.maxUpdates());
    row.put("learning_rate", learningRate);
    row.put("train/skipped", minibatch.isEmpty() ? 1.0 : 0.0);
    row.put("train/sequences", (double) minibatch.size());
    if (!minibatch.isEmpty()) {
      row.putAll(learner.update(minibatch, learningRate).values());
    }
    state = state.afterUpdate(minibatch.stream().mapToLong(Experience::length).sum());
    row.put("step_time", seconds(start));
  }

  private StopReason reasonToStop(ExperienceBatch batch) {
    if (batch != null && batch.last()) {
      return StopReason.END_OF_DATA;
    } else if (state.update() >= config.maxUpdates()) {
      return StopReason.MAX_UPDATES;
    } else if (config.computeBudget() > 0 && state.compute().weighted() >= config.computeBudget()) {
      return StopReason.COMPUTE_BUDGET;
    } else if (batch != null && batch.keptRatio() < config.minKeptRatio()) {
      return StopReason.LOW_KEPT_RATIO;
    }
    return stopRequested.getAsBoolean() ? StopReason.STOP_REQUESTED : null;
  }

  /** A stop on request is no end: a resumed run must validate exactly where a whole one does. */
  private boolean isValidationDue(long before, StopReason reason) {
    boolean atEnd = reason != null && reason != StopReason.STOP_REQUESTED;
    return validator != null && (atEnd || isDue(config.validateEvery(), before));
  }

  /** Whether a multiple of the interval was passed since so many updates. */
  private boolean isDue(long interval, long before) {
    return interval > 0 && state.update() / interval > before / interval;
  }

  private void validate() {
    long start = System.nanoTime();
    double accuracy = validator.accuracy(policy);
    OptionalDouble finer = accuracy == 1 ? OptionalDouble.empty() : validator.tieBreak(policy);
    TrainerState.Best now = new TrainerState.Best(state.update(), accuracy, finer.orElse(0));
    row.put("eval_accuracy", accuracy);
    finer.ifPresent(value -> row.put("eval_tie_break", value));
    if (best.offer(now, learner)) {
      state = state.withBest(now);
      checkpoints.ifPresent(folder -> folder.saveBest(learner, state, config));
    }
    row.put("eval_best_accuracy", state.best().accuracy());
    row.put("eval_time", seconds(start));
  }

  /** Sends the open row to the listeners and opens the next one. */
  private void report() {
    ComputeCount compute = state.compute();
    boolean samples = compute.sampledTokens() > 0;
    row.put("num_tokens", (double) (samples ? compute.sampledTokens() : compute.trainedTokens()));
    row.put("compute/prompt_tokens", (double) compute.promptTokens());
    row.put("compute/generated_tokens", (double) compute.generatedTokens());
    row.put("compute/trained_tokens", (double) compute.trainedTokens());
    row.put("compute/weighted_tokens", (double) compute.weighted());
    row.put("elapsed_seconds", seconds(started));
    UpdateStats stats = new UpdateStats(row);
    row.clear();
    listeners.forEach(listener -> listener.afterUpdate(state.update(), stats));
  }

  /** Saves where training stands, and why it is over if that lies in the data and not in limits. */
  private void checkpoint(StopReason reason) {
    boolean over = reason == StopReason.END_OF_DATA || reason == StopReason.LOW_KEPT_RATIO;
    save(new Checkpoints.Saved(state, over ? Optional.of(reason) : Optional.empty()));
  }

  private void save(Checkpoints.Saved saved) {
    if (checkpoints.isPresent()) {
      listeners.forEach(TrainingListener::beforeCheckpoint);
      checkpoints.get().saveLatest(learner, saved, config);
    }
  }

  private TrainingResult end(StopReason reason) {
    checkpoint(reason);
    best.restore(learner);
    TrainingResult result = new TrainingResult(state, reason, seconds(started));
    listeners.forEach(listener -> listener.afterTraining(result));
    return result;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) * 1e-9;
  }
}
