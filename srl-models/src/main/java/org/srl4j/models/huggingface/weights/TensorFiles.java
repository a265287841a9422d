package org.srl4j.models.huggingface.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.ElementType;
import org.srl4j.models.io.JsonFields;
import org.srl4j.models.io.SafeTensors;
import org.srl4j.models.io.TensorEntry;

/**
 * Weights in one safetensors file, or in shards that an index names. A tensor that two names share
 * may be stored under one of them; the header's {@code __metadata__} then says which, as {@code
 * save_model} of safetensors writes it.
 */
public final class TensorFiles implements WeightSource {
  /** Name of the index of shards. */
  public static final String INDEX = "model.safetensors.index.json";

  static final String MAP = "weight_map";

  private final Path file;
  private final Map<String, Place> places = new TreeMap<>();

  /** Where a tensor is stored: the file, and the name it has there. */
  private record Place(SafeTensors tensors, String stored) {
    TensorEntry entry() {
      return tensors.entries().get(stored);
    }
  }

  private TensorFiles(Path file) {
    this.file = file;
  }

  /** The tensors of one file. */
  public static TensorFiles single(Path file) throws IOException {
    TensorFiles result = new TensorFiles(file);
    SafeTensors tensors = open(file);
    tensors.entries().keySet().forEach(name -> result.places.put(name, new Place(tensors, name)));
    result.addAliases(tensors);
    return result;
  }

  /** Other names of stored tensors; a tensor stored under its own name counts before them. */
  private void addAliases(SafeTensors tensors) {
    tensors
        .metadata()
        .forEach(
            (alias, stored) -> {
              if (tensors.entries().containsKey(stored)) {
                places.putIfAbsent(alias, new Place(tensors, stored));
              }
            });
  }

  /** Lets a tensor be read under another name too. */
  public void share(String stored, String alias) {
    places.put(alias, places.get(stored));
  }

  /** Whether two names stand for one stored tensor. */
  public boolean areShared(String one, String other) {
    return places.containsKey(one) && places.get(one).equals(places.get(other));
  }

  /**
   * Whether two tensors have the same shape and values, read a stretch at a time.
   *
   * @throws IOException if a file cannot be read
   */
  public boolean areEqual(String one, String other) throws IOException {
    TensorEntry entry = places.get(one).entry();
    if (!entry.shape().equals(places.get(other).entry().shape())) {
      return false;
    }
    float[] left = new float[SafeTensors.STRETCH];
    float[] right = new float[SafeTensors.STRETCH];
    for (long first = 0; first < entry.elementCount(); first += SafeTensors.STRETCH) {
      int count = (int) Math.min(SafeTensors.STRETCH, entry.elementCount() - first);
      readStretch(one, first, left, count);
      readStretch(other, first, right, count);
      if (Arrays.mismatch(left, 0, count, right, 0, count) >= 0) {
        return false;
      }
    }
    return true;
  }

  private void readStretch(String name, long first, float[] target, int count) throws IOException {
    Place place = places.get(name);
    place.tensors.readInto(place.stored, first, target, 0, count);
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
      String stored = tensors.entries().containsKey(name) ? name : tensors.metadata().get(name);
      if (stored == null || !tensors.entries().containsKey(stored)) {
        throw new CheckpointFormatException(
            file, MAP + "." + name + ": the shard " + shard + " holds no such tensor");
      }
      places.put(name, new Place(tensors, stored));
    }
    addAliases(tensors);
    for (String name : tensors.entries().keySet()) {
      if (!new Place(tensors, name).equals(places.get(name))) {
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
    places.forEach((name, place) -> shapes.put(name, place.entry().shape()));
    return shapes;
  }

  @Override
  public ElementType storage() {
    List<ElementType> types =
        places.values().stream().map(place -> place.entry().type()).distinct().toList();
    return types.size() == 1 && types.get(0).isWritable() ? types.get(0) : ElementType.F32;
  }

  @Override
  public void readInto(String name, float[] target, int offset) throws IOException {
    Place place = places.get(name);
    int count = Math.toIntExact(place.entry().elementCount());
    place.tensors.readInto(place.stored, 0, target, offset, count);
  }
}
