package org.srl4j.models.io;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes safetensors files; the same input gives the same bytes. */
final class SafeTensorsWriter {
  private static final int ALIGNMENT = 8;

  private SafeTensorsWriter() {}

  static void write(
      Path file,
      Collection<? extends WritableTensor> tensors,
      Map<String, String> metadata,
      ElementType type)
      throws IOException {
    if (!type.isWritable()) {
      throw new IllegalArgumentException(
          "type: must be F32, F16 or BF16 to be written, got " + type);
    }
    SortedMap<String, WritableTensor> sorted = new TreeMap<>();
    for (WritableTensor tensor : tensors) {
      if (tensor.name().equals(SafeTensorsHeader.METADATA)) {
        throw new IllegalArgumentException("tensors: the name __metadata__ is taken by the format");
      }
      if (sorted.put(tensor.name(), tensor) != null) {
        throw new IllegalArgumentException("tensors: two tensors are called " + tensor.name());
      }
    }
    byte[] header = header(sorted, metadata, type);
    AtomicFiles.write(
        file,
        temporary -> {
          try (WritableByteChannel channel = Files.newByteChannel(temporary, AtomicFiles.CREATE)) {
            writeAll(channel, headerBuffer(header));
            for (WritableTensor tensor : sorted.values()) {
              writeData(channel, tensor, type);
            }
          }
        });
  }

  private static byte[] header(
      SortedMap<String, WritableTensor> tensors, Map<String, String> metadata, ElementType type)
      throws IOException {
    ObjectNode root = JsonFiles.MAPPER.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode node = root.putObject(SafeTensorsHeader.METADATA);
      new TreeMap<>(metadata).forEach(node::put);
    }
    long position = 0;
    for (WritableTensor tensor : tensors.values()) {
      ObjectNode node = root.putObject(tensor.name());
      node.put("dtype", type.name());
      ArrayNode shape = node.putArray("shape");
      Arrays.stream(tensor.shape()).forEach(shape::add);
      long end = position + tensor.count() * type.bytes();
      node.putArray("data_offsets").add(position).add(end);
      position = end;
    }
    return JsonFiles.MAPPER.writeValueAsBytes(root);
  }

  /** The length and the header, padded with blanks so that the data begins at a multiple of 8. */
  private static ByteBuffer headerBuffer(byte[] header) {
    int padded = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(padded).put(header);
    while (buffer.hasRemaining()) {
      buffer.put((byte) ' ');
    }
    return buffer.flip();
  }

  private static void writeData(
      WritableByteChannel channel, WritableTensor tensor, ElementType type) throws IOException {
    long count = tensor.count();
    float[] values = new float[(int) Math.min(SafeTensors.STRETCH, count)];
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (long first = 0; first < count; first += values.length) {
      int length = (int) Math.min(values.length, count - first);
      tensor.copy(first, values, length);
      requireRange(tensor, type, values, length);
      type.encode(values, 0, length, buffer.clear());
      writeAll(channel, buffer.flip());
    }
  }

  private static void requireRange(
      WritableTensor tensor, ElementType type, float[] values, int length) {
    for (int i = 0; i < length && type == ElementType.F16; i++) {
      if (Math.abs(values[i]) >= ElementType.HALF_OVERFLOW && Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "tensor " + tensor.name() + ": " + values[i] + " is beyond F16; write BF16 or F32");
      }
    }
  }

  private static void writeAll(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
