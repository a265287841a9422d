package org.srl4j.core.graph.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;

/**
 * Gives values places in one arena. A place is free again after the last node that uses it; first
 * fit, lowest offset first.
 */
final class MemoryPlan {
  private static final int ALIGNMENT = 16;

  private final TreeMap<Integer, Integer> free = new TreeMap<>();
  private final Map<Value, Integer> offsets = new HashMap<>();
  private int size;

  private MemoryPlan() {}

  /** Who uses one memory, and until when. */
  record Usage(List<Node> nodes, Memory memory, Set<Value> kept) {

    /** Index of the last node that uses a root there; the largest integer if it is kept. */
    Map<Value, Integer> lastUses() {
      Map<Value, Integer> last = new HashMap<>();
      for (int i = 0; i < nodes.size(); i++) {
        for (Value root : rootsAt(i)) {
          last.put(root, kept.contains(root) ? Integer.MAX_VALUE : i);
        }
      }
      return last;
    }

    private List<Value> rootsAt(int i) {
      Node node = nodes.get(i);
      List<Value> roots = new ArrayList<>();
      if (node.uses(memory)) {
        node.inputs.forEach(v -> roots.add(v.root));
        node.outputs.forEach(v -> roots.add(v.root));
      }
      return roots;
    }
  }

  /**
   * Places values.
   *
   * @param wanted roots that need a place and have none
   * @param place takes a root and its offset, in elements
   * @return elements the arena needs
   */
  static int place(Usage usage, Predicate<Value> wanted, ObjIntConsumer<Value> place) {
    return new MemoryPlan().run(usage, wanted, place);
  }

  private int run(Usage usage, Predicate<Value> wanted, ObjIntConsumer<Value> place) {
    Map<Value, Integer> lastUses = usage.lastUses();
    for (int i = 0; i < usage.nodes.size(); i++) {
      List<Value> roots = usage.rootsAt(i);
      for (Value root : roots) {
        if (wanted.test(root)) {
          int offset = take(rounded(root.elements()));
          offsets.put(root, offset);
          place.accept(root, offset);
        }
      }
      for (Value root : roots) {
        Integer offset = lastUses.get(root) == i ? offsets.remove(root) : null;
        if (offset != null) {
          give(offset, rounded(root.elements()));
        }
      }
    }
    return size;
  }

  static int rounded(int elements) {
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
