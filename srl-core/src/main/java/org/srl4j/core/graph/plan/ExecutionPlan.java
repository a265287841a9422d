package org.srl4j.core.graph.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.Storage;

/**
 * A SameDiff graph compiled for given outputs and shapes, to be run any number of times. Order,
 * shapes and memory are fixed when it is compiled; a run allocates no tensors.
 *
 * <p>Not thread-safe; plans that share an arena must not run at the same time.
 */
public final class ExecutionPlan implements AutoCloseable {
  private final List<Node> nodes;
  private final Map<String, Value> inputs;
  private final Map<String, Value> outputs;
  private final Map<String, Value> gradients;
  private final int arenaElements;

  private ExecutionPlan(
      PlanBuilder builder, Map<String, Value> outputs, Map<String, Value> gradients, int arena) {
    this.nodes = List.copyOf(builder.nodes);
    this.inputs = Map.copyOf(builder.inputs);
    this.outputs = outputs;
    this.gradients = gradients;
    this.arenaElements = arena;
  }

  /**
   * Compiles a graph.
   *
   * @param scope the graph's definition
   * @param outputs names to give to variables that {@link #output} will be asked for
   * @param loss scalar to differentiate; empty = forward only
   * @param options kernels, threads, parameters, memory
   */
  public static ExecutionPlan compile(
      GraphScope scope,
      Map<String, SDVariable> outputs,
      Optional<SDVariable> loss,
      PlanOptions options) {
    PlanBuilder builder = new PlanBuilder(scope, options);
    Map<String, Value> results = new LinkedHashMap<>();
    outputs.forEach((name, variable) -> results.put(name, builder.value(variable)));
    Map<String, Value> gradients =
        loss.map(l -> new ReversePass(builder).run(builder.value(l))).orElse(Map.of());
    placeGradients(builder, gradients);
    if (options.parameters().isPresent()) {
      results.values().forEach(builder::needOnHeap);
    }
    Set<Value> kept = new HashSet<>();
    results.values().forEach(v -> kept.add(v.root));
    gradients.values().forEach(v -> kept.add(v.root));
    int arena = MemoryPlan.place(builder.nodes, kept, options.arena());
    options.arena().ensure(arena);
    builder.nodes.forEach(node -> node.bind(options));
    return new ExecutionPlan(builder, results, gradients, arena);
  }

  /** Lets the reverse pass write straight into the flat gradient array where it can. */
  private static void placeGradients(PlanBuilder builder, Map<String, Value> gradients) {
    if (builder.options.gradients().isEmpty() || gradients.isEmpty()) {
      return;
    }
    Storage storage = builder.options.gradients().get();
    Map<String, Slice> slices = builder.options.parameters().orElseThrow().slicesOf(storage);
    gradients.forEach(
        (name, value) -> {
          builder.needOnHeap(value);
          if (value.isPlaced() || value.root.kind != Value.Kind.COMPUTED) {
            builder.nodes.add(new CopyNode(value, slices.get(name)));
          } else {
            value.place(slices.get(name));
          }
        });
  }

  /** Computes all outputs and gradients from the inputs as they are now. */
  public void run() {
    for (Node node : nodes) {
      node.run();
    }
  }

  /**
   * Sets an input.
   *
   * @param data row-major; integers as floats
   * @throws IllegalArgumentException if there is no such input or the length differs
   */
  public void set(String name, float[] data) {
    Value value = find(inputs, "input", name);
    if (data.length != value.elements()) {
      throw new IllegalArgumentException(
          "input " + value + ": needs " + value.elements() + " elements, got " + data.length);
    }
    if (value.isPlaced()) {
      System.arraycopy(data, 0, value.slice().data(), value.slice().offset(), data.length);
      return;
    }
    INDArray array = value.array();
    for (int i = 0; i < data.length; i++) {
      array.data().put(i, data[i]);
    }
  }

  /** Whether the graph that was compiled reads an input of this name. */
  public boolean hasInput(String name) {
    return inputs.containsKey(name);
  }

  /** Where an input is read, for writing it in place. */
  public Slice input(String name) {
    return find(inputs, "input", name).slice();
  }

  /** Where an output is found after a run; valid until the next run of any plan of the arena. */
  public Slice output(String name) {
    return find(outputs, "output", name).slice();
  }

  /** An output as doubles, wherever it lives. */
  public double[] outputValues(String name) {
    return toDoubles(find(outputs, "output", name));
  }

  /** A parameter's gradient as doubles, wherever it lives. */
  public double[] gradientValues(String parameter) {
    return toDoubles(find(gradients, "gradient", parameter));
  }

  /** Parameters that have a gradient. */
  public Set<String> gradientNames() {
    return gradients.keySet();
  }

  private static double[] toDoubles(Value value) {
    if (value.isPlaced()) {
      Slice slice = value.slice();
      double[] result = new double[slice.length()];
      for (int i = 0; i < result.length; i++) {
        result[i] = slice.data()[slice.offset() + i];
      }
      return result;
    }
    return value.array().dup('c').data().asDouble();
  }

  private static Value find(Map<String, Value> values, String what, String name) {
    Value value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no " + what + " " + name + "; there are " + new ArrayList<>(values.keySet()));
    }
    return value;
  }

  /** Number of operations a run executes. */
  public int size() {
    return nodes.size();
  }

  /** Elements of the arena that this plan uses. */
  public int arenaElements() {
    return arenaElements;
  }

  /** The operations in order, with shapes, for people who debug a block. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    for (Node node : nodes) {
      text.append(node.usesHeap() ? "heap " : "nd4j ").append(node).append('\n');
    }
    return text.append("arena ").append(4L * arenaElements).append(" bytes\n").toString();
  }

  @Override
  public void close() {
    for (Node node : nodes) {
      node.outputs.forEach(Value::close);
    }
  }
}
