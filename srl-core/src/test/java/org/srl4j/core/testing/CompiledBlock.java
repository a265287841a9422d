package org.srl4j.core.testing;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelSet;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.Storage;
import org.srl4j.core.graph.kernel.Workers;
import org.srl4j.core.graph.plan.ExecutionPlan;
import org.srl4j.core.graph.plan.PlanOptions;

/** A contract's block with a weighted sum as loss, compiled and filled with data. */
final class CompiledBlock implements AutoCloseable {
  private static final String LOSS = "loss";
  private static final String OUTPUT = "output";

  private final GraphScope scope;
  private final List<SDVariable> results;
  private final Map<String, float[]> inputs;
  private final Workers workers;
  private final Optional<Parameters> flat;
  private final Map<String, float[]> values = new HashMap<>();
  private final ExecutionPlan plan;

  private CompiledBlock(GraphBlockContract contract, GraphScope scope, boolean fused, int threads) {
    this.scope = scope;
    this.results = contract.define(scope);
    this.inputs = contract.inputs(scope.batch(), scope.length());
    this.workers = Workers.of(threads);
    this.flat = fused ? Optional.of(new Parameters(scope.parameters())) : Optional.empty();
    for (ParameterSpec spec : scope.parameters()) {
      values.put(spec.name(), contract.values(spec, scope.batch(), scope.length()));
      move(spec, new double[spec.elements()], 0);
    }
    PlanOptions options = flat.map(this::withKernels).orElse(PlanOptions.plain());
    SDVariable loss = loss(options, contract.length());
    Map<String, SDVariable> outputs = new LinkedHashMap<>(Map.of(LOSS, loss));
    for (int i = 0; i < results.size(); i++) {
      outputs.put(OUTPUT + i, results.get(i));
    }
    this.plan = ExecutionPlan.compile(scope, outputs, Optional.of(loss), options);
    inputs.forEach(plan::set);
  }

  /** In double precision, every op through ND4J. */
  static CompiledBlock plain(GraphBlockContract contract, int length) {
    GraphScope scope =
        contract.packed()
            ? GraphScope.packed(DataType.DOUBLE, length)
            : GraphScope.root(DataType.DOUBLE, contract.batch(), length);
    return new CompiledBlock(contract, scope, false, 1);
  }

  /** In single precision with kernels. */
  static CompiledBlock fused(GraphBlockContract contract, int length, int threads) {
    GraphScope scope =
        contract.packed()
            ? GraphScope.packedOnParameters(length)
            : GraphScope.onParameters(contract.batch(), length);
    return new CompiledBlock(contract, scope, true, threads);
  }

  private PlanOptions withKernels(Parameters parameters) {
    return new PlanOptions(
        KernelSet.available(),
        KernelContext.wholeSequences(workers),
        Optional.of(parameters),
        Optional.of(new Storage(parameters.values().length)),
        new Storage(0));
  }

  /** Sum of the output with random weights; 0 from position {@code real} on. */
  private SDVariable loss(PlanOptions options, int real) {
    SDVariable output = results.get(0);
    int elements;
    try (ExecutionPlan forward =
        ExecutionPlan.compile(scope, Map.of(OUTPUT, output), Optional.empty(), options)) {
      elements = forward.outputValues(OUTPUT).length;
    }
    float[] weights = Draws.normal("weights", elements, scope.batch(), scope.length());
    int width = Math.max(1, elements / scope.rows());
    for (int i = 0; i < elements; i++) {
      weights[i] = i / width % scope.length() < real ? weights[i] : 0;
    }
    INDArray constant = Nd4j.createFromArray(weights).castTo(scope.dataType());
    SDVariable row = output.reshape(elements);
    return row.mul(scope.sameDiff().constant(constant)).sum(0);
  }

  /** Sets a parameter to its value plus {@code step} times a direction. */
  private void move(ParameterSpec spec, double[] direction, double step) {
    float[] base = values.get(spec.name());
    for (int i = 0; i < base.length; i++) {
      double value = base[i] + step * direction[i];
      if (flat.isPresent()) {
        Slice slice = flat.get().slice(spec.name());
        slice.data()[slice.offset() + i] = (float) value;
      } else {
        scope.sameDiff().getVariable(spec.name()).getArr().data().put(i, value);
      }
    }
  }

  void run() {
    plan.run();
  }

  /** The loss with one parameter moved; it stays there until the next call. */
  double lossAt(ParameterSpec spec, double[] direction, double step) {
    move(spec, direction, step);
    plan.run();
    return plan.outputValues(LOSS)[0];
  }

  int outputs() {
    return results.size();
  }

  double[] output(int index) {
    return plan.outputValues(OUTPUT + index);
  }

  double[] gradient(String parameter) {
    return plan.gradientValues(parameter);
  }

  Set<String> gradientNames() {
    return plan.gradientNames();
  }

  List<ParameterSpec> parameters() {
    return scope.parameters();
  }

  /** The first output as {@code SameDiff.output} computes it. */
  double[] inStockSession() {
    Map<String, INDArray> arrays = new HashMap<>();
    inputs.forEach(
        (name, data) -> {
          SDVariable input = scope.sameDiff().getVariable(name);
          INDArray array = Nd4j.createFromArray(data).castTo(input.dataType());
          arrays.put(name, array.reshape(input.placeholderShape()));
        });
    String name = results.get(0).name();
    return scope.sameDiff().output(arrays, name).get(name).dup('c').data().asDouble();
  }

  @Override
  public void close() {
    plan.close();
    workers.close();
  }
}
