package org.srl4j.core.graph.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gradients of kernel nodes. A rule gets the node and the gradients of its outputs (null where none
 * flows) and returns those of its inputs (null where there is none).
 */
final class GradientRules {

  /** The gradient of one kind. */
  @FunctionalInterface
  interface Rule {
    Value[] apply(KernelNode node, Value[] dy, PlanBuilder builder);
  }

  private static final Map<String, Rule> RULES = new HashMap<>();

  static {
    RULES.put("matmul", GradientRules::matmul);
    RULES.put("add", GradientRules::add);
    RULES.put("multiply", GradientRules::multiply);
    RULES.put("rms_norm", GradientRules::rmsNorm);
    RULES.put("swiglu", GradientRules::byKernel);
    RULES.put("causal_attention", GradientRules::attention);
    RULES.put("rotary", GradientRules::rotary);
    RULES.put("embedding", GradientRules::embedding);
    RULES.put("token_log_prob", GradientRules::tokenLogProb);
  }

  private GradientRules() {}

  static Value[] apply(KernelNode node, Value[] dy, PlanBuilder builder) {
    Rule rule = RULES.get(node.kind);
    if (rule == null) {
      throw new IllegalStateException(
          "kernel " + node.kind + " has no gradient rule; there are " + RULES.keySet());
    }
    return rule.apply(node, dy, builder);
  }

  private static Value[] matmul(KernelNode node, Value[] dy, PlanBuilder builder) {
    Value a = node.inputs.get(0);
    Value b = node.inputs.get(1);
    boolean ta = node.call.number("transpose_a", 0) != 0;
    boolean tb = node.call.number("transpose_b", 0) != 0;
    Value da = null;
    Value db = null;
    if (a.needsGradient) {
      da = ta ? product(builder, b, dy[0], tb, true) : product(builder, dy[0], b, false, !tb);
    }
    if (b.needsGradient) {
      db = tb ? product(builder, dy[0], a, true, ta) : product(builder, a, dy[0], !ta, false);
    }
    return new Value[] {da, db};
  }

  private static Value product(PlanBuilder builder, Value x, Value y, boolean tx, boolean ty) {
    Map<String, Double> flags = Map.of("transpose_a", tx ? 1. : 0, "transpose_b", ty ? 1. : 0);
    return one(builder, "matmul", flags, x, y);
  }

  private static Value[] add(KernelNode node, Value[] dy, PlanBuilder builder) {
    return new Value[] {dy[0], reduced(builder, dy[0], node.inputs.get(1))};
  }

  private static Value[] multiply(KernelNode node, Value[] dy, PlanBuilder builder) {
    Value a = node.inputs.get(0);
    Value b = node.inputs.get(1);
    Value da = a.needsGradient ? one(builder, "multiply", Map.of(), dy[0], b) : null;
    Value db = null;
    if (b.needsGradient) {
      db = reduced(builder, one(builder, "multiply", Map.of(), dy[0], a), b);
    }
    return new Value[] {da, db};
  }

  /** Sums a gradient over rows when it belongs to a vector that was added to every row. */
  private static Value reduced(PlanBuilder builder, Value gradient, Value target) {
    if (!target.needsGradient) {
      return null;
    }
    return target.shape.length < gradient.shape.length
        ? one(builder, "sum_rows", Map.of(), gradient)
        : gradient;
  }

  /** {@code kind_grad} of (inputs, dy) gives the gradient of every input. */
  private static Value[] byKernel(KernelNode node, Value[] dy, PlanBuilder builder) {
    return all(builder, node, dy[0]).toArray(Value[]::new);
  }

  /** A fourth input, the layout of a packed row, has no gradient. */
  private static Value[] attention(KernelNode node, Value[] dy, PlanBuilder builder) {
    return Arrays.copyOf(byKernel(node, dy, builder), node.inputs.size());
  }

  private static Value[] rotary(KernelNode node, Value[] dy, PlanBuilder builder) {
    Map<String, Double> back = new HashMap<>(node.call.attributes());
    back.put("direction", -node.call.number("direction", 1));
    Value[] arguments = node.inputs.toArray(Value[]::new);
    arguments[0] = dy[0];
    Value[] gradients = new Value[arguments.length];
    gradients[0] = one(builder, "rotary", back, arguments);
    return gradients;
  }

  private static Value[] rmsNorm(KernelNode node, Value[] dy, PlanBuilder builder) {
    List<Value> gradients = all(builder, node, dy[0], weightTrained(node));
    return Arrays.copyOf(gradients.toArray(Value[]::new), 2);
  }

  /** Tells a kernel whether the second input, its weight, needs a gradient at all. */
  private static Map<String, Double> weightTrained(KernelNode node) {
    Map<String, Double> attributes = new HashMap<>(node.call.attributes());
    attributes.put("weight_gradient", node.inputs.get(1).needsGradient ? 1. : 0);
    return attributes;
  }

  private static Value[] embedding(KernelNode node, Value[] dy, PlanBuilder builder) {
    return new Value[] {null, all(builder, node, dy[0]).get(0)};
  }

  private static Value[] tokenLogProb(KernelNode node, Value[] dy, PlanBuilder builder) {
    if (dy[1] != null) {
      throw new IllegalStateException(
          "token_log_prob: the kernel's entropy carries no gradient; compile without kernels");
    }
    List<Value> gradients = all(builder, node, dy[0], weightTrained(node));
    Value ofWeight = node.inputs.get(1).needsGradient ? gradients.get(1) : null;
    return new Value[] {gradients.get(0), ofWeight, null};
  }

  private static List<Value> all(PlanBuilder builder, KernelNode node, Value dy) {
    return all(builder, node, dy, node.call.attributes());
  }

  private static List<Value> all(
      PlanBuilder builder, KernelNode node, Value dy, Map<String, Double> attributes) {
    List<Value> arguments = new java.util.ArrayList<>(node.inputs);
    arguments.add(dy);
    String kind = node.kind + "_grad";
    return builder
        .kernel(kind, attributes, arguments)
        .orElseThrow(() -> new IllegalStateException("kernel " + kind + " is missing"));
  }

  private static Value one(
      PlanBuilder builder, String kind, Map<String, Double> attributes, Value... arguments) {
    return builder
        .kernel(kind, attributes, List.of(arguments))
        .orElseThrow(() -> new IllegalStateException("kernel " + kind + " is missing"))
        .get(0);
  }
}
