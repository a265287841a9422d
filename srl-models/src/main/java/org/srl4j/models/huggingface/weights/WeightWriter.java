package org.srl4j.models.huggingface.weights;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.JsonFiles;
import org.srl4j.models.io.SafeTensors;
import org.srl4j.models.io.WritableTensor;

/** Writes weights as one safetensors file, or as shards with an index when they are too large. */
public final class WeightWriter {
  private static final Map<String, String> METADATA = Map.of("format", "pt");

  private WeightWriter() {}

  /**
   * Writes {@code model.safetensors}, or shards and {@code model.safetensors.index.json}.
   *
   * @param folder an existing folder without weights
   * @param tensors in the order in which they fill the shards; names must differ
   * @param format type of the elements and size of the shards
   * @throws IllegalArgumentException if a value is beyond the range of the type
   * @throws IOException if a file cannot be written
   */
  public static void write(
      Path folder, Collection<? extends WritableTensor> tensors, WeightFormat format)
      throws IOException {
    List<List<WritableTensor>> shards = shards(tensors, format);
    if (shards.size() == 1) {
      Path file = folder.resolve(CheckpointFolder.WEIGHTS);
      SafeTensors.write(file, shards.get(0), METADATA, format.storage());
      return;
    }
    ObjectNode index = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = index.putObject("metadata");
    ObjectNode map = index.putObject(TensorFiles.MAP);
    long total = 0;
    for (int i = 0; i < shards.size(); i++) {
      String name =
          String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", i + 1, shards.size());
      SafeTensors.write(folder.resolve(name), shards.get(i), METADATA, format.storage());
      for (WritableTensor tensor : shards.get(i)) {
        map.put(tensor.name(), name);
        total += bytes(tensor, format);
      }
    }
    metadata.put("total_size", total);
    JsonFiles.write(folder.resolve(TensorFiles.INDEX), index);
  }

  /** In the order given; at least one shard, which may be empty. */
  private static List<List<WritableTensor>> shards(
      Collection<? extends WritableTensor> tensors, WeightFormat format) {
    List<List<WritableTensor>> shards = new ArrayList<>();
    shards.add(new ArrayList<>());
    long used = 0;
    for (WritableTensor tensor : tensors) {
      List<WritableTensor> last = shards.get(shards.size() - 1);
      long bytes = bytes(tensor, format);
      if (!last.isEmpty() && bytes > format.maxShardBytes() - used) {
        last = new ArrayList<>();
        shards.add(last);
        used = 0;
      }
      last.add(tensor);
      used += bytes;
    }
    return shards;
  }

  private static long bytes(WritableTensor tensor, WeightFormat format) {
    return tensor.count() * format.storage().bytes();
  }
}
