package org.srl4j.models.huggingface.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.huggingface.ModelFolders;
import org.srl4j.models.huggingface.NamedShapes;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.ElementType;
import org.srl4j.models.io.JsonFiles;

class ModelConfigTest {
  static final List<String> SHAPES = NamedShapes.NAMES;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writesALlama() throws IOException {
    file = folder.resolve("config.json");
    NamedShapes.config("tiny-llama").write(file, ElementType.F32);
  }

  @ParameterizedTest
  @FieldSource("SHAPES")
  void writtenConfigReadsBackTheSame(String shape) throws IOException {
    ModelConfig config = NamedShapes.config(shape);
    config.write(file, ElementType.BF16);
    ModelConfig read = ModelConfig.read(file);
    assertEquals(config.decoder(), read.decoder());
    assertEquals(config.endIds(), read.endIds());
    JsonNode json = JsonFiles.read(file, JsonNode.class);
    assertEquals("bfloat16", json.get("torch_dtype").asText());
    assertEquals(config.architecture().title(), json.at("/architectures/0").asText());
    assertEquals(config.architecture().modelType(), json.get("model_type").asText());
    ModelConfig.of(config.decoder()).write(file, ElementType.F32); // sizes that no file gave
    assertEquals(config.decoder(), ModelConfig.read(file).decoder());
  }

  @Test
  void qwenHalfBillionHasThePublishedSizes() {
    DecoderConfig sizes = NamedShapes.config("qwen2.5-0.5b").decoder();
    assertEquals(
        new DecoderConfig(151_936, 896, 4864, 24, 14, 2, 64, 1e6, 1e-6, true, true, 32_768), sizes);
  }

