package org.srl4j.core.graph.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.Storage;

/**
 * Gives every computed heap value a place in one arena. A place is free again after the last node
 * that reads it; first fit, lowest offset first.
 */
final class MemoryPlan {
  private static final int ALIGNMENT = 16;

  private final TreeMap<Integer, Integer> free = new TreeMap<>();
  private int size;

  /**
   * Places all values.
   *
   * @param kept values that outlive the last node
   * @return elements the arena needs
   */
  static int place(List<Node> nodes, Set<Value> kept, Storage arena) {
    return new MemoryPlan().run(nodes, kept, arena);
  }

  private int run(List<Node> nodes, Set<Value> kept, Storage arena) {
    Map<Value, Integer> lastUse = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (Value v : touched(nodes.get(i))) {
        lastUse.put(v.root, kept.contains(v.root) ? Integer.MAX_VALUE : i);
      }
    }
    Map<Value, Integer> offsets = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      List<Value> touched = touched(nodes.get(i));
      for (Value v : touched) {
        Value root = v.root;
        if (root.isOnHeap() && !root.isPlaced()) {
          int offset = take(rounded(root.elements()));
          offsets.put(root, offset);
          root.place(new Slice(arena, offset, root.elements()));
        }
      }
      for (Value v : touched) {
        Integer offset = lastUse.get(v.root) == i ? offsets.remove(v.root) : null;
        if (offset != null) {
          give(offset, rounded(v.root.elements()));
        }
      }
    }
    return size;
  }

  private static List<Value> touched(Node node) {
    List<Value> all = new ArrayList<>(node.inputs);
    all.addAll(node.outputs);
    return all;
  }

  private static int rounded(int elements) {
    return (elements + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private int take(int length) {
    for (Map.Entry<Integer, Integer> hole : free.entrySet()) {
      if (hole.getValue() >= length) {
        int offset = hole.getKey();
        int rest = hole.getValue() - length;
        free.remove(offset);
        if (rest > 0) {
          free.put(offset + length, rest);
        }
        return offset;
      }
    }
    int offset = size;
    size = Math.addExact(size, length);
    return offset;
  }

  private void give(int offset, int length) {
    Map.Entry<Integer, Integer> before = free.lowerEntry(offset);
    int start = offset;
    int total = length;
    if (before != null && before.getKey() + before.getValue() == offset) {
      start = before.getKey();
      total += before.getValue();
    }
    Integer after = free.remove(offset + length);
    if (after != null) {
      total += after;
    }
    free.put(start, total);
  }
}
