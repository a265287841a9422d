package org.srl4j.core.graph.plan;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The ND4J memory of a plan: one array a data type, in which values are views. */
final class NativeArenas implements AutoCloseable {
  private final Map<DataType, INDArray> arenas = new LinkedHashMap<>();

  /** Moves all values that nobody else owns into arenas; those they had are released. */
  static NativeArenas place(MemoryPlan.Usage usage) {
    Set<DataType> types = new LinkedHashSet<>();
    for (Node node : usage.nodes()) {
      node.inputs.forEach(v -> types.add(v.type));
      node.outputs.forEach(v -> types.add(v.type));
    }
    NativeArenas result = new NativeArenas();
    types.forEach(type -> result.place(usage, type));
    return result;
  }

  private void place(MemoryPlan.Usage usage, DataType type) {
    Map<Value, Integer> offsets = new HashMap<>();
    int size =
        MemoryPlan.place(
            usage,
            v -> v.type == type && v.isReusedOnDevice() && !offsets.containsKey(v),
            offsets::put);
    if (size == 0) {
      return;
    }
    INDArray arena = Nd4j.createUninitialized(type, size);
    arenas.put(type, arena);
    offsets.forEach((value, offset) -> value.moveInto(arena, offset));
  }

  /** Bytes of all arenas. */
  long bytes() {
    long sum = 0;
    for (INDArray arena : arenas.values()) {
      sum += arena.length() * arena.dataType().width();
    }
    return sum;
  }

  @Override
  public void close() {
    arenas.values().forEach(INDArray::close);
    arenas.clear();
  }
}
