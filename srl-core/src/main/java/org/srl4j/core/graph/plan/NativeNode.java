package org.srl4j.core.graph.plan;

import java.util.List;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseOp;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.ReduceOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/** A SameDiff op, run by ND4J's executioner on arrays that never change. */
final class NativeNode extends Node {
  /** Where the ops are that give something else in every run. */
  static final String RANDOM_OPS = "org.nd4j.linalg.api.ops.random";

  final DifferentialFunction function;
  private final Prepared prepared;

  NativeNode(Prepared prepared, List<Value> inputs, List<Value> outputs) {
    super(prepared.function.opName(), inputs, outputs);
    this.function = prepared.function;
    this.prepared = prepared;
    outputs.forEach(Value::markOnDevice);
    setArrays();
  }

  /**
   * An op with its inputs set and its output shapes known.
   *
   * @param inputs how many arguments the op reads when it is run
   */
  record Prepared(
      DifferentialFunction function,
      OpContext context,
      int inputs,
      List<LongShapeDescriptor> shapes) {}

  /** Sets the inputs of an op and asks it for the shapes of its outputs. */
  static Prepared prepare(DifferentialFunction function, INDArray[] arguments) {
    OpContext context = Nd4j.getExecutioner().buildContext();
    if (function instanceof CustomOp) {
      DynamicCustomOp op = (DynamicCustomOp) function;
      context.setArgs(arguments, op.iArgs(), op.dArgs(), op.tArgs(), op.bArgs());
      return new Prepared(function, context, arguments.length, op.calculateOutputShape(context));
    }
    if (!(function instanceof BaseOp op)) {
      throw new IllegalArgumentException(
          "op "
              + function.opName()
              + " ("
              + function.getOwnName()
              + "): control flow and tensor"
              + " lists cannot be compiled; write the block with tensor ops");
    }
    int inputs = setArgumentsOfLegacyOp(op, arguments);
    for (int i = 0; i < inputs; i++) {
      context.setInputArray(i, arguments[i]);
    }
    return new Prepared(function, context, inputs, op.calculateOutputShape(context));
  }

  /** Reductions take their axes, scalar ops their scalar, from the second argument. */
  private static int setArgumentsOfLegacyOp(BaseOp op, INDArray[] arguments) {
    if (arguments.length != 2) {
      return arguments.length;
    }
    if (op instanceof ReduceOp && BaseOp.getOpType(op) != Op.Type.REDUCE3) {
      int[] axes = arguments[1].toIntVector();
      op.setDimensions(Shape.normalizeAxis(arguments[0].rank(), axes));
      return 1;
    }
    if (op instanceof ScalarOp scalar) {
      scalar.setScalar(arguments[1]);
    }
    return 2;
  }

  @Override
  Node copy(List<Value> operands) {
    boolean random = function.getClass().getPackageName().startsWith(RANDOM_OPS);
    // A scalar op keeps its scalar in the op itself, which both nodes run.
    boolean scalar =
        function instanceof ScalarOp
            && inputs.size() == 2
            && !operands.get(1).equals(inputs.get(1));
    if (random || scalar) {
      throw new IllegalArgumentException(
          ShapeCheck.label(function)
              + ": cannot be computed again for the reverse pass, because "
              + (random ? "it draws other numbers" : "its scalar is computed")
              + "; compile without recomputation");
    }
    OpContext context = Nd4j.getExecutioner().buildContext();
    if (function instanceof CustomOp op) {
      INDArray[] arrays = operands.stream().map(Value::array).toArray(INDArray[]::new);
      context.setArgs(arrays, op.iArgs(), op.dArgs(), op.tArgs(), op.bArgs());
    }
    Prepared again = new Prepared(function, context, prepared.inputs, prepared.shapes);
    return new NativeNode(again, operands, outputs.stream().map(Value::alike).toList());
  }

  private void setArrays() {
    for (int i = 0; i < prepared.inputs; i++) {
      prepared.context.setInputArray(i, inputs.get(i).array());
    }
    for (int i = 0; i < outputs.size(); i++) {
      prepared.context.setOutputArray(i, outputs.get(i).array());
    }
  }

  @Override
  Memory target() {
    return Memory.ND4J;
  }

  @Override
  void bind(PlanOptions options) {
    setArrays();
    if (function instanceof ScalarOp scalar && inputs.size() == 2) {
      scalar.setScalar(inputs.get(1).array());
    }
  }

  @Override
  void run() {
    if (function instanceof CustomOp op) {
      Nd4j.exec(op, prepared.context);
    } else {
      Nd4j.exec((Op) function, prepared.context);
    }
  }
}
