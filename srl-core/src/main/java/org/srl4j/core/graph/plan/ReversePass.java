package org.srl4j.core.graph.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Adds to a plan the nodes that compute d loss / d parameter. Kernel nodes follow {@link
 * GradientRules}; any other op is differentiated by its own {@code doDiff} and what that adds to
 * the SameDiff graph is imported. Only paths that end in a parameter are followed.
 */
final class ReversePass {
  private final PlanBuilder builder;
  private final Recomputation recomputation;
  private final Map<Value, Value> gradients = new HashMap<>();

  ReversePass(PlanBuilder builder) {
    this.builder = builder;
    this.recomputation = new Recomputation(builder);
  }

  /**
   * Gradients of all trained parameters that the loss depends on, by name.
   *
   * @param outputs what the plan is asked for beside them
   */
  Map<String, Value> run(Value loss, Collection<Value> outputs) {
    List<Node> forward = new ArrayList<>(builder.nodes);
    List<Value> boundaries = builder.options.recompute() ? builder.boundaries() : List.of();
    SDVariable one = builder.graph.constant(Nd4j.ones(loss.type, loss.shape));
    gradients.put(loss, builder.value(one));
    List<Recomputation.Stretch> stretches = Recomputation.cut(forward, boundaries);
    for (int s = stretches.size() - 1; s >= 0; s--) {
      backward(stretches.get(s));
    }
    Map<String, Value> result = new HashMap<>();
    builder.parameters.forEach((name, value) -> result.put(name, gradients.get(value)));
    result.values().removeIf(java.util.Objects::isNull);
    Set<Value> kept = new HashSet<>();
    outputs.forEach(value -> kept.add(value.root));
    result.values().forEach(value -> kept.add(value.root));
    recomputation.dropUnread(kept);
    return result;
  }

  private void backward(Recomputation.Stretch stretch) {
    List<Node> nodes = stretch.nodes();
    if (stretch.copied()) {
      nodes = recomputation.copy(nodes, gradients);
    }
    for (int i = nodes.size() - 1; i >= 0; i--) {
      backward(nodes.get(i));
    }
  }

  private void backward(Node node) {
    Value[] dy = node.outputs.stream().map(gradients::get).toArray(Value[]::new);
    boolean reached = false;
    for (Value d : dy) {
      reached |= d != null;
    }
    if (!reached || node.inputs.stream().noneMatch(v -> v.needsGradient)) {
      return;
    }
    Value[] dx = differentiate(node, dy);
    for (int i = 0; i < dx.length; i++) {
      Value input = node.inputs.get(i);
      if (dx[i] != null && input.needsGradient) {
        accumulate(input, dx[i]);
      }
    }
  }

  private Value[] differentiate(Node node, Value[] dy) {
    if (node instanceof KernelNode kernel) {
      return GradientRules.apply(kernel, dy, builder);
    }
    if (node instanceof ReshapeNode) {
      Value source = node.inputs.get(0);
      return new Value[] {builder.reshape(dy[0].name, dy[0], source.shape)};
    }
    return differentiateNative((NativeNode) node, dy);
  }

  private Value[] differentiateNative(NativeNode node, Value[] dy) {
    builder.refuseFaults(node.function, node.inputs, KnownFault.Direction.GRADIENT);
    List<SDVariable> upstream = new ArrayList<>();
    for (int i = 0; i < dy.length; i++) {
      upstream.add(
          dy[i] == null
              ? builder.graph.constant(
                  Nd4j.zeros(node.outputs.get(i).type, node.outputs.get(i).shape))
              : builder.variableOf(dy[i]));
    }
    List<SDVariable> downstream = derivative(node, upstream);
    Value[] dx = new Value[node.inputs.size()];
    for (int i = 0; i < dx.length && i < downstream.size(); i++) {
      if (node.inputs.get(i).needsGradient && downstream.get(i) != null) {
        dx[i] = builder.value(downstream.get(i));
      }
    }
    return dx;
  }

  private static List<SDVariable> derivative(NativeNode node, List<SDVariable> upstream) {
    try {
      return node.function.doDiff(upstream);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "gradient of "
              + ShapeCheck.label(node.function)
              + " of "
              + node.inputs
              + ": ND4J has none ("
              + e.getMessage()
              + "); write it with other ops",
          e);
    }
  }

  private void accumulate(Value value, Value gradient) {
    Value sum = gradients.get(value);
    if (sum == null) {
      gradients.put(value, gradient);
      return;
    }
    SDVariable total = builder.variableOf(sum).add(builder.variableOf(gradient));
    gradients.put(value, builder.value(total));
  }
}
