package org.srl4j.models.io;

import java.nio.ByteBuffer;

/**
 * Element types of the safetensors format. All may stand in a file; {@link #isReadable()} says
 * which are read into a {@code float[]}.
 */
public enum ElementType {
  /** IEEE 754 double; rounded to the nearest float when read, infinite beyond the float range. */
  F64(8),
  /** IEEE 754 single. */
  F32(4),
  /** IEEE 754 half; every value is a float. */
  F16(2),
  /** The upper half of a single; every value is a float. */
  BF16(2),
  /** Signed 64-bit integer, not read. */
  I64(8),
  /** Signed 32-bit integer, not read. */
  I32(4),
  /** Signed 16-bit integer, not read. */
  I16(2),
  /** Signed 8-bit integer, not read. */
  I8(1),
  /** Unsigned 64-bit integer, not read. */
  U64(8),
  /** Unsigned 32-bit integer, not read. */
  U32(4),
  /** Unsigned 16-bit integer, not read. */
  U16(2),
  /** Unsigned 8-bit integer, not read. */
  U8(1),
  /** One byte, 0 or 1, not read. */
  BOOL(1),
  /** 8-bit float with 4 exponent bits, not read. */
  F8_E4M3(1),
  /** 8-bit float with 5 exponent bits, not read. */
  F8_E5M2(1);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes an element takes in the file. */
  public int bytes() {
    return bytes;
  }

  /** Whether elements can be read as floats. */
  public boolean isReadable() {
    return this == F64 || this == F32 || this == F16 || this == BF16;
  }

  /** Decodes {@code count} elements from the buffer's position into {@code target[offset..]}. */
  void decode(ByteBuffer source, float[] target, int offset, int count) {
    switch (this) {
      case F32 -> source.asFloatBuffer().get(target, offset, count);
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = Float.intBitsToFloat(source.getShort() << 16);
        }
      }
      case F16 -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = halfToFloat(source.getShort() & 0xFFFF);
        }
      }
      case F64 -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = (float) source.getDouble();
        }
      }
      default -> throw new AssertionError("not readable: " + this);
    }
  }

  /** IEEE 754 binary16 to binary32, exact; subnormals, infinities and NaN included. */
  private static float halfToFloat(int half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half >>> 10 & 0x1F;
    int fraction = half & 0x3FF;
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    int bits = exponent == 31 ? 0x7F800000 : exponent + 112 << 23;
    return Float.intBitsToFloat(sign | bits | fraction << 13);
  }
}
