package org.srl4j.models.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Parses and checks the JSON header of a safetensors file. */
final class SafeTensorsHeader {
  static final String METADATA = "__metadata__";
  private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");

  private final Path file;
  private final long dataLength;
  private final SortedMap<String, TensorEntry> entries = new TreeMap<>();
  private final SortedMap<String, String> metadata = new TreeMap<>();

  private SafeTensorsHeader(Path file, long dataLength) {
    this.file = file;
    this.dataLength = dataLength;
  }

  /**
   * Reads a header.
   *
   * @param file named in errors
   * @param json the header's bytes
   * @param dataLength bytes that follow the header
   */
  static SafeTensorsHeader parse(Path file, byte[] json, long dataLength)
      throws CheckpointFormatException {
    SafeTensorsHeader header = new SafeTensorsHeader(file, dataLength);
    JsonNode root = header.readJson(json);
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals(METADATA)) {
        header.addMetadata(field.getValue());
      } else {
        header.addTensor(field.getKey(), field.getValue());
      }
    }
    header.requireTiling();
    return header;
  }

  SortedMap<String, TensorEntry> entries() {
    return Collections.unmodifiableSortedMap(entries);
  }

  SortedMap<String, String> metadata() {
    return Collections.unmodifiableSortedMap(metadata);
  }

  private JsonNode readJson(byte[] json) throws CheckpointFormatException {
    if (json.length == 0 || json[0] != '{') {
      throw new CheckpointFormatException(file, "header: must be a JSON object beginning with '{'");
    }
    try {
      return JsonFiles.MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new CheckpointFormatException(
          file, "header: not valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  private void addMetadata(JsonNode node) throws CheckpointFormatException {
    if (!node.isObject()) {
      throw new CheckpointFormatException(file, METADATA + ": must be an object of strings");
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isTextual()) {
        throw new CheckpointFormatException(
            file, METADATA + ": the value of " + field.getKey() + " must be a string");
      }
      metadata.put(field.getKey(), field.getValue().textValue());
    }
  }

  private void addTensor(String name, JsonNode node) throws CheckpointFormatException {
    if (name.isEmpty()) {
      throw new CheckpointFormatException(file, "header: a tensor has an empty name");
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!FIELDS.contains(field.getKey())) {
        throw fault(name, "unknown field " + field.getKey() + "; allowed: " + FIELDS);
      }
    }
    ElementType type = type(name, node.path("dtype"));
    List<Long> shape = numbers(name, "shape", node.path("shape"));
    List<Long> offsets = numbers(name, "data_offsets", node.path("data_offsets"));
    if (offsets.size() != 2) {
      throw fault(name, "data_offsets: must be [begin, end], got " + offsets);
    }
    long begin = offsets.get(0);
    long end = offsets.get(1);
    if (begin > end || end > dataLength) {
      throw fault(
          name,
          "data_offsets: must be ordered and within the data section of "
              + dataLength
              + " bytes, got "
              + offsets);
    }
    requireSize(name, type, shape, end - begin);
    entries.put(name, new TensorEntry(name, type, shape, begin, end));
  }

  private ElementType type(String name, JsonNode node) throws CheckpointFormatException {
    for (ElementType type : ElementType.values()) {
      if (type.name().equals(node.textValue())) {
        return type;
      }
    }
    throw fault(
        name, "dtype: must be one of " + Arrays.toString(ElementType.values()) + ", got " + node);
  }

  private List<Long> numbers(String name, String field, JsonNode node)
      throws CheckpointFormatException {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode item : node) {
      if (!item.isIntegralNumber() || !item.canConvertToLong() || item.longValue() < 0) {
        throw fault(
            name,
            field + ": must hold whole numbers from 0 to " + Long.MAX_VALUE + ", got " + item);
      }
      numbers.add(item.longValue());
    }
    if (!node.isArray()) {
      throw fault(name, field + ": must be a list of whole numbers, got " + node);
    }
    return numbers;
  }

  private void requireSize(String name, ElementType type, List<Long> shape, long bytes)
      throws CheckpointFormatException {
    long wanted = type.bytes();
    try {
      for (long size : shape) {
        wanted = Math.multiplyExact(wanted, size);
      }
    } catch (ArithmeticException e) {
      throw fault(name, "shape: the product of " + shape + " exceeds 64 bits");
    }
    if (wanted != bytes) {
      throw fault(
          name,
          "shape "
              + shape
              + " of "
              + type
              + " takes "
              + wanted
              + " bytes, data_offsets span "
              + bytes);
    }
  }

  /**
   * Tensors must cover the data section from its first byte to its last, without hole or overlap.
   */
  private void requireTiling() throws CheckpointFormatException {
    List<TensorEntry> ordered = new ArrayList<>(entries.values());
    ordered.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
    long position = 0;
    for (TensorEntry entry : ordered) {
      if (entry.begin() != position) {
        String what = entry.begin() < position ? "overlaps the tensor before it" : "leaves a hole";
        throw fault(
            entry.name(),
            what + ": begins at byte " + entry.begin() + ", must begin at " + position);
      }
      position = entry.end();
    }
    if (position != dataLength) {
      throw new CheckpointFormatException(
          file,
          "data section: tensors end at byte "
              + position
              + ", the file has "
              + dataLength
              + " bytes");
    }
  }

  private CheckpointFormatException fault(String tensor, String fault) {
    return new CheckpointFormatException(file, "tensor " + tensor + ": " + fault);
  }
}
