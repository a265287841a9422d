package org.srl4j.models.huggingface.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.ElementType;
import org.srl4j.models.io.JsonFields;
import org.srl4j.models.io.SafeTensors;
import org.srl4j.models.io.TensorEntry;

/** Weights in one safetensors file, or in shards that an index names. */
public final class TensorFiles implements WeightSource {
  /** Name of the index of shards. */
  public static final String INDEX = "model.safetensors.index.json";

  static final String MAP = "weight_map";

  private final Path file;
  private final Map<String, SafeTensors> owners = new TreeMap<>();

  private TensorFiles(Path file) {
    this.file = file;
  }

  /** The tensors of one file. */
  public static TensorFiles single(Path file) throws IOException {
    TensorFiles result = new TensorFiles(file);
    SafeTensors tensors = open(file);
    tensors.entries().keySet().forEach(name -> result.owners.put(name, tensors));
    return result;
  }

  /**
   * The tensors of all shards.
   *
   * @param index a {@code model.safetensors.index.json}; shards lie beside it
   * @throws CheckpointFormatException if index and shards do not tell the same
   */
  public static TensorFiles sharded(Path index) throws IOException {
    TensorFiles result = new TensorFiles(index);
    JsonFields fields = JsonFields.read(index);
    JsonNode map = fields.root().path(MAP);
    if (!map.isObject() || map.isEmpty()) {
      throw fields.fault(
          MAP, "must be an object from tensor to shard, got " + JsonFields.shown(map));
    }
    Map<String, List<String>> byShard = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      String shard = result.shardName(entry.getKey(), entry.getValue());
      byShard.computeIfAbsent(shard, key -> new ArrayList<>()).add(entry.getKey());
    }
    for (Map.Entry<String, List<String>> shard : byShard.entrySet()) {
      if (!Files.isRegularFile(index.resolveSibling(shard.getKey()))) {
        throw fields.fault(
            MAP,
            "the shard "
                + shard.getKey()
                + ", which holds "
                + shard.getValue().get(0)
                + ", is missing");
      }
    }
    for (Map.Entry<String, List<String>> shard : byShard.entrySet()) {
      result.add(shard.getKey(), shard.getValue());
    }
    return result;
  }

  /** Opens a file whose tensors can all be read. */
  private static SafeTensors open(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.open(file);
    for (TensorEntry entry : tensors.entries().values()) {
      if (!entry.type().isReadable()) {
        throw new CheckpointFormatException(
            file,
            "tensor "
                + entry.name()
                + ": dtype must be F64, F32, F16 or BF16 for weights, got "
                + entry.type());
      }
    }
    return tensors;
  }

  private String shardName(String tensor, JsonNode value) throws CheckpointFormatException {
    String name = value.asText();
    try {
      boolean plain = name.equals(String.valueOf(Path.of(name).getFileName()));
      if (value.isTextual() && plain && !name.equals("..") && name.indexOf('\\') < 0) {
        return name;
      }
    } catch (InvalidPathException e) {
      throw new CheckpointFormatException(
          file, MAP + "." + tensor + ": must be a file name, got " + value, e);
    }
    throw new CheckpointFormatException(
        file,
        MAP
            + "."
            + tensor
            + ": must be the name of a file in the same folder, got "
            + JsonFields.shown(value));
  }

  private void add(String shard, List<String> named) throws IOException {
    Path path = file.resolveSibling(shard);
    SafeTensors tensors = open(path);
    for (String name : named) {
      if (!tensors.entries().containsKey(name)) {
        throw new CheckpointFormatException(
            file, MAP + "." + name + ": the shard " + shard + " holds no such tensor");
      }
      owners.put(name, tensors);
    }
    for (String name : tensors.entries().keySet()) {
      if (owners.get(name) != tensors) {
        throw new CheckpointFormatException(
            path, "tensor " + name + ": the index does not name this shard for it");
      }
    }
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public Map<String, List<Long>> shapes() {
    Map<String, List<Long>> shapes = new TreeMap<>();
    owners.forEach((name, owner) -> shapes.put(name, owner.entries().get(name).shape()));
    return shapes;
  }

  @Override
  public ElementType storage() {
    List<ElementType> types =
        owners.entrySet().stream()
            .map(owner -> owner.getValue().entries().get(owner.getKey()).type())
            .distinct()
            .toList();
    return types.size() == 1 && types.get(0).isWritable() ? types.get(0) : ElementType.F32;
  }

  @Override
  public void readInto(String name, float[] target, int offset) throws IOException {
    SafeTensors owner = owners.get(name);
    TensorEntry entry = owner.entries().get(name);
    owner.readInto(name, 0, target, offset, Math.toIntExact(entry.elementCount()));
  }
}
