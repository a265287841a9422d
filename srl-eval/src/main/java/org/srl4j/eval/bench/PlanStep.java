package org.srl4j.eval.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelSet;
import org.srl4j.core.graph.kernel.Storage;
import org.srl4j.core.graph.kernel.Workers;
import org.srl4j.core.graph.plan.ExecutionPlan;
import org.srl4j.core.graph.plan.PlanOptions;
import org.srl4j.core.objective.Objective;
import org.srl4j.models.decoder.Decoder;

/** A train step on a compiled plan. */
final class PlanStep implements Engine {
  private static final String LOSS = "loss";

  private final ExecutionPlan plan;

  PlanStep(BenchSize size, int threads) {
    StepGraph graph = StepGraph.define(GraphScope.onParameters(size.batch(), size.length()), size);
    PlanOptions options =
        new PlanOptions(
            KernelSet.available(),
            KernelContext.wholeSequences(Workers.of(threads)),
            Optional.of(graph.parameters()),
            Optional.of(new Storage(new float[graph.parameters().values().length])),
            new Storage(0));
    plan =
        ExecutionPlan.compile(
            graph.scope(), Map.of(LOSS, graph.loss()), Optional.of(graph.loss()), options);
    plan.set(Decoder.IDS, floats(StepGraph.tokens(size)));
    plan.set(StepGraph.targetsName(), floats(StepGraph.targets(size)));
    float[] weights = new float[graph.scope().rows()];
    Arrays.fill(weights, 1f / weights.length);
    plan.set(Objective.TOKEN_WEIGHT, weights);
  }

  private static float[] floats(int[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  @Override
  public double run() {
    plan.run();
    return plan.outputValues(LOSS)[0];
  }
}
