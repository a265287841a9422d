package org.srl4j.models.huggingface;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.graph.Parameters;
import org.srl4j.models.decoder.Decoder;
import org.srl4j.models.huggingface.config.ModelConfig;
import org.srl4j.models.huggingface.weights.WeightFormat;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.ElementType;
import org.srl4j.models.io.JsonFields;
import org.srl4j.models.io.SafeTensors;
import org.srl4j.models.io.Tensor;

class ModelFolderTest {
  private static final String INDEX = "model.safetensors.index.json";

  @TempDir Path parent;

  private static float[] values(Path folder) throws IOException {
    ModelFolder opened = ModelFolder.open(folder);
    Parameters parameters = new Parameters(Decoder.parameters(opened.decoder()));
    opened.readInto(parameters);
    return parameters.values();
  }

  private String fault(Path folder) {
    Exception e = assertThrows(CheckpointFormatException.class, () -> ModelFolder.open(folder));
    return e.getMessage();
  }

  private void assertFault(Path folder, Path file, String said) {
    String message = fault(folder);
    assertTrue(message.startsWith(file + ": ") && message.contains(said), message);
  }

  @Test
  void shardsHoldWhatOneFileHolds() throws IOException {
    Path whole = ModelFolders.write(parent.resolve("whole"), "tiny-qwen2");
    WeightFormat small = new WeightFormat(ElementType.F32, 50_000);
    Path shards = ModelFolders.write(parent.resolve("shards"), "tiny-qwen2", small);
    assertFalse(Files.exists(shards.resolve("model.safetensors")));
    assertTrue(Files.exists(shards.resolve(INDEX)));
    assertArrayEquals(values(whole), values(shards));
  }

  private static String checksum(Path folder) throws IOException {
    return DigestUtils.sha256Hex(Files.readAllBytes(folder.resolve("model.safetensors")));
  }

