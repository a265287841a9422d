package org.srl4j.eval.method;

import java.util.Objects;
import org.srl4j.core.data.Seeds;
import org.srl4j.eval.task.Task;

/**
 * What a method is trained on.
 *
 * @param task the problems and their texts
 * @param seed the training seed; draws and orders are derived from it
 */
public record Lesson(Task task, long seed) {
  private static final long SOURCE = 21;
  private static final long MINIBATCHES = 31;

  /** Rejects a missing task. */
  public Lesson {
    Objects.requireNonNull(task, "task");
  }

  /** Seed of prompt orders and rollouts. */
  long sourceSeed() {
    return Seeds.derive(seed, SOURCE);
  }

  /** Seed of the minibatches' composition. */
  long minibatchSeed() {
    return Seeds.derive(seed, MINIBATCHES);
  }
}
