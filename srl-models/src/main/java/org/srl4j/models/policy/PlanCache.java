package org.srl4j.models.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.srl4j.core.graph.plan.ExecutionPlan;

/** Compiled plans by shape; the one unused for longest goes first. */
final class PlanCache implements AutoCloseable {
  /** B sequences of T positions. */
  record Shape(int batch, int length) {}

  private static final int CAPACITY = 64;

  private final Function<Shape, ExecutionPlan> compiler;
  private final Map<Shape, ExecutionPlan> plans = new LinkedHashMap<>(16, 0.75f, true);

  PlanCache(Function<Shape, ExecutionPlan> compiler) {
    this.compiler = compiler;
  }

  ExecutionPlan get(int batch, int length) {
    Shape shape = new Shape(batch, length);
    ExecutionPlan plan = plans.get(shape);
    if (plan == null) {
      if (plans.size() == CAPACITY) {
        Shape oldest = plans.keySet().iterator().next();
        plans.remove(oldest).close();
      }
      plan = compiler.apply(shape);
      plans.put(shape, plan);
    }
    return plan;
  }

  /** Smallest power of two that is at least n. */
  static int powerOfTwo(int n) {
    return n <= 1 ? 1 : 2 * Integer.highestOneBit(n - 1);
  }

  /**
   * Rows of the next run when this many sequences wait for one: a power of two, so that few plans
   * are compiled, larger than the number only if at most an eighth of the rows is unused.
   */
  static int rows(int waiting) {
    int rows = powerOfTwo(waiting);
    return 8L * waiting >= 7L * rows ? rows : rows / 2;
  }

  /** Rounds a length up to a multiple of 16, at most the limit. */
  static int roundedLength(int length, int limit) {
    return Math.max(length, Math.min(limit, (length + 15) / 16 * 16));
  }

  @Override
  public void close() {
    plans.values().forEach(ExecutionPlan::close);
    plans.clear();
  }
}