  /** Its key names were the record's; checkpoints of earlier versions have it. */
  @Test
  void theFirstFormOfTheFileIsRead() throws IOException {
    DecoderConfig sizes = DecoderConfig.tiny(64, 320);
    Files.writeString(
        file,
        "{\"vocabularySize\": 64, \"hiddenSize\": 128, \"innerSize\": 352, \"layers\": 2,"
            + " \"heads\": 8, \"keyValueHeads\": 8, \"headSize\": 16, \"ropeBase\": 100,"
            + " \"normEpsilon\": 1e-5, \"attentionBias\": false, \"tiedHead\": false,"
            + " \"maxLength\": 320}");
    ModelConfig read = ModelConfig.read(file);
    assertEquals(sizes, read.decoder());
    assertFalse(read.headIsOpen());
    JsonFiles.write(file, new int[] {1});
    assertTrue(fault().endsWith("must hold a JSON object"), fault());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rope_theta | - | 10000",
        "rope_parameters | {\"rope_theta\": 5e5, \"rope_type\": \"default\"} | 500000",
        "rope_parameters | {\"rope_theta\": 1e6} | 1000000",
        "rope_parameters | {\"rope_theta\": 1e6, \"rope_type\": null, \"factor\": null} | 1000000",
        "rope_parameters | {\"partial_rotary_factor\": 1.0, \"rope_theta\": 1e6} | 1000000",
        "rope_scaling | {\"type\": \"default\", \"rope_theta\": 7e5} | 700000",
        "rope_parameters | {} | 10000"
      })
  void rotaryBaseIsReadWhereverItStands(String field, String value, double base)
      throws IOException {
    ModelFolders.set(file, field, value);
    assertEquals(base, ModelConfig.read(file).decoder().ropeBase());
  }

  @Test
  void twoBasesThatDifferAreToldAndTheNewerFormCounts() throws IOException {
    assertEquals(List.of(), ModelConfig.read(file).warnings());
    ModelFolders.set(file, "rope_parameters", "{\"rope_theta\": 1e6}");
    assertEquals(
        List.of(
            "the rotary base is given as {rope_parameters.rope_theta=1000000.0,"
                + " rope_theta=10000.0}: the first is used"),
        ModelConfig.read(file).warnings());
    ModelFolders.set(file, "rope_theta", "1e6");
    assertEquals(List.of(), ModelConfig.read(file).warnings());
  }

  /** All fields that LlamaConfig and Qwen2Config of transformers 4.57 and 5 write. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bos_token_id | null",
        "attention_bias | false",
        "attention_dropout | 0.0",
        "attention_dropout | 0",
        "hidden_act | \"swish\"",
        "initializer_range | 0.02",
        "layer_types |"
            + " [\"full_attention\",\"full_attention\",\"full_attention\","
            + "\"full_attention\",\"full_attention\"]",
        "max_window_layers | 28",
        "mlp_bias | false",
        "partial_rotary_factor | 1",
        "pretraining_tp | 1",
        "rope_scaling | null",
        "sliding_window | null",
        "sliding_window | 512",
        "transformers_version | \"5.0.0\"",
        "use_cache | true",
        "use_sliding_window | false"
      })
  void fieldsThatChangeNothingAreTaken(String field, String value) throws IOException {
    DecoderConfig before = ModelConfig.read(file).decoder();
    ModelFolders.set(file, field, value);
    assertEquals(before, ModelConfig.read(file).decoder());
    assertEquals(List.of(), ModelConfig.read(file).warnings());
  }

  @Test
  void fieldsThatNobodyKnowsAreNamed() throws IOException {
    ModelFolders.set(file, "wobble", "0.5");
    ModelFolders.set(file, "auto_map", "{}");
    assertEquals(
        List.of("fields that are not known and not read: auto_map, wobble"),
        ModelConfig.read(file).warnings());
  }

  @Test
  void defaultsAreThoseOfTransformers() throws IOException {
    for (String field :
        List.of(
            "num_key_value_heads",
            "head_dim",
            "rms_norm_eps",
            "rope_theta",
            "max_position_embeddings",
            "tie_word_embeddings",
            "hidden_act",
            "model_type")) {
      ModelFolders.set(file, field, "-");
    }
    ModelConfig read = ModelConfig.read(file);
    assertEquals(
        new DecoderConfig(512, 64, 172, 5, 8, 8, 8, 1e4, 1e-6, false, false, 2048), read.decoder());
    assertTrue(read.headIsOpen());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "architectures | [\"Gemma2ForCausalLM\"] | architectures: must name one of"
            + " [LlamaForCausalLM, MistralForCausalLM, Qwen2ForCausalLM, Qwen3ForCausalLM,"
            + " SmolLM3ForCausalLM]",
        "architectures | [\"LlamaForCausalLM\", \"Qwen2ForCausalLM\"] | architectures: must name one",
        "architectures | \"LlamaForCausalLM\" | architectures: must name one",
        "architectures | [] | architectures: must name one",
        "model_type | \"qwen2\" | model_type: must be llama for LlamaForCausalLM",
        "hidden_act | \"gelu\" | hidden_act: must be silu, got gelu",
        "hidden_act | 3 | hidden_act: must be a string",
        "mlp_bias | true | mlp_bias: must be false",
        "hidden_activation | \"gelu_pytorch_tanh\" | hidden_activation: must be silu",
        "attn_logit_softcapping | 50.0 | attn_logit_softcapping: must be absent",
        "final_logit_softcapping | 30.0 | final_logit_softcapping: must be absent",
        "query_pre_attn_scalar | 256 | query_pre_attn_scalar: must be absent",
        "embedding_multiplier | 12.0 | embedding_multiplier: must be 1.0",
        "attention_multiplier | 0.015625 | attention_multiplier: must be absent",
        "logits_scaling | 8.0 | logits_scaling: must be 1.0",
        "residual_multiplier | 0.22 | residual_multiplier: must be 1.0",
        "use_qk_norm | true | use_qk_norm: must be false",
        "rotary_pct | 0.25 | rotary_pct: must be 1.0",
        "no_rope_layers | [1, 1, 1, 0] | no_rope_layers: must be absent",
        "num_local_experts | 8 | num_local_experts: must be 0.0",
        "use_bidirectional_attention | true | use_bidirectional_attention: must be",
        "is_causal | false | is_causal: must be true",
        "mlp_bias | \"no\" | mlp_bias: must be false",
        "rope_parameters | {\"rope_theta\": 1e4, \"factor\": 4} | rope_parameters.factor: must be",
        "rope_parameters | {\"full_attention\": {\"rope_theta\": 1e4}} | rope_parameters: must hold"
            + " the parameters themselves, got one set for each type of layer (full_attention",
        "rope_parameters | {\"partial_rotary_factor\": 0.5} | partial_rotary_factor: must be 1.0",
        "rope_parameters | 7 | rope_parameters: must be null or hold a rope_type, got 7",
        "layer_types | [\"full_attention\"] | layer_types: must be a list of 5 types",
        "layer_design | {\"class\": 3} | layer_design: must hold the name of a class",
        "attention_bias | true | attention_bias: must be false or absent",
        "attention_dropout | 0.1 | attention_dropout: must be 0.0",
        "pretraining_tp | 2 | pretraining_tp: must be 1.0",
        "rope_scaling | {\"rope_type\": \"llama3\", \"factor\": 8} | rope_scaling.low_freq_factor:"
            + " must be there for rope_type llama3",
        "rope_scaling | {\"type\": \"linear\"} | rope_scaling.factor: must be there for rope_type"
            + " linear",
        "rope_scaling | {\"type\": \"linear\", \"factor\": 0.5} | rope_scaling: factor: must be at"
            + " least 1, got 0.5",
        "rope_scaling | {\"type\": \"linear\", \"factor\": \"2\"} | factor: must be a number from",
        "rope_scaling | {\"type\": \"linear\", \"factor\": 2, \"beta_fast\": 3} |"
            + " rope_scaling.beta_fast: must be absent for rope_type linear",
        "rope_scaling | {\"type\": \"longrope\"} | rope_scaling.rope_type: must be one of [default,"
            + " dynamic, linear, llama3, yarn]",
        "rope_scaling | {\"type\": \"dynamic\", \"factor\": 2,"
            + " \"original_max_position_embeddings\": 256} |"
            + " rope_scaling.original_max_position_embeddings: must be absent or at least",
        "rope_scaling | {\"rope_type\": \"yarn\", \"factor\": 2, \"beta_fast\": 1} |"
            + " beta_slow, beta_fast: must be above 0 and rise, got 1.0, 1.0",
        "rope_parameters | {\"rope_type\": \"yarn\"} | rope_parameters.factor: must be there",
        "sliding_window | 64 | sliding_window: must be null",
        "layer_types | [\"full_attention\", \"sliding_attention\", \"full_attention\","
            + " \"full_attention\", \"full_attention\"] | layer_types: must all be full_attention",
        "partial_rotary_factor | 0.5 | partial_rotary_factor: must be 1.0",
        "quantization_config | {\"bits\": 4} | quantization_config: must be absent or null",
        "vocab_size | - | vocab_size: must be a whole number from 2 to 16777216, got nothing",
        "vocab_size | NaN | Non-standard token 'NaN'",
        "vocab_size | -5 | vocab_size: must be a whole number from 2",
        "vocab_size | 1e9 | vocab_size: must be a whole number from 2",
        "vocab_size | 99999999999999999999 | vocab_size: must be a whole number from 2",
        "vocab_size | \"512\" | vocab_size: must be a whole number from 2",
        "hidden_size | 2147483647 | hidden_size: must be a whole number from 1 to 1048576",
        "hidden_size | 63 | num_attention_heads: must divide hidden_size 63",
        "intermediate_size | 0 | intermediate_size: must be a whole number",
        "num_hidden_layers | 2000000000 | num_hidden_layers: must be a whole number from 1 to 10000",
        "num_attention_heads | 0 | num_attention_heads: must be a whole number from 1 to 64",
        "num_key_value_heads | 3 | num_key_value_heads: must divide num_attention_heads 8",
        "num_key_value_heads | 9 | num_key_value_heads: must be a whole number from 1 to 8",
        "head_dim | 7 | head_dim: must be even",
        "head_dim | 1000000 | head_dim: must be a whole number from 2",
        "rms_norm_eps | 0 | rms_norm_eps: must be a number from",
        "rms_norm_eps | -1e-5 | rms_norm_eps: must be a number from",
        "rope_theta | 0 | rope_theta: must be a number from 1.0",
        "rope_theta | 1e400 | rope_theta: must be a number from 1.0",
        "max_position_embeddings | 1 | max_position_embeddings: must be a whole number from 2",
        "tie_word_embeddings | 1 | tie_word_embeddings: must be true or false",
        "eos_token_id | 512 | eos_token_id: must be a token id from 0 to 511",
        "eos_token_id | [2, -1] | eos_token_id: must be a token id from 0 to 511"
      })
  void whatCannotBeComputedIsNamed(String field, String value, String fault) throws IOException {
    if (field.equals("hidden_size")) {
      ModelFolders.set(file, "head_dim", "-");
    }
    ModelFolders.set(file, field, value);
    String message = fault();
    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.contains(fault), message);
  }

  @Test
  void fieldsWithoutMeaningHereAreCarriedOver() throws IOException {
    ModelFolders.set(file, "initializer_range", "0.02");
    ModelFolders.set(file, "dtype", "\"bfloat16\"");
    Path copy = folder.resolve("copy.json");
    ModelConfig.read(file).write(copy, ElementType.F16);
    JsonNode json = JsonFiles.read(copy, JsonNode.class);
    assertEquals(0.02, json.get("initializer_range").asDouble());
    assertEquals(1, json.get("bos_token_id").asInt());
    assertEquals("float16", json.get("torch_dtype").asText());
    assertFalse(json.has("dtype"));
  }

  private String fault() {
    return assertThrows(CheckpointFormatException.class, () -> ModelConfig.read(file)).getMessage();
  }
}
