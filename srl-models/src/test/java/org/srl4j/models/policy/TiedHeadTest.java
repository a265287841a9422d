package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.huggingface.ModelOrigin;
import org.srl4j.models.huggingface.TokenIdText;
import org.srl4j.models.huggingface.weights.WeightFormat;
import org.srl4j.models.io.ElementType;
import org.srl4j.models.io.JsonFields;
import org.srl4j.models.io.JsonFiles;
import org.srl4j.models.io.SafeTensors;
import org.srl4j.models.io.Tensor;

/**
 * Every way in which a checkpoint can hold head and embedding, against a decoder in plain double
 * precision, and written and read once more.
 */
class TiedHeadTest {
  private static final String HEAD = "lm_head.weight";
  private static final String EMBEDDING = "model.embed_tokens.weight";
  private static final String FILE = "model.safetensors";
  private static final int[] IDS = {3, 1, 9, 9, 0, 15, 7, 4};

  /** Single against double precision in two layers; the worst seen is 4e-7. */
  private static final double TOLERANCE = 5e-6;

  private static final DecoderConfig SIZES =
      new DecoderConfig(16, 8, 12, 2, 2, 1, 4, 100, 1e-5, false, false, 32);

  /** What the file holds. */
  enum Stored {
    EMBEDDING_ALONE,
    HEAD_ALONE,
    EQUAL,
    DIFFERENT,
    HEAD_WITH_ALIAS,
    EMBEDDING_WITH_ALIAS
  }

  @TempDir Path parent;

  /** Field, what is stored, in shards or not; whether the head is tied, and whether it is told. */
  static Stream<Arguments> forms() {
    List<Arguments> rows = new ArrayList<>();
    for (String field : List.of("true", "false", "absent")) {
      for (Stored stored : Stored.values()) {
        boolean two = stored == Stored.EQUAL || stored == Stored.DIFFERENT;
        boolean asked = field.equals("true");
        boolean tied = two ? stored == Stored.EQUAL && asked : true;
        boolean told = two ? stored == Stored.DIFFERENT && asked : !asked;
        rows.add(Arguments.of(field, stored, false, tied, told));
        rows.add(Arguments.of(field, stored, true, tied, told));
      }
    }
    return rows.stream();
  }

  @ParameterizedTest(name = "{0} {1} shards {2}")
  @MethodSource("forms")
  void theHeadIsThatOfTheFile(
      String field, Stored stored, boolean shards, boolean tied, boolean told) throws IOException {
    PolicyModel drawn = PolicyModel.initialised(SIZES, new TokenIdText(16, -1), 7, 1);
    PlainDecoder plain = PlainDecoder.of(PlainDecoder.llama(SIZES), drawn.parameters());
    double[] head = plain.tensors().get(HEAD);
    double[] embedding = plain.tensors().get(EMBEDDING);
    Path folder = write(drawn, field, stored, shards);
    PolicyModel read = PolicyModel.load(folder, 1);
    assertEquals(tied, read.config().tiedHead());
    assertEquals(
        told ? 1 : 0, read.origin().warnings().size(), () -> "" + read.origin().warnings());

    boolean headAlone = stored == Stored.HEAD_ALONE || stored == Stored.HEAD_WITH_ALIAS;
    PlainDecoder right =
        plain
            .with(EMBEDDING, headAlone ? head : embedding)
            .with(HEAD, headAlone || stored == Stored.DIFFERENT ? head : embedding);
    assertArrayEquals(right.logProbs(IDS), logProbs(read), TOLERANCE);

    Path copy = Files.createDirectory(parent.resolve("copy"));
    read.save(copy, WeightFormat.single(ElementType.F32));
    assertEquals(
        tied ? "true" : "false",
        JsonFields.read(copy.resolve("config.json")).root().get("tie_word_embeddings").toString());
    assertEquals(!tied, SafeTensors.open(copy.resolve(FILE)).entries().containsKey(HEAD));
    PolicyModel again = PolicyModel.load(copy, 1);
    assertEquals(List.of(), again.origin().warnings());
    assertArrayEquals(logProbs(read), logProbs(again));
  }

  private static double[] logProbs(PolicyModel model) {
    try (SequenceScorer scorer = new SequenceScorer(model)) {
      return scorer.score(IDS).nextTokenLogProbs();
    }
  }

  private Path write(PolicyModel drawn, String field, Stored stored, boolean shards)
      throws IOException {
    Path folder = Files.createDirectory(parent.resolve("form"));
    List<Tensor> drawnTensors =
        ParameterTensors.of(drawn.parameters(), drawn.parameters().values(), "");
    ModelOrigin.none(SIZES)
        .write(folder, drawn.tokenizer(), drawnTensors, WeightFormat.single(ElementType.F32));
    ObjectNode config = JsonFields.read(folder.resolve("config.json")).root();
    config.remove("tie_word_embeddings");
    if (!field.equals("absent")) {
      config.put("tie_word_embeddings", field.equals("true"));
    }
    JsonFiles.write(folder.resolve("config.json"), config);
    SafeTensors file = SafeTensors.open(folder.resolve(FILE));
    Map<String, Tensor> tensors = new TreeMap<>();
    for (String name : file.entries().keySet()) {
      tensors.put(name, file.read(name));
    }
    Map<String, String> metadata = change(tensors, stored);
    if (shards) {
      writeShards(folder, tensors, metadata);
    } else {
      SafeTensors.write(folder.resolve(FILE), tensors.values(), metadata);
    }
    return folder;
  }

  private static Map<String, String> change(Map<String, Tensor> tensors, Stored stored) {
    Tensor embedding = tensors.get(EMBEDDING);
    switch (stored) {
      case EMBEDDING_ALONE, EMBEDDING_WITH_ALIAS -> tensors.remove(HEAD);
      case HEAD_ALONE, HEAD_WITH_ALIAS -> tensors.remove(EMBEDDING);
      case EQUAL -> tensors.put(HEAD, new Tensor(HEAD, embedding.shape(), embedding.data()));
      case DIFFERENT -> {}
    }
    return switch (stored) {
      case HEAD_WITH_ALIAS -> Map.of("format", "pt", EMBEDDING, HEAD);
      case EMBEDDING_WITH_ALIAS -> Map.of("format", "pt", HEAD, EMBEDDING);
      default -> Map.of("format", "pt");
    };
  }

  /** Head and embedding lie in two shards where there are two; an alias is in the index as well. */
  private static void writeShards(
      Path folder, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
    Files.delete(folder.resolve(FILE));
    Map<String, String> map = new TreeMap<>();
    List<Tensor> first = new ArrayList<>();
    List<Tensor> second = new ArrayList<>();
    for (Tensor tensor : tensors.values()) {
      boolean late = !tensor.name().equals(EMBEDDING);
      (late ? second : first).add(tensor);
      map.put(tensor.name(), late ? "b.safetensors" : "a.safetensors");
    }
    metadata.forEach(
        (alias, name) -> {
          if (map.containsKey(name)) {
            map.put(alias, map.get(name));
          }
        });
    SafeTensors.write(folder.resolve("a.safetensors"), first, metadata);
    SafeTensors.write(folder.resolve("b.safetensors"), second, metadata);
    JsonFiles.write(folder.resolve(FILE + ".index.json"), Map.of("weight_map", map));
  }
}
