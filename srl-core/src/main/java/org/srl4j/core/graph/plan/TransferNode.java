package org.srl4j.core.graph.plan;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.graph.kernel.Slice;

/**
 * Copies a value between the heap and its ND4J array. A backend with a device may hold a newer copy
 * there: it is asked to bring the host's up to date first, and told afterwards that the host has
 * written. The CPU backend does nothing on either.
 */
final class TransferNode extends Node {
  private final boolean toHeap;
  private INDArray array;
  private DataBuffer buffer;
  private Pointer pointer;

  TransferNode(Value value, boolean toHeap) {
    super(toHeap ? "to_heap" : "to_nd4j", List.of(value), List.of());
    this.toHeap = toHeap;
    if (toHeap) {
      value.markOnHeap();
    } else {
      value.markOnDevice();
    }
  }

  @Override
  Node copy(List<Value> operands) {
    return new TransferNode(operands.get(0), toHeap);
  }

  @Override
  boolean uses(Memory memory) {
    return true;
  }

  @Override
  Memory target() {
    return toHeap ? Memory.HEAP : Memory.ND4J;
  }

  @Override
  List<Value> written() {
    return inputs;
  }

  @Override
  void bind(PlanOptions options) {
    array = inputs.get(0).root.array();
    buffer = array.data();
    Pointer start = buffer.pointer();
    // A buffer inside an arena has the arena's pointer and an offset.
    if (start instanceof FloatPointer floats && buffer.dataType() == DataType.FLOAT) {
      pointer = floats.getPointer(buffer.offset());
    } else if (start instanceof IntPointer ints && buffer.dataType() == DataType.INT32) {
      pointer = ints.getPointer(buffer.offset());
    }
  }

  @Override
  void run() {
    Slice slice = inputs.get(0).slice();
    AffinityManager devices = Nd4j.getAffinityManager();
    devices.ensureLocation(array, AffinityManager.Location.HOST);
    if (toHeap) {
      read(slice.data(), slice.offset(), slice.length());
    } else {
      write(slice.data(), slice.offset(), slice.length());
      devices.tagLocation(array, AffinityManager.Location.HOST);
    }
  }

  private void read(float[] data, int offset, int length) {
    if (pointer instanceof FloatPointer floats) {
      floats.get(data, offset, length);
      return;
    }
    for (int i = 0; i < length; i++) {
      data[offset + i] = buffer.getFloat(i);
    }
  }

  private void write(float[] data, int offset, int length) {
    if (pointer instanceof FloatPointer floats) {
      floats.put(data, offset, length);
    } else if (pointer instanceof IntPointer ints) {
      for (int i = 0; i < length; i++) {
        ints.put(i, (int) data[offset + i]);
      }
    } else {
      for (int i = 0; i < length; i++) {
        buffer.put(i, data[offset + i]);
      }
    }
  }
}
