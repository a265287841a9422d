package org.srl4j.core.graph.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.Region;
import org.srl4j.core.graph.kernel.Call;
import org.srl4j.core.graph.kernel.KernelFactory;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.Storage;

/**
 * Turns the part of a SameDiff graph that is asked for into a list of nodes. A variable is imported
 * when somebody needs it: a region with a kernel as one node, anything else op by op.
 */
final class PlanBuilder {
  private static final Map<String, String> KERNEL_OF_OP =
      Map.of("matmul", "matmul", "add", "add", "multiply", "multiply");

  /** Ops whose result depends on their operands' shapes only. */
  private static final Set<String> SHAPE_OPS =
      Set.of("shape_of", "shapes_of", "size", "size_at", "rank");

  final SameDiff graph;
  final PlanOptions options;
  final List<Node> nodes = new ArrayList<>();
  final Map<String, Value> inputs = new HashMap<>();
  final Map<String, Value> parameters = new HashMap<>();
  final List<Value> constants = new ArrayList<>();
  private final List<KnownFault> faults;
  private final Map<String, Value> values = new HashMap<>();
  private final Set<Value> known = new HashSet<>();
  private final Map<String, Region> regions = new HashMap<>();
  private final GraphScope scope;
  private int gradients;

  PlanBuilder(GraphScope scope, PlanOptions options, List<KnownFault> faults) {
    this.faults = faults;
    this.scope = scope;
    this.graph = scope.sameDiff();
    this.options = options;
    for (Region region : scope.regions()) {
      for (SDVariable output : region.outputs()) {
        regions.put(output.name(), region);
      }
    }
  }

  /** The value of a variable, importing what computes it. */
  Value value(SDVariable variable) {
    Value known = values.get(variable.name());
    if (known != null) {
      return known;
    }
    if (scope.isParameter(variable.name())) {
      parameter(variable);
      return values.get(variable.name());
    }
    switch (variable.getVariableType()) {
      case PLACEHOLDER -> input(variable);
      case CONSTANT -> constant(variable);
      default -> computed(variable);
    }
    return values.get(variable.name());
  }

  /** The places that the graph marks and the plan computes, in order. */
  List<Value> boundaries() {
    return scope.boundaries().stream()
        .map(variable -> values.get(variable.name()))
        .filter(Objects::nonNull)
        .toList();
  }

  /** Says which value a variable of the graph is. */
  void register(Value value, SDVariable variable) {
    value.variable = variable;
    values.put(variable.name(), value);
  }

  private void registerNamed(Value value, SDVariable variable) {
    value.name = variable.name();
    register(value, variable);
  }

  private void parameter(SDVariable variable) {
    long[] shape = variable.isPlaceHolder() ? variable.placeholderShape() : variable.getShape();
    Value value = new Value(variable.name(), shape, variable.dataType(), Value.Kind.PARAMETER);
    value.needsGradient = options.parameters().map(p -> p.isTrained(value.name)).orElse(true);
    options
        .parameters()
        .ifPresentOrElse(p -> value.place(flat(p, value)), () -> value.array(variable.getArr()));
    parameters.put(variable.name(), value);
    register(value, variable);
  }

  private static Slice flat(Parameters parameters, Value value) {
    Slice slice = parameters.slice(value.name);
    ParameterSpec spec = parameters.find(value.name).orElseThrow();
    if (!Arrays.equals(spec.shape(), value.shape)) {
      throw new IllegalArgumentException(
          "parameter "
              + value
              + " of the graph is "
              + Arrays.toString(spec.shape())
              + " in the parameters that were given; both must come from one configuration");
    }
    return slice;
  }

