package org.srl4j.core.graph.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;

/** One op of a parameter x in double precision: its values and its gradient both ways. */
final class OpProbe {
  private static final double STEP = 1e-6;

  /** Writes the op. */
  @FunctionalInterface
  interface Definition extends BiFunction<GraphScope, SDVariable, SDVariable> {}

  private final GraphScope scope = GraphScope.root(DataType.DOUBLE, 1, 1);
  private final double[] x;
  private final SDVariable parameter;
  private final SDVariable y;
  private final List<KnownFault> faults;

  /**
   * A graph of one op.
   *
   * @param faults what a plan is to refuse
   * @param x values of the parameter, row-major
   */
  OpProbe(List<KnownFault> faults, double[] x, long[] shape, Definition definition) {
    this.faults = faults;
    this.x = x;
    this.parameter = scope.parameter("x", Initialisation.constant(0), shape);
    set(0, 0);
    // Not the parameter itself: its ops should see something that was computed.
    this.y = definition.apply(scope, parameter.mul(scope.constant(1)));
  }

  private void set(int i, double step) {
    for (int j = 0; j < x.length; j++) {
      parameter.getArr().data().put(j, x[j] + (j == i ? step : 0));
    }
  }

  private ExecutionPlan compile(Map<String, SDVariable> outputs, Optional<SDVariable> loss) {
    return ExecutionPlan.compile(
        outputs, loss, new PlanBuilder(scope, PlanOptions.plain(), faults));
  }

  double[] values() {
    try (ExecutionPlan plan = compile(Map.of("y", y), Optional.empty())) {
      plan.run();
      return plan.outputValues("y");
    }
  }

  /** The values that SameDiff's own session computes. */
  double[] stockValues() {
    return y.eval().dup('c').data().asDouble();
  }

  /** Largest difference between the gradient of a weighted sum and central differences. */
  double gradientError() {
    int elements = values().length;
    double[] weights = new double[elements];
    for (int i = 0; i < elements; i++) {
      weights[i] = Math.cos(i + 0.5);
    }
    SDVariable constant = scope.sameDiff().constant(Nd4j.createFromArray(weights));
    SDVariable loss = y.reshape(elements).mul(constant).sum(0);
    try (ExecutionPlan plan = compile(Map.of("loss", loss), Optional.of(loss))) {
      plan.run();
      double[] gradient = plan.gradientValues("x");
      double worst = 0;
      for (int i = 0; i < x.length; i++) {
        double slope = (lossAt(plan, i, STEP) - lossAt(plan, i, -STEP)) / (2 * STEP);
        worst = Math.max(worst, Math.abs(slope - gradient[i]));
      }
      return worst;
    }
  }

  private double lossAt(ExecutionPlan plan, int i, double step) {
    set(i, step);
    plan.run();
    set(i, 0);
    return plan.outputValues("loss")[0];
  }
}
