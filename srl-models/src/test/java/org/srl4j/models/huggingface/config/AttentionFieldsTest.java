package org.srl4j.models.huggingface.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.models.block.AttentionForm;
import org.srl4j.models.block.RotaryScaling;
import org.srl4j.models.huggingface.ModelFolders;
import org.srl4j.models.huggingface.NamedShapes;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.ElementType;

/** Windows, layers without rotary embedding, and its scalings. */
class AttentionFieldsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writesALlama() throws IOException {
    file = folder.resolve("config.json");
    NamedShapes.config("tiny-llama").write(file, ElementType.F32);
  }

  private String fault() {
    return assertThrows(CheckpointFormatException.class, () -> ModelConfig.read(file)).getMessage();
  }

  /** Qwen uses a window from layer max_window_layers on, and only where it is asked to. */
  @ParameterizedTest
  @CsvSource({
    "tiny-qwen2, -, 64, -, none",
    "tiny-qwen2, false, 64, 0, none",
    "tiny-qwen2, true, 64, 2, none",
    "tiny-qwen2, true, null, 0, none",
    "tiny-qwen2, true, 512, 0, none",
    "tiny-qwen2, true, -, 0, none",
    "tiny-qwen2, true, 64, 1, 1",
    "tiny-qwen2, true, 64, -, none",
    "tiny-qwen3, true, 511, 0, 0 1",
    "tiny-mistral, -, 64, -, 0 1",
    "tiny-mistral, -, null, -, none",
    "tiny-mistral, -, 512, -, none",
    "tiny-mistral, -, -, -, none",
    "tiny-smollm3, -, 64, -, none",
    "tiny-smollm3, true, 64, -, 3",
    "tiny-smollm3, true, -, -, none",
  })
  void aWindowIsThatOfTheArchitecture(
      String shape, String use, String window, String full, String windowed) throws IOException {
    NamedShapes.config(shape).write(file, ElementType.F32); // 512 positions
    ModelFolders.set(file, "use_sliding_window", use);
    ModelFolders.set(file, "sliding_window", window);
    ModelFolders.set(file, "max_window_layers", full);
    ModelConfig config = ModelConfig.read(file);
    assertEquals(List.of(), config.warnings());
    AttentionForm form = config.decoder().attention();
    if (windowed.equals("none")) {
      assertEquals(0, form.window());
    } else {
      assertEquals(Integer.parseInt(window), form.window());
      assertEquals("[" + windowed.replace(" ", ", ") + "]", form.windowed().toString());
    }
  }

  @Test
  void typesOfLayersCountBeforeTheirNumbers() throws IOException {
    NamedShapes.config("tiny-qwen3").write(file, ElementType.F32);
    ModelFolders.set(file, "use_sliding_window", "true");
    ModelFolders.set(file, "sliding_window", "9");
    ModelFolders.set(file, "layer_types", "[\"sliding_attention\", \"full_attention\"]");
    assertEquals(
        new AttentionForm(RotaryScaling.NONE, true, 9, List.of(0), List.of()),
        ModelConfig.read(file).decoder().attention());
  }

  /** Every fourth layer of SmolLM3 when the file does not say. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- | - | 3",
        "- | 2 | 1, 3",
        "[1, 0, 1, 1] | 2 | 1",
        "[1, 1, 1, 1] | - |",
      })
  void layersWithoutRotaryEmbeddingAreRead(String listed, String interval, String unrotated)
      throws IOException {
    NamedShapes.config("tiny-smollm3").write(file, ElementType.F32); // 4 layers
    ModelFolders.set(file, "no_rope_layers", listed);
    ModelFolders.set(file, "no_rope_layer_interval", interval);
    assertEquals(
        "[" + (unrotated == null ? "" : unrotated) + "]",
        ModelConfig.read(file).decoder().attention().unrotated().toString());
    assertEquals(List.of(), ModelConfig.read(file).warnings());
  }

  /**
   * 4,096 positions, as Qwen2.5 documents YaRN, Llama 3.1 its own type, and transformers 5 both.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rope_scaling | {\"type\": \"yarn\", \"factor\": 4.0,"
            + " \"original_max_position_embeddings\": 1024}"
            + " | Yarn[factor=4.0, originalLength=1024, betaFast=32.0, betaSlow=1.0,"
            + " amplitude=1.138629436111989, truncated=true]",
        "rope_parameters | {\"rope_type\": \"yarn\", \"original_max_position_embeddings\": 2048,"
            + " \"attention_factor\": 0.5, \"beta_fast\": 16, \"beta_slow\": 2,"
            + " \"truncate\": false, \"rope_theta\": 1e4}"
            + " | Yarn[factor=2.0, originalLength=2048, betaFast=16.0, betaSlow=2.0,"
            + " amplitude=0.5, truncated=false]",
        "rope_scaling | {\"rope_type\": \"yarn\", \"factor\": 1.0, \"mscale\": 1}"
            + " | Yarn[factor=1.0, originalLength=4096, betaFast=32.0, betaSlow=1.0,"
            + " amplitude=1.0, truncated=true]",
        "rope_scaling | {\"rope_type\": \"llama3\", \"factor\": 8, \"low_freq_factor\": 1,"
            + " \"high_freq_factor\": 4, \"original_max_position_embeddings\": 512}"
            + " | Llama3[factor=8.0, lowFactor=1.0, highFactor=4.0, originalLength=512]",
        "rope_scaling | {\"type\": \"linear\", \"factor\": 2} | Linear[factor=2.0]",
        "rope_parameters | {\"rope_type\": \"dynamic\", \"factor\": 2} | None[]",
        "rope_scaling | {\"type\": \"default\"} | None[]",
      })
  void scalingsAreReadInBothSpellings(String field, String value, String scaling)
      throws IOException {
    ModelFolders.set(file, "max_position_embeddings", "4096");
    ModelFolders.set(file, field, value);
    ModelConfig config = ModelConfig.read(file);
    assertEquals(scaling, config.decoder().attention().scaling().toString());
    assertEquals(List.of(), config.warnings());
    Path copy = folder.resolve("copy.json");
    config.write(copy, ElementType.F32);
    assertEquals(config.decoder(), ModelConfig.read(copy).decoder());
    ModelConfig.of(config.decoder()).write(copy, ElementType.F32);
    assertEquals(config.decoder(), ModelConfig.read(copy).decoder());
  }

  /** (0.1 ln 4 + 1) / (0.05 ln 4 + 1), as DeepSeek-V3 has it. */
  @Test
  void twoScalesGiveTheirQuotient() throws IOException {
    ModelFolders.set(
        file,
        "rope_scaling",
        "{\"rope_type\": \"yarn\", \"factor\": 4, \"mscale\": 1, \"mscale_all_dim\": 0.5}");
    RotaryScaling scaling = ModelConfig.read(file).decoder().attention().scaling();
    assertEquals(1.1386294361 / 1.0693147181, scaling.amplitude(), 1e-9);
  }

  @Test
  void sequencesShorterThanTheScalingReachesAreTold() throws IOException {
    ModelFolders.set(
        file,
        "rope_scaling",
        "{\"type\": \"yarn\", \"factor\": 4, \"original_max_position_embeddings\": 512}");
    assertEquals(
        List.of(
            "rope_scaling reaches 2048 positions, sequences have at most max_position_embeddings"
                + " 512"),
        ModelConfig.read(file).warnings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tiny-mistral | use_sliding_window | false | use_sliding_window: must be absent",
        "tiny-mistral | layer_types | [\"full_attention\", \"sliding_attention\"] | layer_types:"
            + " must all be sliding_attention",
        "tiny-qwen2 | layer_types | [\"full_attention\", \"sliding_attention\"] | layer_types:"
            + " must all be full_attention without a window in use",
        "tiny-qwen3 | attention_bias | true | attention_bias: must be false or absent for Qwen3",
        "tiny-qwen3 | layer_types | [\"full_attention\", \"chunked_attention\"] | layer_types:"
            + " must each be full_attention or sliding_attention, got \"chunked_attention\"",
        "tiny-smollm3 | no_rope_layers | [1, 1] | no_rope_layers: must be a list of 4 numbers",
        "tiny-smollm3 | no_rope_layers | [1, 2, 1, 1] | no_rope_layers: must be 1 for a layer with",
        "tiny-smollm3 | no_rope_layer_interval | 0 | no_rope_layer_interval: must be a whole number",
        "tiny-qwen3 | no_rope_layers | [1, 0] | no_rope_layers: must be absent",
      })
  void whatAnArchitectureDoesNotHaveIsNamed(String shape, String field, String value, String fault)
      throws IOException {
    NamedShapes.config(shape).write(file, ElementType.F32);
    ModelFolders.set(file, field, value);
    assertTrue(fault().contains(fault), fault());
  }

  /** As their configurations of transformers have them. */
  @Test
  void defaultsAreThoseOfTheArchitecture() throws IOException {
    NamedShapes.config("tiny-qwen3").write(file, ElementType.F32);
    ModelFolders.set(file, "head_dim", "-");
    assertEquals(128, ModelConfig.read(file).decoder().headSize());
    NamedShapes.config("tiny-smollm3").write(file, ElementType.F32);
    ModelFolders.set(file, "rope_theta", "-");
    assertEquals(2e6, ModelConfig.read(file).decoder().ropeBase());
    NamedShapes.config("tiny-mistral").write(file, ElementType.F32);
    ModelFolders.set(file, "sliding_window", "-");
    ModelFolders.set(file, "max_position_embeddings", "8192");
    assertEquals(4096, ModelConfig.read(file).decoder().attention().window());
  }
}
