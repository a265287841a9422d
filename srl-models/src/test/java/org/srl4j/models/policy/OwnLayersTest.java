package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.graph.GraphBlock;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.NegativeLogLikelihood;
import org.srl4j.models.block.AttentionDesign;
import org.srl4j.models.block.CausalSelfAttention;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.block.LayerDesign;
import org.srl4j.models.huggingface.ModelSource;
import org.srl4j.models.huggingface.RandomModel;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFields;
import org.srl4j.models.io.JsonFiles;
import org.srl4j.models.lora.LoraConfig;

/**
 * Layers without a tensor of their own: only what the folder records tells them from stock ones.
 */
class OwnLayersTest {
  private static final int[] IDS = {3, 1, 9, 9, 0, 15, 7, 4};

  /** The stock attention's output times a factor. */
  record Scaled(double factor) implements AttentionDesign {
    @Override
    public GraphBlock attention(DecoderConfig sizes, int index) {
      return (scope, x) ->
          new CausalSelfAttention(sizes, index).define(scope, x).mul(scope.constant(factor));
    }

    @Override
    public boolean cached() {
      return true;
    }
  }

  @TempDir Path folder;

  private static PolicyModel model() {
    return TinyPolicies.model(1, 1).withLayers(new Scaled(1.5), 1, 1);
  }

  private Path saved(PolicyModel model) throws IOException {
    Path place = Files.createDirectory(folder.resolve("saved"));
    model.save(place);
    return place;
  }

  private static double[] logProbs(PolicyModel model) {
    try (SequenceScorer scorer = new SequenceScorer(model)) {
      return scorer.score(IDS).nextTokenLogProbs();
    }
  }

  @Test
  void aSavedModelIsReadBackToTheSameBits() throws IOException {
    PolicyModel model = model();
    assertFalse(Arrays.equals(logProbs(TinyPolicies.model(1, 1)), logProbs(model)));
    Path place = saved(model);
    PolicyModel byName = PolicyModel.load(place, 1);
    assertEquals(new Scaled(1.5), byName.layers());
    assertArrayEquals(logProbs(model), logProbs(byName));
    ModelSource given = ModelSource.of(place).withLayers(new Scaled(1.5));
    assertArrayEquals(logProbs(model), logProbs(PolicyModel.load(given, 1)));
    Path again = Files.createDirectory(folder.resolve("again"));
    byName.save(again);
    assertArrayEquals(logProbs(model), logProbs(PolicyModel.load(again, 1)));
  }

  @Test
  void stockLayersAreWrittenAsBeforeAfterAChangeBack() throws IOException {
    Path place = saved(model().withLayers(LayerDesign.STOCK, 1, 1));
    ObjectNode config = JsonFields.read(place.resolve("config.json")).root();
    assertFalse(config.has("layer_design"));
    assertEquals("qwen2", config.get("model_type").asText());
    double[] stock = logProbs(TinyPolicies.model(1, 1));
    assertArrayEquals(stock, logProbs(PolicyModel.load(place, 1)));
  }

  /** transformers knows neither of the two names, so it refuses such a folder. */
  @Test
  void theFolderNamesClassAndSettings() throws IOException {
    ObjectNode config = JsonFields.read(saved(model()).resolve("config.json")).root();
    assertEquals("srl4j", config.get("model_type").asText());
    assertEquals("[\"" + Scaled.class.getName() + "\"]", config.get("architectures").toString());
    assertEquals(
        "{\"class\":\""
            + Scaled.class.getName()
            + "\",\"architecture\":\"Qwen2ForCausalLM\",\"settings\":{\"factor\":1.5}}",
        config.get("layer_design").toString());
  }

  @Test
  void anotherDesignIsRefusedByName() throws IOException {
    Path place = saved(model());
    for (LayerDesign other : List.of(LayerDesign.STOCK, new Scaled(2))) {
      assertFault(
          "has the layers " + Scaled.class.getName() + "(factor=1.5), it cannot be read as ",
          () -> PolicyModel.load(ModelSource.of(place).withLayers(other), 1));
    }
    Path stock = Files.createDirectory(folder.resolve("stock"));
    TinyPolicies.model(1, 1).save(stock);
    assertFault(
        "has the layers org.srl4j.models.block.StockLayers()",
        () -> PolicyModel.load(ModelSource.of(stock).withLayers(new Scaled(2)), 1));
  }

  @Test
  void aClassThatIsNotThereIsNamed() throws IOException {
    Path place = saved(model());
    Path file = place.resolve("config.json");
    ObjectNode config = JsonFields.read(file).root();
    ((ObjectNode) config.get("layer_design")).put("class", "com.example.Gone");
    JsonFiles.write(file, config);
    assertFault(
        "config.json: layer design: the class com.example.Gone is not on the class path",
        () -> PolicyModel.load(place, 1));
  }

  /** Such a checkpoint has the same tensors, so training would go on with other numbers. */
  @Test
  void trainingDoesNotGoOnFromOtherLayers() throws IOException {
    Path place = folder.resolve("checkpoint");
    LearnerConfig config =
        LearnerConfig.of(
            new NegativeLogLikelihood(), LossAggregation.dapo(), AdamWConfig.defaults());
    try (SameDiffLearner learner = new SameDiffLearner(model(), config)) {
      learner.save(place);
      learner.load(place);
    }
    try (SameDiffLearner stock = new SameDiffLearner(TinyPolicies.model(1, 1), config)) {
      assertFault("has the layers " + Scaled.class.getName(), () -> stock.load(place));
    }
  }

  @Test
  void anAdapterIsReadOverTheBasesLayers() throws IOException {
    Path place = saved(model());
    LoraConfig lora = new LoraConfig(2, 4, 0, List.of("q_proj"), false);
    PolicyModel adapted = PolicyModel.load(place, 1).withAdapter(lora, 3, 1);
    Arrays.fill(adapted.parameters().values(), 0.01f);
    adapted.parameters().changed();
    Path adapter = Files.createDirectory(folder.resolve("adapter"));
    adapted.save(adapter);
    assertArrayEquals(logProbs(adapted), logProbs(PolicyModel.load(adapter, 1)));
    assertFault(
        "cannot be read as",
        () -> PolicyModel.load(ModelSource.of(adapter).withLayers(new Scaled(2)), 1));
  }

  @Test
  void noModelIsDrawnLikeOneWithOwnLayers() throws IOException {
    Path place = saved(model());
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> RandomModel.like(place.toString()));
    assertTrue(fault.getMessage().contains("only models of stock layers"), fault.getMessage());
  }

  private static void assertFault(String message, Executable executable) {
    CheckpointFormatException fault = assertThrows(CheckpointFormatException.class, executable);
    assertTrue(fault.getMessage().contains(message), fault.getMessage());
  }
}
