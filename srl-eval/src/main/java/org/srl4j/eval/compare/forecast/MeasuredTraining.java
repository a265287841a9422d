package org.srl4j.eval.compare.forecast;

import java.util.Locale;
import java.util.Optional;
import org.srl4j.core.train.TrainerConfig;
import org.srl4j.eval.method.Method;
import org.srl4j.models.policy.MemoryEstimate;

/**
 * What was measured of a method.
 *
 * @param method which
 * @param contrast whether rewards were made up because its start is not there yet
 * @param config how long it trains
 * @param collection a collection with its updates
 * @param validation one validation
 * @param weighted tokens of a collection as its budget counts them
 * @param kept share of groups with contrast, in [0, 1]
 * @param memory of a training, calculated
 */
record MeasuredTraining(
    Method method,
    boolean contrast,
    TrainerConfig config,
    Timing collection,
    Timing validation,
    double weighted,
    double kept,
    MemoryEstimate memory) {

  private int updatesPerCollection() {
    return config.minibatchesPerCollection() * config.numIterations();
  }

  /** Collections until the last update, or until the budget is used up. */
  long collections() {
    long most = (config.maxUpdates() + updatesPerCollection() - 1) / updatesPerCollection();
    return config.computeBudget() == 0 || weighted == 0
        ? most
        : Math.min(most, (long) Math.ceil(config.computeBudget() / weighted));
  }

  /** Before training, every so many updates, and at the end. */
  long validations() {
    long updates = collections() * updatesPerCollection();
    if (config.validateEvery() == 0) {
      return 2;
    }
    long between = Math.min(collections(), updates / config.validateEvery());
    return 1 + between + (updates % config.validateEvery() == 0 ? 0 : 1);
  }

  /** Seconds of one training. */
  double seconds() {
    return collection.times(collections()) + validation.times(validations());
  }

  /** What the seconds are made of. */
  String parts() {
    return String.format(
        Locale.ROOT,
        "%d collections of %s (%s), %d validations of %s (%s)",
        collections(),
        Duration.text(collection.each()),
        collection.share("prompts or texts measured"),
        validations(),
        Duration.text(validation.each()),
        validation.share("problems measured"));
  }

  /** What must be known to read the figure; empty if nothing. */
  Optional<String> note() {
    if (contrast) {
      return Optional.of(
          method.label()
              + " starts from "
              + method.from().orElseThrow()
              + ", which is not trained yet: measured on the start, as if every group had contrast");
    }
    return kept == 0
        ? Optional.of(
            method.label()
                + ": no group of the start's rollouts has contrast, so no update is counted; with"
                + " updates it takes longer")
        : Optional.empty();
  }
}
