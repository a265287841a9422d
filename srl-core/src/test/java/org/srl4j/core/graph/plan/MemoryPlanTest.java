package org.srl4j.core.graph.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.Storage;

class MemoryPlanTest {

  private static Value value(String name, int elements) {
    Value value = new Value(name, new long[] {elements}, DataType.FLOAT, Value.Kind.COMPUTED);
    value.markOnHeap();
    return value;
  }

  private static Node node(List<Value> inputs, Value... outputs) {
    return new Node("test", inputs, List.of(outputs)) {
      @Override
      boolean uses(Memory memory) {
        return memory == Memory.HEAP;
      }

      @Override
      Memory target() {
        return Memory.HEAP;
      }

      @Override
      Node copy(List<Value> operands) {
        throw new UnsupportedOperationException("never copied");
      }

      @Override
      void run() {
        throw new UnsupportedOperationException("never run");
      }
    };
  }

  private static int place(List<Node> nodes, Set<Value> kept) {
    Storage arena = new Storage(0);
    return MemoryPlan.place(
        new MemoryPlan.Usage(nodes, Memory.HEAP, kept),
        v -> !v.isPlaced(),
        (v, offset) -> v.place(new Slice(arena, offset, v.elements())));
  }

  @Test
  void aChainNeedsTwoPlaces() {
    List<Node> nodes = new ArrayList<>();
    List<Value> values = new ArrayList<>(List.of(value("v0", 16)));
    nodes.add(node(List.of(), values.get(0)));
    for (int i = 1; i < 10; i++) {
      values.add(value("v" + i, 16));
      nodes.add(node(List.of(values.get(i - 1)), values.get(i)));
    }
    // v0 at 0, v1 at 16, v2 at 0 again because v0 was read last by v1's node, ...
    assertEquals(32, place(nodes, Set.of(values.get(9))));
    assertEquals(0, values.get(2).slice().offset());
    assertEquals(16, values.get(9).slice().offset());
  }

  @Test
  void sizesAreRoundedUpToSixteenElements() {
    Value small = value("small", 1);
    Value next = value("next", 17);
    int size = place(List.of(node(List.of(), small, next)), Set.of());
    assertEquals(16, next.slice().offset());
    assertEquals(48, size); // 16 + 32
    assertEquals(17, next.slice().length());
  }

  @Test
  void freedNeighboursBecomeOneHole() {
    Value a = value("a", 16);
    Value b = value("b", 16);
    Value c = value("c", 16);
    Value large = value("large", 32);
    List<Node> nodes =
        List.of(node(List.of(), a, b, c), node(List.of(a, b)), node(List.of(c), large));
    assertEquals(48, place(nodes, Set.of()));
    assertEquals(0, large.slice().offset());
  }

  @Test
  void keptValuesOutliveTheLastNode() {
    Value kept = value("kept", 16);
    Value later = value("later", 16);
    List<Node> nodes = List.of(node(List.of(), kept), node(List.of(), later));
    place(nodes, Set.of(kept));
    assertEquals(16, later.slice().offset());
  }

  @Test
  void anotherShapeOfAValueLivesWhereItLives() {
    Value source = value("source", 16);
    Value view = new Value("view", source, new long[] {4, 4});
    Value other = value("other", 16);
    List<Node> nodes =
        List.of(
            node(List.of(), source),
            node(List.of(source), view),
            node(List.of(), other),
            node(List.of(view)));
    place(nodes, Set.of());
    assertEquals(source.slice(), view.slice());
    assertEquals(16, other.slice().offset()); // the view is still to be read
  }

  @Test
  void noTwoLiveValuesOverlap() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<Value> values = new ArrayList<>();
      List<Node> nodes = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        List<Value> inputs = new ArrayList<>();
        for (int j = 0; j < 2 && !values.isEmpty(); j++) {
          inputs.add(values.get(random.nextInt(values.size())));
        }
        Value output = value("v" + i, 1 + random.nextInt(100));
        values.add(output);
        nodes.add(node(inputs, output));
      }
      Value kept = values.get(random.nextInt(values.size()));
      int size = place(nodes, Set.of(kept));
      checkLifetimes(nodes, kept, size);
      assertTrue(size < values.stream().mapToInt(Value::elements).sum(), "nothing is reused");
    }
  }

  /** Writes every value's number where it lies and looks whether it is still there when read. */
  private static void checkLifetimes(List<Node> nodes, Value kept, int size) {
    String[] owner = new String[size];
    for (Node node : nodes) {
      node.outputs.forEach(v -> fill(owner, v));
      node.inputs.forEach(v -> assertOwned(owner, v));
    }
    assertOwned(owner, kept);
  }

  private static void fill(String[] owner, Value value) {
    Slice slice = value.slice();
    Arrays.fill(owner, slice.offset(), slice.offset() + slice.length(), value.name);
  }

  private static void assertOwned(String[] owner, Value value) {
    Slice slice = value.slice();
    for (int i = slice.offset(); i < slice.offset() + slice.length(); i++) {
      assertEquals(value.name, owner[i]);
    }
  }
}
