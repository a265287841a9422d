package org.srl4j.core.graph.plan;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.srl4j.core.graph.kernel.Slice;

/** Copies a value between the heap and its ND4J array. */
final class TransferNode extends Node {
  private final boolean toHeap;

  TransferNode(Value value, boolean toHeap) {
    super(toHeap ? "to_heap" : "to_device", List.of(value), List.of());
    this.toHeap = toHeap;
    if (toHeap) {
      value.markOnHeap();
    } else {
      value.markOnDevice();
    }
  }

  @Override
  boolean usesHeap() {
    return true;
  }

  @Override
  void run() {
    Value value = inputs.get(0).root;
    Slice slice = value.slice();
    DataBuffer buffer = value.array().data();
    if (toHeap) {
      read(buffer, value.type, slice);
    } else {
      write(buffer, value.type, slice);
    }
  }

  private static void read(DataBuffer buffer, DataType type, Slice slice) {
    Pointer pointer = buffer.pointer();
    if (type == DataType.FLOAT && pointer instanceof FloatPointer floats) {
      floats.get(slice.data(), slice.offset(), slice.length());
      return;
    }
    for (int i = 0; i < slice.length(); i++) {
      slice.data()[slice.offset() + i] = buffer.getFloat(i);
    }
  }

  private static void write(DataBuffer buffer, DataType type, Slice slice) {
    Pointer pointer = buffer.pointer();
    float[] data = slice.data();
    if (type == DataType.FLOAT && pointer instanceof FloatPointer floats) {
      floats.put(data, slice.offset(), slice.length());
    } else if (type == DataType.INT32 && pointer instanceof IntPointer ints) {
      for (int i = 0; i < slice.length(); i++) {
        ints.put(i, (int) data[slice.offset() + i]);
      }
    } else {
      for (int i = 0; i < slice.length(); i++) {
        buffer.put(i, data[slice.offset() + i]);
      }
    }
  }
}