  @Test
  void sameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
    Path a = ModelFolders.write(parent.resolve("a"), "tiny-qwen2");
    Path b = ModelFolders.write(parent.resolve("b"), "tiny-qwen2");
    String sum = checksum(a);
    assertEquals(sum, checksum(b));
    assertTrue(Files.readString(a.resolve("SHA256SUMS")).contains(sum + "  model.safetensors\n"));
    new RandomModel(NamedShapes.config("tiny-qwen2"), 2, Optional.empty())
        .write(b, WeightFormat.single(ElementType.F32));
    assertFalse(sum.equals(checksum(b)));
  }

  @Test
  void headOfAnotherShapeIsRefused() throws IOException {
    Path folder = ModelFolders.write(parent.resolve("m"), "tiny-llama");
    Path file = folder.resolve("model.safetensors");
    SafeTensors read = SafeTensors.open(file);
    List<Tensor> tensors = new ArrayList<>();
    for (String name : read.entries().keySet()) {
      tensors.add(read.read(name));
    }
    tensors.add(new Tensor("lm_head.weight", new long[] {511, 64}, new float[511 * 64]));
    SafeTensors.write(file, tensors, Map.of());
    assertFault(folder, file, "tensor lm_head.weight: shape must be [512, 64]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vocab_size | 511 | tensor model.embed_tokens.weight: shape must be [511, 64] by"
            + " config.json, got [512, 64]",
        "vocab_size | 16777216 | shape must be [16777216, 64]",
        "intermediate_size | 16777216 | mlp.gate_proj.weight: shape must be [16777216, 64]",
        "num_hidden_layers | 6 | tensor model.layers.5",
        "num_hidden_layers | 4 | tensors that the model of config.json does not have: model.layers.4",
        "num_hidden_layers | 10000 | too few for num_hidden_layers 10000",
        "head_dim | 16 | self_attn.q_proj.weight: shape must be [128, 64]"
      })
  void sizesThatDoNotFitTheWeightsAreNamedBeforeAnythingIsAllocated(
      String field, String value, String said) throws IOException {
    Path folder = ModelFolders.write(parent.resolve("m"), "tiny-llama");
    ModelFolders.set(folder.resolve("config.json"), field, value);
    assertFault(folder, folder.resolve("model.safetensors"), said);
  }

  /** A sparse file: 2,560,000,000 F32 embedding values that no Java array can hold. */
  @Test
  void modelLargerThanAJavaArrayIsRefused() throws IOException {
    Path folder = ModelFolders.write(parent.resolve("m"), "tiny-qwen2");
    Path config = folder.resolve("config.json");
    long vocabulary = 16_000_000;
    ModelFolders.set(config, "vocab_size", "" + vocabulary);
    ModelFolders.set(config, "hidden_size", "160");
    ModelFolders.set(config, "num_hidden_layers", "1");
    StringBuilder header = new StringBuilder("{");
    long position = 0;
    for (var spec : Decoder.parameters(ModelConfig.read(config).decoder())) {
      long bytes = 4;
      List<Long> shape = new ArrayList<>();
      for (long size : spec.shape()) {
        bytes *= size;
        shape.add(size);
      }
      header.append(
          String.format(
              "%s\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}",
              position == 0 ? "" : ",", spec.name(), shape, position, position + bytes));
      position += bytes;
    }
    writeSparse(folder.resolve("model.safetensors"), header.append("}").toString(), position);
    assertFault(folder, folder.resolve("model.safetensors"), "must fit one Java array of 2^31 - 9");
  }

  private static void writeSparse(Path file, String header, long bytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer start = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, start.putLong(json.length).put(json).array());
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.position(8 + json.length + bytes - 1);
      channel.write(ByteBuffer.allocate(1));
    }
  }

  @Test
  void truncatedWeightsAreNamed() throws IOException {
    Path folder = ModelFolders.write(parent.resolve("m"), "tiny-llama");
    Path file = folder.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 4));
    assertFault(folder, file, "data_offsets: must be ordered and within the data section");
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(100L << 30);
    Files.write(file, bytes);
    assertFault(folder, file, "header length: must be from 2 to");
  }

  @Test
  void integersAreNotWeights() throws IOException {
    Path folder = ModelFolders.write(parent.resolve("m"), "tiny-llama");
    Path file = folder.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replaceFirst("\"F32\"", "\"I32\"");
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    assertFault(folder, file, "dtype must be F64, F32, F16 or BF16 for weights, got I32");
  }

  @Test
  void folderWithoutWeightsOrConfigIsNamed() throws IOException {
    Path folder = ModelFolders.write(parent.resolve("m"), "tiny-llama");
    Files.delete(folder.resolve("model.safetensors"));
    assertFalse(ModelFolder.isModel(folder));
    Exception e = assertThrows(NoSuchFileException.class, () -> ModelFolder.open(folder));
    assertTrue(e.getMessage().contains("no weights"), e.getMessage());
    Files.delete(folder.resolve("config.json"));
    assertThrows(NoSuchFileException.class, () -> ModelFolder.open(folder));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "../other.safetensors | must be the name of a file in the same folder",
        "/etc/passwd | must be the name of a file in the same folder",
        "sub/model.safetensors | must be the name of a file in the same folder",
        ".. | must be the name of a file in the same folder",
        "gone.safetensors | the shard gone.safetensors, which holds model.norm.weight, is missing"
      })
  void shardThatIsNotThereOrElsewhereIsNamed(String shard, String said) throws IOException {
    Path folder = shards();
    ModelFolders.edit(
        folder.resolve(INDEX),
        root -> ((ObjectNode) root.get("weight_map")).put("model.norm.weight", shard));
    assertFault(folder, folder.resolve(INDEX), said);
  }

  private Path shards() {
    WeightFormat small = new WeightFormat(ElementType.F32, 200_000);
    return ModelFolders.write(parent.resolve("shards"), "tiny-qwen2", small);
  }

  @Test
  void indexThatContradictsItsShardsIsNamed() throws IOException {
    Path folder = shards();
    Path index = folder.resolve(INDEX);
    ObjectNode map = (ObjectNode) JsonFields.read(index).root().get("weight_map");
    String first = map.get("model.embed_tokens.weight").asText();
    String last = map.get("model.norm.weight").asText();
    assertFalse(first.equals(last));
    ModelFolders.edit(
        index, root -> ((ObjectNode) root.get("weight_map")).put("model.norm.weight", first));
    assertFault(folder, index, "weight_map.model.norm.weight: the shard " + first + " holds no");
    ModelFolders.edit(
        index, root -> ((ObjectNode) root.get("weight_map")).remove("model.norm.weight"));
    assertFault(
        folder,
        folder.resolve(last),
        "tensor model.norm.weight: the index does not name this shard for it");
    ModelFolders.edit(index, root -> root.put("weight_map", 7));
    assertFault(folder, index, "weight_map: must be an object");
  }

  @Test
  void tensorNamedTwiceInTheIndexIsRefused() throws IOException {
    Path folder = shards();
    Path index = folder.resolve(INDEX);
    String json = Files.readString(index);
    int at = json.indexOf("\"model.norm.weight\"");
    Files.writeString(
        index, json.substring(0, at) + "\"model.norm.weight\": \"x\", " + json.substring(at));
    assertFault(folder, index, "Duplicate field 'model.norm.weight'");
  }

  @Test
  void tokenizerFilesAndDefaultsAreCarriedOverByteForByte() throws IOException {
    Path folder = ModelFolders.write(parent.resolve("m"), "tiny-llama");
    byte[] odd = {'{', ' ', '\n', '\r', '\n', '}', ' '};
    for (String name : List.of("tokenizer_config.json", "special_tokens_map.json", "merges.txt")) {
      Files.write(folder.resolve(name), odd);
    }
    Files.writeString(folder.resolve("README.md"), "not carried");
    Path generation = folder.resolve(GenerationConfig.FILE);
    Files.writeString(generation, "{\"eos_token_id\":[2,7],\n\"temperature\":0.7}");
    ModelFolder read = ModelFolder.open(folder);
    assertEquals(List.of(2, 7), read.endIds());
    Path copy = Files.createDirectory(parent.resolve("copy"));
    read.origin()
        .write(
            copy,
            new TokenIdText(512, 2),
            RandomTensor.all(read.decoder(), 1),
            WeightFormat.single(ElementType.F32));
    for (String name : List.of("tokenizer_config.json", "merges.txt", GenerationConfig.FILE)) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve(name)), Files.readAllBytes(copy.resolve(name)));
    }
    assertFalse(Files.exists(copy.resolve("README.md")));
    assertEquals(List.of(2, 7), ModelFolder.open(copy).endIds());
  }
}
