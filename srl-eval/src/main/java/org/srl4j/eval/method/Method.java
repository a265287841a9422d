package org.srl4j.eval.method;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A method under comparison: a value.
 *
 * @param name short, as in configs and file names: letters, digits, _ and -
 * @param label for people
 * @param control whether it is a control or an ablation, run on fewer seeds
 * @param from the method whose selected parameters it starts from; empty = the start of all
 * @param against the methods that it is tested against, where they ran too
 * @param training how it learns; empty = nothing is trained
 */
public record Method(
    String name,
    String label,
    boolean control,
    Optional<String> from,
    List<String> against,
    Optional<Training> training) {

  /** Copies the list and checks the name. */
  public Method {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(training, "training");
    against = List.copyOf(against);
    if (!name.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException(
          "name: a method is named in letters, digits, _ and -, got " + name);
    }
  }

  /** The same with another way of learning. */
  public Method with(Training other) {
    return new Method(name, label, control, from, against, Optional.of(other));
  }

  /**
   * The same with its rewarded rollouts changed.
   *
   * @throws IllegalArgumentException if this method has none
   */
  public Method withRollouts(String what, UnaryOperator<Reinforcement> change) {
    if (training.orElse(null) instanceof Reinforcement rollouts) {
      return with(change.apply(rollouts));
    }
    throw new IllegalArgumentException(
        what + ": only methods that learn from rewarded rollouts have it, this is " + label);
  }

  /**
   * How it learns.
   *
   * @throws IllegalArgumentException if nothing is trained
   */
  public Training trained() {
    return training.orElseThrow(
        () -> new IllegalArgumentException("method: " + name + " is not trained; choose another"));
  }
}
