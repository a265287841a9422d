package org.srl4j.eval.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.objective.Objective;
import org.srl4j.models.decoder.Decoder;

/** A train step in the stock SameDiff session, on the composition that our blocks define. */
final class SessionStep implements Engine {
  private final SameDiff graph;
  private final String loss;
  private final List<String> parameters;
  private final Map<String, INDArray> inputs;

  SessionStep(BenchSize size) {
    StepGraph step =
        StepGraph.define(GraphScope.root(DataType.FLOAT, size.batch(), size.length()), size);
    graph = step.scope().sameDiff();
    loss = step.loss().name();
    parameters = step.parameters().specs().stream().map(ParameterSpec::name).toList();
    for (ParameterSpec spec : step.parameters().specs()) {
      Slice slice = step.parameters().slice(spec.name());
      float[] values =
          Arrays.copyOfRange(slice.data(), slice.offset(), slice.offset() + slice.length());
      graph.getVariable(spec.name()).getArr().assign(Nd4j.create(values, spec.shape(), 'c'));
    }
    graph.setLossVariables(loss);
    int rows = step.scope().rows();
    inputs =
        Map.of(
            Decoder.IDS,
            Nd4j.createFromArray(StepGraph.tokens(size)).reshape(size.batch(), size.length()),
            StepGraph.targetsName(),
            Nd4j.createFromArray(StepGraph.targets(size)),
            Objective.TOKEN_WEIGHT,
            Nd4j.valueArrayOf(new long[] {rows}, 1.0 / rows, DataType.FLOAT));
  }

  @Override
  public double run() {
    return graph
        .calculateGradientsAndOutputs(inputs, List.of(loss), parameters)
        .getOutputs()
        .get(loss)
        .getDouble(0);
  }
}
