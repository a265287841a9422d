package org.srl4j.core.graph.plan;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.nd4j.autodiff.functions.DifferentialFunction;

/**
 * An op that this ND4J version computes or differentiates wrongly.
 *
 * @param ops ND4J's op names
 * @param direction what is wrong
 * @param condition when it is wrong, in words; empty = always
 * @param applies the condition
 * @param reason what goes wrong
 * @param safeForm what to write instead
 */
record KnownFault(
    Set<String> ops,
    Direction direction,
    String condition,
    Predicate<Use> applies,
    String reason,
    String safeForm) {

  /** What is wrong: the values, or only the gradient. */
  enum Direction {
    FORWARD,
    GRADIENT
  }

  /** An op with what it reads. */
  record Use(DifferentialFunction function, List<Value> inputs) {}

  /** Refuses an op that this row speaks of. */
  void check(Use use, Direction asked) {
    if (direction != asked || !ops.contains(use.function.opName()) || !applies.test(use)) {
      return;
    }
    throw new IllegalArgumentException(
        (direction == Direction.GRADIENT ? "gradient of " : "")
            + ShapeCheck.label(use.function)
            + (condition.isEmpty() ? "" : " " + condition)
            + ": "
            + reason
            + " in ND4J "
            + KnownFaults.VERSION
            + "; write "
            + safeForm);
  }
}
