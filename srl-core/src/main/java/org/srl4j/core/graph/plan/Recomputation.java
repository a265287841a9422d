package org.srl4j.core.graph.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Computes stretches of the forward pass again within the reverse pass (Chen et al.,
 * arXiv:1604.06174, section 4). A stretch is what lies between two boundaries of the graph. Its
 * nodes are copied onto values of their own, so that the first ones may be overwritten as soon as
 * the forward pass has left the stretch. What a stretch reads from before it is kept.
 */
final class Recomputation {
  private final PlanBuilder builder;
  private final Set<Node> copies = new HashSet<>();

  Recomputation(PlanBuilder builder) {
    this.builder = builder;
  }

  /** Nodes in a row. */
  record Stretch(List<Node> nodes, boolean copied) {}

  /**
   * Cuts a forward pass at the boundaries that it computes. What comes before the first boundary
   * and after the last but one is not copied: the latter's values are needed at once.
   */
  static List<Stretch> cut(List<Node> forward, List<Value> boundaries) {
    List<Integer> cuts = new ArrayList<>();
    for (Value boundary : boundaries) {
      for (int i = 0; i < forward.size(); i++) {
        if (forward.get(i).outputs.contains(boundary)) {
          cuts.add(i + 1);
        }
      }
    }
    List<Stretch> stretches = new ArrayList<>();
    int from = 0;
    for (int c = 0; c + 1 < cuts.size(); c++) {
      stretches.add(new Stretch(forward.subList(from, cuts.get(c)), c > 0));
      from = cuts.get(c);
    }
    stretches.add(new Stretch(forward.subList(from, forward.size()), false));
    return stretches;
  }

  /**
   * Adds copies of a stretch's nodes to the plan.
   *
   * @param gradients those of the stretch's values become those of their copies
   * @return the copies, in order
   */
  List<Node> copy(List<Node> stretch, Map<Value, Value> gradients) {
    Map<Value, Value> copied = new HashMap<>();
    int from = builder.nodes.size();
    for (Node node : stretch) {
      List<Value> inputs = node.inputs.stream().map(v -> copied.getOrDefault(v, v)).toList();
      Node copy = node.copy(inputs);
      for (int i = 0; i < node.outputs.size(); i++) {
        Value original = node.outputs.get(i);
        Value again = copy.outputs.get(i);
        again.needsGradient = original.needsGradient;
        copied.put(original, again);
        standIn(original, again);
        if (gradients.containsKey(original)) {
          gradients.put(again, gradients.remove(original));
        }
      }
      builder.nodes.add(copy);
    }
    List<Node> added = List.copyOf(builder.nodes.subList(from, builder.nodes.size()));
    copies.addAll(added);
    return added;
  }

  /** From now on the graph's variable means the copy. */
  private void standIn(Value original, Value again) {
    SDVariable variable = original.variable;
    if (variable != null) {
      builder.register(again, variable);
    }
  }

  /** Drops copies that nothing reads: what only led to a stretch's last values. */
  void dropUnread(Set<Value> kept) {
    Set<Value> read = new HashSet<>(kept);
    for (int i = builder.nodes.size() - 1; i >= 0; i--) {
      Node node = builder.nodes.get(i);
      List<Value> results = node.outputs.isEmpty() ? node.written() : node.outputs;
      boolean needed = results.isEmpty() || results.stream().anyMatch(v -> read.contains(v.root));
      if (copies.contains(node) && !needed) {
        builder.nodes.remove(i);
      } else {
        node.inputs.forEach(v -> read.add(v.root));
      }
    }
  }
}
