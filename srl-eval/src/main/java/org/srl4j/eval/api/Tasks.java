package org.srl4j.eval.api;

import org.srl4j.eval.task.SplitSizes;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.order.OrderTask;

/** Problems to train on and to be judged by. */
public final class Tasks {
  /** Name of the embedded benchmark. */
  public static final String ORDER = "order";

  private static final SplitSizes SIZES = new SplitSizes(100, 40, 100);

  private Tasks() {}

  /**
   * An exam of the test problems of a task.
   *
   * @param name {@value #ORDER}: the embedded benchmark with seed 0
   * @throws IllegalArgumentException if there is no such task
   */
  public static Exam load(String name) {
    if (!name.equals(ORDER)) {
      throw new IllegalArgumentException("task: must be " + ORDER + ", got " + name);
    }
    return Exam.of(order(0));
  }

  /** The embedded benchmark: 100 training, 40 validation and 100 test problems of a seed. */
  public static Task order(long seed) {
    return new OrderTask(seed, seed, SIZES);
  }
}
