package org.srl4j.core.graph.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.srl4j.core.graph.kernel.Storage;

/** A plan as text for people. */
final class PlanTable {
  private static final List<String> HEADER =
      List.of("#", "where", "operation", "place", "bytes", "last use");

  private final List<Node> nodes;
  private final Storage heapArena;
  private final Map<Value, Integer> heapUses;
  private final Map<Value, Integer> nativeUses;
  private final Set<Value> onHeap = new LinkedHashSet<>();
  private final Set<Value> onDevice = new LinkedHashSet<>();
  private final List<List<String>> rows = new ArrayList<>(List.of(HEADER));

  PlanTable(List<Node> nodes, Set<Value> kept, Storage heapArena) {
    this.nodes = nodes;
    this.heapArena = heapArena;
    this.heapUses = new MemoryPlan.Usage(nodes, Memory.HEAP, kept).lastUses();
    this.nativeUses = new MemoryPlan.Usage(nodes, Memory.ND4J, kept).lastUses();
  }

  /**
   * The table.
   *
   * @param heapElements size of the heap arena, in floats
   * @param nativeBytes size of all ND4J arenas
   */
  String text(int heapElements, long nativeBytes) {
    for (int i = 0; i < nodes.size(); i++) {
      add(i, nodes.get(i));
    }
    long views = nodes.stream().filter(node -> node instanceof ReshapeNode).count();
    return lines().stream().collect(Collectors.joining("\n"))
        + String.format(
            "\n%d operations, %d views\nheap %d bytes (%d if nothing were reused)\n"
                + "nd4j %d bytes (%d if nothing were reused)\n",
            nodes.size() - views,
            views,
            4L * heapElements,
            total(onHeap),
            nativeBytes,
            total(onDevice));
  }

  private void add(int index, Node node) {
    String where = node instanceof ReshapeNode ? "view" : where(node.target());
    String text = node.kind + " " + names(node.inputs) + " -> " + names(results(node));
    if (node.written().isEmpty()) {
      rows.add(List.of("" + index, where, text, "", "", ""));
    }
    for (Value value : node.written()) {
      List<String> row = new ArrayList<>(List.of("" + index, where, text));
      row.addAll(place(value.root, node.target()));
      rows.add(row);
    }
  }

  private static List<Value> results(Node node) {
    return node instanceof ReshapeNode ? node.outputs : node.written();
  }

  private static String names(List<Value> values) {
    return values.stream().map(Value::toString).collect(Collectors.joining(", "));
  }

  private static String where(Memory memory) {
    return memory == Memory.HEAP ? "heap" : "nd4j";
  }

  /** Offset, bytes and last use of a result. */
  private List<String> place(Value root, Memory memory) {
    boolean heap = memory == Memory.HEAP;
    boolean inArena = heap ? root.slice().storage() == heapArena : root.deviceOffset() >= 0;
    if (inArena) {
      (heap ? onHeap : onDevice).add(root);
    }
    int width = heap ? Float.BYTES : root.type.width();
    long offset = heap ? root.slice().offset() : root.deviceOffset();
    int last = (heap ? heapUses : nativeUses).getOrDefault(root, -1);
    return List.of(
        inArena ? (heap ? "heap" : root.type.name()) + " +" + offset * width : "own",
        "" + (long) width * root.elements(),
        last == Integer.MAX_VALUE ? "end" : "" + last);
  }

  private static long total(Set<Value> values) {
    long sum = 0;
    for (Value value : values) {
      sum += (long) value.type.width() * MemoryPlan.rounded(value.elements());
    }
    return sum;
  }

  private List<String> lines() {
    int[] widths = new int[HEADER.size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      line.append(row.get(c)).append(" ".repeat(widths[c] - row.get(c).length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