  private void input(SDVariable variable) {
    long[] shape = variable.placeholderShape();
    if (shape == null || Arrays.stream(shape).anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "input "
              + variable.name()
              + Arrays.toString(shape)
              + ": a plan needs every size, at least 1; give them when the graph is defined");
    }
    Value value = new Value(variable.name(), shape, variable.dataType(), Value.Kind.INPUT);
    if (value.type == DataType.DOUBLE) {
      value.array(Nd4j.create(value.type, shape));
    } else {
      value.place(Slice.allocate(value.elements()));
    }
    inputs.put(variable.name(), value);
    register(value, variable);
  }

  private void constant(SDVariable variable) {
    INDArray array = variable.getArr();
    Value value =
        new Value(variable.name(), array.shape(), variable.dataType(), Value.Kind.CONSTANT);
    value.array(array);
    register(value, variable);
  }

  private void computed(SDVariable variable) {
    Region region = regions.get(variable.name());
    if (region != null && importRegion(region)) {
      return;
    }
    DifferentialFunction function = graph.getVariableOutputOp(variable.name());
    List<Value> arguments = new ArrayList<>();
    for (String name : function.argNames()) {
      arguments.add(value(graph.getVariable(name)));
    }
    ShapeCheck.check(function, arguments);
    refuseFaults(function, arguments, KnownFault.Direction.FORWARD);
    if (importReshape(function, arguments) || importAsKernel(function, arguments)) {
      return;
    }
    importNative(function, arguments);
  }

  /** Throws if a result of this op, or its gradient, is known to be wrong. */
  void refuseFaults(
      DifferentialFunction function, List<Value> arguments, KnownFault.Direction direction) {
    KnownFault.Use use = new KnownFault.Use(function, arguments);
    faults.forEach(fault -> fault.check(use, direction));
  }

  private boolean importRegion(Region region) {
    Optional<KernelFactory> factory = options.kernels().find(region.kind());
    if (factory.isEmpty()) {
      return false;
    }
    List<Value> arguments = region.inputs().stream().map(this::value).toList();
    RegionShapes.check(region, arguments);
    Optional<List<Value>> outputs = kernel(region.kind(), region.attributes(), arguments);
    outputs.ifPresent(
        list -> {
          for (int i = 0; i < region.outputs().size(); i++) { // then working memory
            registerNamed(list.get(i), region.outputs().get(i));
          }
        });
    return outputs.isPresent();
  }

  private boolean importReshape(DifferentialFunction function, List<Value> arguments) {
    if (!function.opName().equals("reshape") || arguments.size() != 1) {
      return false;
    }
    long[] target = ((CustomOp) function).iArgs();
    long[] shape = Arrays.copyOfRange(target, 1, target.length);
    String name = function.outputVariablesNames()[0];
    register(reshape(name, arguments.get(0), shape), graph.getVariable(name));
    return true;
  }

  private boolean importAsKernel(DifferentialFunction function, List<Value> arguments) {
    String kind = KERNEL_OF_OP.get(function.opName());
    if (kind == null || arguments.size() != 2 || isDouble(arguments)) {
      return false;
    }
    Map<String, Double> attributes = Map.of();
    if (kind.equals("matmul")) {
      long[] flags = ((CustomOp) function).iArgs();
      if (flags.length > 2 && flags[2] != 0) {
        return false;
      }
      attributes =
          Map.of("transpose_a", (double) flag(flags, 0), "transpose_b", (double) flag(flags, 1));
    }
    Optional<List<Value>> outputs = kernel(kind, attributes, arguments);
    outputs.ifPresent(
        list -> registerNamed(list.get(0), graph.getVariable(function.outputVariablesNames()[0])));
    return outputs.isPresent();
  }

  private static long flag(long[] flags, int i) {
    return i < flags.length ? flags[i] : 0;
  }

  private static boolean isDouble(List<Value> arguments) {
    return arguments.stream().anyMatch(v -> v.type == DataType.DOUBLE);
  }

  private void importNative(DifferentialFunction function, List<Value> arguments) {
    boolean constant = isConstant(function, arguments);
    if (!constant) {
      arguments.forEach(this::needOnDevice);
    }
    NativeNode.Prepared prepared = prepare(function, arguments);
    Value.Kind kind = constant ? Value.Kind.CONSTANT : Value.Kind.COMPUTED;
    List<Value> outputs = results(function, prepared.shapes(), kind);
    boolean needsGradient = arguments.stream().anyMatch(v -> v.needsGradient);
    outputs.forEach(v -> v.needsGradient = needsGradient && v.type.isFPType());
    NativeNode node = new NativeNode(prepared, arguments, outputs);
    if (constant) {
      runOnce(node);
      constants.addAll(outputs);
      return;
    }
    nodes.add(node);
    // Ops that read shapes or axes from small arrays must see them when they are compiled.
    if (arguments.stream().allMatch(this::isKnown) && outputs.stream().allMatch(Value::isSmall)) {
      runOnce(node);
      known.addAll(outputs);
    }
  }

  private NativeNode.Prepared prepare(DifferentialFunction function, List<Value> arguments) {
    INDArray[] arrays = arguments.stream().map(Value::array).toArray(INDArray[]::new);
    try {
      return NativeNode.prepare(function, arrays);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw ShapeCheck.refused(function, arguments, e);
    }
  }

  private static void runOnce(NativeNode node) {
    try {
      node.run();
    } catch (RuntimeException e) {
      throw ShapeCheck.refused(node.function, node.inputs, e);
    }
  }

  private List<Value> results(
      DifferentialFunction function, List<LongShapeDescriptor> shapes, Value.Kind kind) {
    String[] names = function.outputVariablesNames();
    List<Value> outputs = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      SDVariable variable = graph.getVariable(names[i]);
      Value value = new Value(names[i], shapes.get(i).getShape(), variable.dataType(), kind);
      register(value, variable);
      outputs.add(value);
    }
    return outputs;
  }

  /** Whether every run would give the same: what depends on constants or shapes alone. */
  private static boolean isConstant(DifferentialFunction function, List<Value> arguments) {
    boolean random = function.getClass().getPackageName().startsWith(NativeNode.RANDOM_OPS);
    return SHAPE_OPS.contains(function.opName())
        || (!random && arguments.stream().allMatch(v -> v.kind == Value.Kind.CONSTANT));
  }

  private boolean isKnown(Value value) {
    return value.kind != Value.Kind.COMPUTED ? value.root.isSmall() : known.contains(value.root);
  }

  /** A view of the same elements, under a name for people; one size may be -1. */
  Value reshape(String name, Value source, long[] target) {
    long[] shape = target.clone();
    long known = 1;
    int open = -1;
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] == -1) {
        open = i;
      } else {
        known *= shape[i];
      }
    }
    if (open >= 0) {
      shape[open] = source.elements() / Math.max(1, known);
    }
    ShapeCheck.reshape(name, source, shape);
    Value view = new Value(name, source, shape);
    nodes.add(new ReshapeNode(source, view));
    return view;
  }

  /** Adds a kernel's node, if there is a kernel for the call. */
  Optional<List<Value>> kernel(String kind, Map<String, Double> attributes, List<Value> arguments) {
    Optional<KernelFactory> factory = options.kernels().find(kind);
    if (factory.isEmpty()) {
      return Optional.empty();
    }
    Call call = new Call(kind, attributes, arguments.stream().map(v -> v.shape).toList());
    Optional<List<long[]>> shapes = factory.get().outputShapes(call);
    if (shapes.isEmpty()) {
      return Optional.empty();
    }
    arguments.forEach(this::needOnHeap);
    boolean needsGradient = arguments.stream().anyMatch(v -> v.needsGradient);
    List<Value> outputs = new ArrayList<>();
    for (long[] shape : shapes.get()) {
      Value value =
          new Value(
              kind + nodes.size() + "_" + outputs.size(),
              shape,
              DataType.FLOAT,
              Value.Kind.COMPUTED);
      value.needsGradient = needsGradient;
      outputs.add(value);
    }
    nodes.add(new KernelNode(call, factory.get(), arguments, outputs));
    return Optional.of(outputs);
  }

  /** Makes sure that nodes added from now on can read a value on the heap. */
  void needOnHeap(Value value) {
    if (value.isOnHeap()) {
      return;
    }
    if (value.kind == Value.Kind.CONSTANT) {
      float[] copy = value.root.array().dup('c').data().asFloat();
      value.place(new Slice(new Storage(copy), 0, copy.length));
    } else {
      nodes.add(new TransferNode(value, true));
    }
  }

  private void needOnDevice(Value value) {
    if (!value.isOnDevice()) {
      nodes.add(new TransferNode(value, false));
    }
  }

  /** The SameDiff variable that stands for a value, made if there is none. */
  SDVariable variableOf(Value value) {
    if (value.variable == null) {
      String name = "srl4j_gradient_" + gradients++;
      SDVariable variable = graph.placeHolder(name, value.type, value.shape);
      register(value, variable);
    }
    return value.variable;
  }
}
