package org.srl4j.core.graph.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Region;
import org.srl4j.core.graph.kernel.Call;
import org.srl4j.core.graph.kernel.KernelFactory;
import org.srl4j.core.graph.kernel.Slice;

/**
 * Turns the part of a SameDiff graph that is asked for into a list of nodes. A variable is imported
 * when somebody needs it: a region with a kernel as one node, anything else op by op.
 */
final class PlanBuilder {
  private static final Map<String, String> KERNEL_OF_OP =
      Map.of("matmul", "matmul", "add", "add", "multiply", "multiply");

  final SameDiff graph;
  final PlanOptions options;
  final List<Node> nodes = new ArrayList<>();
  final Map<String, Value> inputs = new HashMap<>();
  final Map<String, Value> parameters = new HashMap<>();
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Region> regions = new HashMap<>();
  private final GraphScope scope;
  private int gradients;

  PlanBuilder(GraphScope scope, PlanOptions options) {
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

  private void register(Value value, SDVariable variable) {
    value.variable = variable;
    values.put(variable.name(), value);
  }

  private void parameter(SDVariable variable) {
    long[] shape = variable.isPlaceHolder() ? variable.placeholderShape() : variable.getShape();
    Value value = new Value(variable.name(), shape, variable.dataType(), Value.Kind.PARAMETER);
    value.needsGradient = true;
    options
        .parameters()
        .ifPresentOrElse(
            p -> value.place(p.slice(variable.name())), () -> value.array(variable.getArr()));
    parameters.put(variable.name(), value);
    register(value, variable);
  }

  private void input(SDVariable variable) {
    Value value =
        new Value(
            variable.name(), variable.placeholderShape(), variable.dataType(), Value.Kind.INPUT);
    if (value.type == DataType.DOUBLE) {
      value.markOnDevice();
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
    if (importReshape(function, arguments) || importAsKernel(function, arguments)) {
      return;
    }
    importNative(function, arguments);
  }

  private boolean importRegion(Region region) {
    Optional<KernelFactory> factory = options.kernels().find(region.kind());
    if (factory.isEmpty()) {
      return false;
    }
    List<Value> arguments = region.inputs().stream().map(this::value).toList();
    Optional<List<Value>> outputs = kernel(region.kind(), region.attributes(), arguments);
    outputs.ifPresent(
        list -> {
          for (int i = 0; i < list.size(); i++) {
            register(list.get(i), region.outputs().get(i));
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
    register(
        reshape(arguments.get(0), shape), graph.getVariable(function.outputVariablesNames()[0]));
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
        list -> register(list.get(0), graph.getVariable(function.outputVariablesNames()[0])));
    return outputs.isPresent();
  }

  private static long flag(long[] flags, int i) {
    return i < flags.length ? flags[i] : 0;
  }

  private static boolean isDouble(List<Value> arguments) {
    return arguments.stream().anyMatch(v -> v.type == DataType.DOUBLE);
  }

  private void importNative(DifferentialFunction function, List<Value> arguments) {
    arguments.forEach(this::needOnDevice);
    INDArray[] arrays = arguments.stream().map(Value::array).toArray(INDArray[]::new);
    NativeNode.Prepared prepared = NativeNode.prepare(function, arrays);
    String[] names = function.outputVariablesNames();
    List<Value> outputs = new ArrayList<>();
    boolean needsGradient = arguments.stream().anyMatch(v -> v.needsGradient);
    for (int i = 0; i < names.length; i++) {
      SDVariable variable = graph.getVariable(names[i]);
      LongShapeDescriptor shape = prepared.shapes().get(i);
      Value value = new Value(names[i], shape.getShape(), variable.dataType(), Value.Kind.COMPUTED);
      value.needsGradient = needsGradient;
      register(value, variable);
      outputs.add(value);
    }
    NativeNode node = new NativeNode(prepared, arguments, outputs);
    // Run once: ops that read shapes or axes from arrays must see them when they are compiled.
    node.run();
    nodes.add(node);
  }

  /** A view of the same elements; one size may be -1. */
  Value reshape(Value source, long[] target) {
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
      shape[open] = source.elements() / known;
    }
    Value view = new Value(source, shape);
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
    if (!value.isOnHeap()) {
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
