package org.srl4j.core.graph.plan;

import java.util.Arrays;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.graph.kernel.Slice;

/**
 * A tensor of a plan. It can live on the Java heap, in an ND4J array, or in both; a reshaped value
 * shares its root's places.
 */
final class Value {
  /** What fills a value. */
  enum Kind {
    PARAMETER,
    INPUT,
    CONSTANT,
    COMPUTED
  }

  /** More elements than any op reads shapes or axes from. */
  private static final int SMALL = 1024;

  String name;
  final long[] shape;
  final DataType type;
  final Kind kind;
  final Value root;
  boolean needsGradient;
  SDVariable variable;

  private boolean onHeap;
  private boolean onDevice;
  private Slice slice;
  private INDArray array;
  private boolean ownsArray;
  private int deviceOffset = -1;

  Value(String name, long[] shape, DataType type, Kind kind) {
    this.name = name;
    this.shape = shape.clone();
    this.type = type;
    this.kind = kind;
    this.root = this;
  }

  /** Another shape of the same elements. */
  Value(String name, Value source, long[] shape) {
    this.name = name;
    this.shape = shape.clone();
    this.type = source.type;
    this.kind = source.kind;
    this.root = source.root;
    this.needsGradient = source.needsGradient;
  }

  /** A value of the same shape with a place of its own. */
  Value alike() {
    return new Value(name, shape, type, kind);
  }

  int elements() {
    long product = 1;
    for (long s : shape) {
      product *= s;
    }
    return Math.toIntExact(product);
  }

  boolean isOnHeap() {
    return root.onHeap;
  }

  boolean isOnDevice() {
    return root.onDevice;
  }

  void markOnHeap() {
    root.onHeap = true;
  }

  void markOnDevice() {
    root.onDevice = true;
  }

  /** Fixes the place on the heap. */
  void place(Slice place) {
    root.slice = place;
    root.onHeap = true;
  }

  boolean isPlaced() {
    return root.slice != null;
  }

  Slice slice() {
    if (root.slice == null) {
      throw new AssertionError(name + " has no place on the heap");
    }
    return root.slice;
  }

  /** The ND4J array of the root, made on first use, in this value's shape. */
  INDArray array() {
    if (root.array == null) {
      root.array = create();
      root.ownsArray = true;
    }
    return root == this ? root.array : root.array.reshape('c', shape);
  }

  /** Large arrays are not even touched: most are replaced by a place in an arena. */
  private INDArray create() {
    return root.isSmall()
        ? Nd4j.create(type, root.shape)
        : Nd4j.createUninitialized(type, root.shape);
  }

  /** Uses an array of somebody else's, which is never given to another value. */
  void array(INDArray value) {
    root.array = value;
    root.onDevice = true;
  }

  /** Whether an op may read shapes or axes from it. */
  boolean isSmall() {
    return elements() <= SMALL;
  }

  /** Whether every run fills the ND4J array anew, so that others may use its place before. */
  boolean isReusedOnDevice() {
    return root.onDevice && root.ownsArray && root.kind != Kind.CONSTANT && elements() > 0;
  }

  /** Replaces the ND4J array by a view. */
  void moveInto(INDArray arena, int offset) {
    array.close();
    array = Nd4j.create(arena.data(), shape, Nd4j.getStrides(shape, 'c'), offset, 'c');
    ownsArray = false;
    deviceOffset = offset;
  }

  /** First element in the arena of its type; -1 outside. */
  int deviceOffset() {
    return root.deviceOffset;
  }

  /** Releases the ND4J array if it is not somebody else's. */
  void close() {
    if (ownsArray && array != null && array.closeable()) {
      array.close();
      array = null;
    }
  }

  @Override
  public String toString() {
    return name + Arrays.toString(shape);
  }
}
