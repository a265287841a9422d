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
  private final List<Node> running;
  private final Map<String, Value> inputs;
  private final Map<String, Value> outputs;
  private final Map<String, Value> gradients;
  private final List<Value> constants;
  private final Set<Value> kept;
  private final Storage arena;
  private final int arenaElements;
  private final NativeArenas nativeArenas;

  private ExecutionPlan(PlanBuilder builder, Imported imported) {
    this.nodes = List.copyOf(builder.nodes);
    this.running = nodes.stream().filter(node -> !(node instanceof ReshapeNode)).toList();
    this.constants = List.copyOf(builder.constants);
    this.inputs = Map.copyOf(builder.inputs);
    this.outputs = imported.outputs;
    this.gradients = imported.gradients;
    this.kept = imported.kept();
    this.arena = builder.options.arena();
    this.arenaElements =
        MemoryPlan.place(
            new MemoryPlan.Usage(nodes, Memory.HEAP, kept),
            v -> v.isOnHeap() && !v.isPlaced(),
            (v, offset) -> v.place(new Slice(arena, offset, v.elements())));
    arena.ensure(arenaElements);
    this.nativeArenas = NativeArenas.place(new MemoryPlan.Usage(nodes, Memory.ND4J, kept));
    running.forEach(node -> node.bind(builder.options));
  }

  /**
   * Compiles a graph.
   *
   * @param scope the graph's definition
   * @param outputs names to give to variables that {@link #output} will be asked for
   * @param loss scalar to differentiate; empty = forward only
   * @param options kernels, threads, parameters, memory
   * @throws IllegalArgumentException if shapes do not fit, or if an op or its gradient is known to
   *     be wrong in this ND4J version; the message names the variable and what to write instead
   */
  public static ExecutionPlan compile(
      GraphScope scope,
      Map<String, SDVariable> outputs,
      Optional<SDVariable> loss,
      PlanOptions options) {
    return compile(outputs, loss, new PlanBuilder(scope, options, KnownFaults.ALL));
  }

  /** Compiles what a builder, which knows the graph, imports. */
  static ExecutionPlan compile(
      Map<String, SDVariable> outputs, Optional<SDVariable> loss, PlanBuilder builder) {
    Imported imported = importAll(outputs, loss, builder);
    return new ExecutionPlan(builder, imported);
  }

  /** What was asked for and is now in a builder's nodes. */
  private record Imported(Map<String, Value> outputs, Map<String, Value> gradients) {
    Set<Value> kept() {
      Set<Value> kept = new HashSet<>();
      outputs.values().forEach(v -> kept.add(v.root));
      gradients.values().forEach(v -> kept.add(v.root));
      return kept;
    }
  }

  private static Imported importAll(
      Map<String, SDVariable> outputs, Optional<SDVariable> loss, PlanBuilder builder) {
    Map<String, Value> results = new LinkedHashMap<>();
    outputs.forEach((name, variable) -> results.put(name, builder.value(variable)));
    Map<String, Value> gradients =
        loss.map(l -> new ReversePass(builder).run(builder.value(l), results.values()))
            .orElse(Map.of());
    placeGradients(builder, gradients);
    if (builder.options.parameters().isPresent()) {
      results.values().forEach(builder::needOnHeap);
    }
    return new Imported(results, gradients);
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
    for (int i = 0; i < running.size(); i++) {
      running.get(i).run();
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
    return running.size();
  }

  /** Elements of the arena that this plan uses. */
  public int arenaElements() {
    return arenaElements;
  }

  /** Bytes of the arenas that this plan uses. */
  public PlanMemory memory() {
    return new PlanMemory((long) Float.BYTES * arenaElements, nativeArenas.bytes());
  }

  /**
   * What a plan would need, without making it: nothing is allocated on the heap, so parameters may
   * be a {@linkplain org.srl4j.core.graph.Parameters#layout layout}.
   *
   * @throws IllegalArgumentException as {@link #compile}, or if it needs more than one arena holds
   */
  public static PlanMemory measure(
      GraphScope scope,
      Map<String, SDVariable> outputs,
      Optional<SDVariable> loss,
      PlanOptions options) {
    PlanBuilder builder = new PlanBuilder(scope, options, KnownFaults.ALL);
    Imported imported = importAll(outputs, loss, builder);
    Set<Value> kept = imported.kept();
    try {
      Set<Value> placed = new HashSet<>();
      int elements =
          MemoryPlan.place(
              new MemoryPlan.Usage(builder.nodes, Memory.HEAP, kept),
              v -> v.isOnHeap() && !v.isPlaced() && !placed.contains(v),
              (v, offset) -> placed.add(v));
      try (NativeArenas arenas =
          NativeArenas.place(new MemoryPlan.Usage(builder.nodes, Memory.ND4J, kept))) {
        return new PlanMemory((long) Float.BYTES * elements, arenas.bytes());
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "activations: more than 2^31 - 1 elements, which is what one arena holds; use a smaller"
              + " micro-batch, or gradient checkpointing",
          e);
    } finally {
      release(builder.nodes, builder.constants);
    }
  }

  /**
   * A table for people who debug a block: every operation with where it runs, the shapes of what it
   * reads and writes, where its results lie and which operation uses them last; then totals.
   */
  public String describe() {
    return new PlanTable(nodes, kept, arena).text(arenaElements, nativeArenas.bytes());
  }

  /** Releases the ND4J memory; the plan cannot run any more. */
  @Override
  public void close() {
    release(nodes, constants);
    nativeArenas.close();
  }

  private static void release(List<Node> nodes, List<Value> constants) {
    for (Node node : nodes) {
      node.inputs.forEach(v -> v.root.close());
      node.outputs.forEach(v -> v.root.close());
    }
    constants.forEach(Value::close);
  }
}
