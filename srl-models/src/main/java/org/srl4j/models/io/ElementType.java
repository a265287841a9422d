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

  /** From here on a float rounds to infinity as F16: halfway between 65504 and 2^16. */
  static final float HALF_OVERFLOW = 65520f;

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

  /** Whether floats can be written as this type. */
  public boolean isWritable() {
    return this == F32 || this == F16 || this == BF16;
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

  /** Encodes {@code count} floats at the buffer's position, rounded to nearest, ties to even. */
  void encode(float[] source, int offset, int count, ByteBuffer target) {
    switch (this) {
      case F32 -> {
        target.asFloatBuffer().put(source, offset, count);
        target.position(target.position() + count * Float.BYTES);
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          target.putShort(floatToBrain(source[offset + i]));
        }
      }
      case F16 -> {
        for (int i = 0; i < count; i++) {
          target.putShort(floatToHalf(source[offset + i]));
        }
      }
      default -> throw new AssertionError("not writable: " + this);
    }
  }

  /** Upper half of a single; NaN keeps its sign and stays NaN. */
  private static short floatToBrain(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) (bits >>> 16 | 0x40);
    }
    return (short) (bits + 0x7FFF + (bits >>> 16 & 1) >>> 16);
  }

  /** IEEE 754 binary32 to binary16; infinite beyond 65504. */
  private static short floatToHalf(float value) {
    int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7E00);
    }
    float magnitude = Math.abs(value);
    if (magnitude >= HALF_OVERFLOW) {
      return (short) (sign | 0x7C00);
    }
    if (magnitude < 0x1p-14f) { // subnormal: multiples of 2^-24
      return (short) (sign | (int) Math.rint(magnitude * 0x1p24f));
    }
    int bits = Float.floatToRawIntBits(magnitude);
    int rounded = bits + 0xFFF + (bits >>> 13 & 1) >>> 13;
    return (short) (sign | rounded - (112 << 10));
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
