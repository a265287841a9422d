package org.srl4j.models.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFields;
import org.srl4j.models.io.JsonFiles;

/**
 * {@code config.json} → {@link ModelConfig}. Every field that changes what the two architectures
 * compute is either understood or must have the value that leaves it out; other fields mean nothing
 * to these architectures and are carried over.
 */
final class ConfigReader {
  static final String LLAMA = "LlamaForCausalLM";
  static final String QWEN2 = "Qwen2ForCausalLM";

  /** Architecture and its {@code model_type}. */
  static final Map<String, String> MODEL_TYPES = Map.of(LLAMA, "llama", QWEN2, "qwen2");

  /** Token ids and positions are kept as floats, exact below this. */
  private static final int MAX_EXACT = 1 << 24;

  private static final int MAX_WIDTH = 1 << 20;

  private static final double DEFAULT_ROPE_BASE = 10_000;
  private static final double DEFAULT_EPSILON = 1e-6;
  private static final int DEFAULT_MAX_LENGTH = 2048;

  private final JsonFields fields;

  private ConfigReader(JsonFields fields) {
    this.fields = fields;
  }

  static ModelConfig read(JsonFields fields) throws IOException {
    if (fields.has("hiddenSize")) {
      return ModelConfig.of(JsonFiles.read(fields.file(), DecoderConfig.class));
    }
    return new ConfigReader(fields).read();
  }

  private ModelConfig read() throws CheckpointFormatException {
    boolean qwen2 = architecture().equals(QWEN2);
    requireNeutral(qwen2);
    requireFullAttention();
    DecoderConfig decoder = sizes(qwen2);
    return new ModelConfig(
        decoder,
        !fields.has("tie_word_embeddings"),
        fields.ids("eos_token_id", decoder.vocabularySize()),
        fields.root());
  }

  private String architecture() throws CheckpointFormatException {
    Set<String> known = new TreeSet<>(MODEL_TYPES.keySet());
    JsonNode named = fields.root().path("architectures");
    String type = fields.text("model_type", "");
    if (!fields.has("architectures")) {
      return known.stream()
          .filter(name -> MODEL_TYPES.get(name).equals(type))
          .findFirst()
          .orElseThrow(() -> fields.fault("architectures", "must be one of " + known));
    }
    String name = named.path(0).asText();
    if (!named.isArray() || named.size() != 1 || !known.contains(name)) {
      throw fields.fault(
          "architectures", "must name one of " + known + ", got " + JsonFields.shown(named));
    }
    if (!type.isEmpty() && !type.equals(MODEL_TYPES.get(name))) {
      throw fields.fault(
          "model_type", "must be " + MODEL_TYPES.get(name) + " for " + name + ", got " + type);
    }
    return name;
  }

  private DecoderConfig sizes(boolean qwen2) throws CheckpointFormatException {
    int hidden = fields.integer("hidden_size", 1, MAX_WIDTH);
    int heads = fields.integer("num_attention_heads", 1, hidden);
    int headSize = headSize(hidden, heads);
    int keyValueHeads = fields.integer("num_key_value_heads", 1, heads, heads);
    if (heads % keyValueHeads != 0) {
      throw fields.fault(
          "num_key_value_heads",
          "must divide num_attention_heads " + heads + ", got " + keyValueHeads);
    }
    return new DecoderConfig(
        fields.integer("vocab_size", 2, MAX_EXACT),
        hidden,
        fields.integer("intermediate_size", 1, MAX_EXACT),
        fields.integer("num_hidden_layers", 1, DecoderConfig.MAX_LAYERS),
        heads,
        keyValueHeads,
        headSize,
        ropeBase(),
        fields.number("rms_norm_eps", 1e-12, 1).orElse(DEFAULT_EPSILON),
        qwen2,
        fields.truth("tie_word_embeddings", false),
        fields.integer("max_position_embeddings", 2, MAX_EXACT, DEFAULT_MAX_LENGTH));
  }

  private int headSize(int hidden, int heads) throws CheckpointFormatException {
    int size = fields.integer("head_dim", 2, MAX_WIDTH / heads, hidden / heads);
    if (!fields.has("head_dim") && hidden % heads != 0) {
      throw fields.fault(
          "num_attention_heads",
          "must divide hidden_size " + hidden + " when there is no head_dim, got " + heads);
    }
    if (size % 2 != 0 || size < 2) {
      throw fields.fault(
          "head_dim", "must be even, as its halves are rotated against each other, got " + size);
    }
    return size;
  }

  /** Under {@code rope_theta}, or in newer files under {@code rope_parameters}. */
  private double ropeBase() throws CheckpointFormatException {
    requireDefaultRope("rope_scaling");
    requireDefaultRope("rope_parameters");
    JsonNode newer = fields.root().path("rope_parameters");
    JsonFields holder =
        newer.hasNonNull("rope_theta") && newer instanceof ObjectNode object
            ? new JsonFields(fields.file(), object)
            : fields;
    return holder.number("rope_theta", 1, 1e12).orElse(DEFAULT_ROPE_BASE);
  }

  private void requireDefaultRope(String field) throws CheckpointFormatException {
    JsonNode rope = fields.root().path(field);
    if (!fields.has(field)) {
      return;
    }
    String type = rope.path("rope_type").asText(rope.path("type").asText("missing"));
    if (!rope.isObject() || !type.equals("default")) {
      throw fields.fault(
          field,
          "must be null or have rope_type default: scaled rotary embeddings are not supported, got "
              + JsonFields.shown(rope));
    }
  }

  private void requireNeutral(boolean qwen2) throws CheckpointFormatException {
    String activation = fields.text("hidden_act", "silu");
    if (!activation.equals("silu")) {
      throw fields.fault("hidden_act", "must be silu, got " + activation);
    }
    requireFalse("mlp_bias");
    if (fields.has("attention_bias") && fields.truth("attention_bias", qwen2) != qwen2) {
      throw fields.fault(
          "attention_bias",
          "must be " + qwen2 + " or absent: Llama has no biases, Qwen2 has them on q, k and v");
    }
    requireNumber("attention_dropout", 0);
    requireNumber("pretraining_tp", 1);
    requireNumber("partial_rotary_factor", 1);
    if (fields.has("quantization_config")) {
      throw fields.fault(
          "quantization_config",
          "must be absent: quantised weights are not read; dequantise first");
    }
  }

  private void requireFullAttention() throws CheckpointFormatException {
    requireFalse("use_sliding_window");
    if (fields.has("sliding_window") && !fields.has("use_sliding_window")) {
      throw fields.fault(
          "sliding_window", "must be null unless use_sliding_window is false; attention is full");
    }
    for (JsonNode layer : fields.root().path("layer_types")) {
      if (!layer.asText().equals("full_attention")) {
        throw fields.fault(
            "layer_types", "must all be full_attention, got " + JsonFields.shown(layer));
      }
    }
  }

  private void requireFalse(String field) throws CheckpointFormatException {
    if (fields.truth(field, false)) {
      throw fields.fault(field, "must be false or absent, got true");
    }
  }

  private void requireNumber(String field, double only) throws CheckpointFormatException {
    double value = fields.number(field, -Double.MAX_VALUE, Double.MAX_VALUE).orElse(only);
    if (value != only) {
      throw fields.fault(field, "must be " + only + " or absent, got " + value);
    }
  }
}
