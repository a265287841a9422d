package org.srl4j.core.graph.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ops.CustomOp;

/** Says in the graph's own words why operands do not fit, before native code sees them. */
final class ShapeCheck {
  /** Elementwise ops of two operands: axes are aligned at the end, equal or 1. */
  private static final Set<String> BROADCASTING =
      Set.of(
          "add",
          "subtract",
          "multiply",
          "divide",
          "realdiv",
          "floordiv",
          "floormod",
          "mod",
          "reversesubtract",
          "reversedivide",
          "squaredsubtract",
          "maximum",
          "minimum",
          "Pow",
          "tf_atan2",
          "equals",
          "not_equals",
          "greater",
          "greater_equal",
          "less",
          "less_equal");

  private ShapeCheck() {}

  /** An op and the variable it computes. */
  static String label(DifferentialFunction function) {
    String[] names = function.outputVariablesNames();
    return function.opName() + (names.length == 0 ? "" : " \"" + names[0] + "\"");
  }

  /** Checks the operands of the common ops; says nothing of others. */
  static void check(DifferentialFunction function, List<Value> inputs) {
    String op = function.opName();
    if (op.equals("matmul") && inputs.size() == 2) {
      matmul(function, inputs.get(0), inputs.get(1));
    } else if (BROADCASTING.contains(op) && inputs.size() == 2) {
      broadcast(function, inputs.get(0), inputs.get(1));
    } else if (op.equals("concat") && flags(function).length > 0) {
      equalAxes(function, inputs, flags(function)[0]);
    } else if (op.equals("stack")) {
      equalAxes(function, inputs, Long.MIN_VALUE);
    }
  }

  private static void matmul(DifferentialFunction function, Value a, Value b) {
    int rank = a.shape.length;
    if (rank < 2 || b.shape.length < 2) {
      return;
    }
    if (rank != b.shape.length) {
      String ranks = "they have " + rank + " and " + b.shape.length + " axes; reshape one";
      throw mismatch(function, a, b, ranks + " so that both have as many");
    }
    int innerA = rank - (isSet(function, 0) ? 2 : 1);
    int innerB = rank - (isSet(function, 1) ? 1 : 2);
    if (a.shape[innerA] != b.shape[innerB]) {
      throw mismatch(function, a, b, sizes(a, innerA, b, innerB) + "they must be equal");
    }
    for (int i = 0; i < rank - 2; i++) {
      if (a.shape[i] != b.shape[i]) {
        throw mismatch(
            function, a, b, sizes(a, i, b, i) + "they must be equal: tile the smaller one");
      }
    }
  }

  private static void broadcast(DifferentialFunction function, Value a, Value b) {
    for (int i = 1; i <= Math.min(a.shape.length, b.shape.length); i++) {
      int axisA = a.shape.length - i;
      int axisB = b.shape.length - i;
      long sizeA = a.shape[axisA];
      long sizeB = b.shape[axisB];
      if (sizeA != sizeB && sizeA != 1 && sizeB != 1) {
        throw mismatch(
            function, a, b, sizes(a, axisA, b, axisB) + "they must be equal, or one of them 1");
      }
    }
  }

  private static void equalAxes(DifferentialFunction function, List<Value> inputs, long free) {
    Value first = inputs.get(0);
    int rank = first.shape.length;
    for (Value other : inputs) {
      if (other.shape.length != rank) {
        String ranks = "they have " + rank + " and " + other.shape.length + " axes";
        throw mismatch(function, first, other, ranks + "; reshape one");
      }
      for (int i = 0; i < rank; i++) {
        if (i != free && i - rank != free && first.shape[i] != other.shape[i]) {
          throw mismatch(function, first, other, sizes(first, i, other, i) + "they must be equal");
        }
      }
    }
  }

  /** Checks that a reshape keeps the number of elements. */
  static void reshape(String name, Value source, long[] shape) {
    long product = 1;
    for (long s : shape) {
      product *= s;
    }
    if (product != source.elements()) {
      String text = Arrays.toString(shape) + " would have " + product;
      throw new IllegalArgumentException(
          "reshape \""
              + name
              + "\": "
              + source
              + " has "
              + source.elements()
              + " elements, "
              + text);
    }
  }

  /** What native code found wrong, with the operands it was given. */
  static IllegalArgumentException refused(
      DifferentialFunction function, List<Value> inputs, RuntimeException cause) {
    return new IllegalArgumentException(
        label(function) + ": ND4J refuses the operands " + inputs + ": " + cause.getMessage(),
        cause);
  }

  private static long[] flags(DifferentialFunction function) {
    return function instanceof CustomOp op ? op.iArgs() : new long[0];
  }

  private static boolean isSet(DifferentialFunction function, int i) {
    long[] flags = flags(function);
    return i < flags.length && flags[i] != 0;
  }

  private static String sizes(Value a, int axisA, Value b, int axisB) {
    return String.format(
        "axis %d of %s has %d, axis %d of %s has %d; ",
        axisA, a.name, a.shape[axisA], axisB, b.name, b.shape[axisB]);
  }

  private static IllegalArgumentException mismatch(
      DifferentialFunction function, Value a, Value b, String what) {
    return new IllegalArgumentException(
        label(function) + ": shapes of " + a + " and " + b + " do not fit: " + what);
  }
}
