package org.srl4j.models.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * A safetensors file: 8 bytes header length (little-endian), a JSON header, then the tensors' bytes
 * (format: github.com/huggingface/safetensors). Opening reads and checks the header; values are
 * mapped from the file tensor by tensor, so a file may be larger than memory and than 2 GB.
 *
 * <p>Immutable and thread-safe. Nothing stays open between calls, so there is nothing to close; the
 * file must not change while it is used.
 */
public final class SafeTensors {
  /** Longest header accepted, in bytes; the limit of the reference implementation. */
  public static final long MAX_HEADER_BYTES = 100_000_000;

  /** Values that a tensor is asked for at a time when it is written. */
  public static final int STRETCH = 1 << 18;

  private static final int LENGTH_BYTES = 8;
  private static final int WINDOW_BYTES = 1 << 28; // a multiple of every element size

  private final Path file;
  private final long dataStart;
  private final SafeTensorsHeader header;
  private final int windowBytes;

  private SafeTensors(Path file, long dataStart, SafeTensorsHeader header, int windowBytes) {
    this.file = file;
    this.dataStart = dataStart;
    this.header = header;
    this.windowBytes = windowBytes;
  }

  /**
   * Reads and checks a file's header.
   *
   * @param file the file
   * @return the file's contents, values still on disk
   * @throws CheckpointFormatException if the header is too long, is no valid JSON, or does not
   *     describe tensors that tile the data section
   * @throws IOException if the file cannot be read
   */
  public static SafeTensors open(Path file) throws IOException {
    return open(file, WINDOW_BYTES);
  }

  /** Maps this many bytes at a time, a multiple of 8. */
  static SafeTensors open(Path file, int windowBytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < LENGTH_BYTES) {
        throw new CheckpointFormatException(
            file, "must have at least 8 bytes, the header's length, got " + size);
      }
      long length = read(channel, 0, LENGTH_BYTES).getLong();
      long limit = Math.min(MAX_HEADER_BYTES, size - LENGTH_BYTES);
      if (length < 2 || length > limit) {
        throw new CheckpointFormatException(
            file,
            "header length: must be from 2 to "
                + limit
                + " (the rest of the file, at most "
                + MAX_HEADER_BYTES
                + "), got "
                + Long.toUnsignedString(length));
      }
      long dataStart = LENGTH_BYTES + length;
      byte[] json = read(channel, LENGTH_BYTES, (int) length).array();
      return new SafeTensors(
          file, dataStart, SafeTensorsHeader.parse(file, json, size - dataStart), windowBytes);
    }
  }

  /**
   * Writes a file in one piece: to a temporary name beside it, then renamed.
   *
   * @param file the file to write or replace
   * @param tensors written as F32 in the order of their names; names must differ
   * @param metadata the header's {@code __metadata__}; left out when empty
   * @throws IllegalArgumentException if two tensors have one name or one is called {@code
   *     __metadata__}
   * @throws IOException if the file cannot be written; the old file is then still there
   */
  public static void write(
      Path file, Collection<? extends WritableTensor> tensors, Map<String, String> metadata)
      throws IOException {
    write(file, tensors, metadata, ElementType.F32);
  }

  /**
   * Writes a file in one piece, as {@link #write(Path, Collection, Map)} does, in another type.
   *
   * @param type F32, F16 or BF16; values are rounded to nearest, ties to even
   * @throws IllegalArgumentException if the type cannot be written, if a finite value is beyond the
   *     range of the type, or on the faults of the other form
   * @throws IOException if the file cannot be written; the old file is then still there
   */
  public static void write(
      Path file,
      Collection<? extends WritableTensor> tensors,
      Map<String, String> metadata,
      ElementType type)
      throws IOException {
    SafeTensorsWriter.write(file, tensors, metadata, type);
  }

  /** What the header says about each tensor, by name. */
  public SortedMap<String, TensorEntry> entries() {
    return header.entries();
  }

  /** The strings under {@code __metadata__}; empty if there are none. */
  public SortedMap<String, String> metadata() {
    return header.metadata();
  }

  /** The file that was opened. */
  public Path file() {
    return file;
  }

  /**
   * Reads one tensor. F16 and BF16 convert exactly, F64 is rounded to the nearest float.
   *
   * @param name a name in {@link #entries()}
   * @return the tensor with its own array
   * @throws IllegalArgumentException if there is no such tensor
   * @throws CheckpointFormatException if its type is not {@link ElementType#isReadable() readable},
   *     or it has 2^31 elements or more
   * @throws IOException if the file cannot be read
   */
  public Tensor read(String name) throws IOException {
    TensorEntry entry = readable(name);
    if (entry.elementCount() > Integer.MAX_VALUE - 8) {
      throw new CheckpointFormatException(
          file,
          "tensor " + name + ": " + entry.elementCount() + " elements do not fit a Java array");
    }
    float[] data = new float[(int) entry.elementCount()];
    readInto(name, 0, data, 0, data.length);
    return new Tensor(name, entry.shapeArray(), data);
  }

  /**
   * Reads a stretch of one tensor into an array, without a copy between.
   *
   * @param name a name in {@link #entries()}
   * @param first element of the tensor to begin with, row-major
   * @param target receives {@code count} values from {@code offset} on, converted as in {@link
   *     #read}
   * @throws IllegalArgumentException if there is no such tensor
   * @throws CheckpointFormatException if its type is not {@link ElementType#isReadable() readable}
   * @throws IOException if the file cannot be read
   */
  public void readInto(String name, long first, float[] target, int offset, int count)
      throws IOException {
    TensorEntry entry = readable(name);
    Objects.checkFromIndexSize(first, count, entry.elementCount());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() < dataStart + entry.end()) {
        throw new CheckpointFormatException(
            file, "tensor " + name + ": the file has become shorter since it was opened");
      }
      int size = entry.type().bytes();
      int window = windowBytes / size;
      for (int done = 0; done < count; done += window) {
        int length = Math.min(window, count - done);
        long begin = dataStart + entry.begin() + (first + done) * size;
        ByteBuffer bytes = channel.map(MapMode.READ_ONLY, begin, (long) length * size);
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        entry.type().decode(bytes, target, offset + done, length);
      }
    }
  }

  private TensorEntry readable(String name) throws CheckpointFormatException {
    TensorEntry entry = entries().get(name);
    if (entry == null) {
      throw new IllegalArgumentException(
          file + ": has no tensor " + name + "; it has " + entries().keySet());
    }
    if (!entry.type().isReadable()) {
      throw new CheckpointFormatException(
          file,
          "tensor " + name + ": dtype " + entry.type() + " is not read; F64, F32, F16, BF16 are");
    }
    return entry;
  }

  private static ByteBuffer read(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("file ended at byte " + (position + buffer.position()));
      }
    }
    return buffer.flip();
  }
}
