package org.srl4j.models.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFields;
import org.srl4j.models.io.JsonFiles;

/**
 * {@code config.json} → {@link ModelConfig}. Every field that is known to change what a decoder
 * computes is either understood or must have the value that leaves it out; other fields are carried
 * over, unknown ones with a warning.
 */
final class ConfigReader {
  static final String LLAMA = "LlamaForCausalLM";
  static final String QWEN2 = "Qwen2ForCausalLM";

  /** Architecture and its {@code model_type}. */
  static final Map<String, String> MODEL_TYPES = Map.of(LLAMA, "llama", QWEN2, "qwen2");

  /** Token ids and positions are kept as floats, exact below this. */
  private static final int MAX_EXACT = 1 << 24;

  private static final int MAX_WIDTH = 1 << 20;

  private static final String WINDOW = "sliding_window";
  private static final int QWEN2_WINDOW = 4096;
  private static final int QWEN2_FULL_LAYERS = 28;
  private static final double DEFAULT_EPSILON = 1e-6;
  private static final int DEFAULT_MAX_LENGTH = 2048;

  /** Layers of one's own: their class and its settings, in place of an architecture. */
  static final String DESIGN = "layer_design";

  private final JsonFields fields;
  private final List<String> warnings = new ArrayList<>();

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
    requireDesign();
    boolean biased =
        fields.has(DESIGN) ? fields.truth("attention_bias", false) : architecture().equals(QWEN2);
    List<String> unknown = new NeutralFields(fields).check(biased);
    if (!unknown.isEmpty()) {
      warnings.add("fields that are not known and not read: " + String.join(", ", unknown));
    }
    DecoderConfig decoder = sizes(biased);
    requireFullAttention(decoder, biased);
    return new ModelConfig(
        decoder,
        !fields.has("tie_word_embeddings"),
        fields.ids("eos_token_id", decoder.vocabularySize()),
        fields.root(),
        warnings);
  }

  private void requireDesign() throws CheckpointFormatException {
    JsonNode design = fields.root().path(DESIGN);
    boolean named = design.path(ModelConfig.CLASS).isTextual();
    if (fields.has(DESIGN) && !(named && design.path(ModelConfig.SETTINGS).isObject())) {
      throw fields.fault(
          DESIGN,
          "must hold the name of a class and its settings, got " + JsonFields.shown(design));
    }
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
        new RotaryFields(fields).base(warnings),
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

  /**
   * A window in use looks back less far than the longest sequence. Qwen2 uses one only if {@code
   * use_sliding_window} is true, from layer {@code max_window_layers} on.
   */
  private void requireFullAttention(DecoderConfig decoder, boolean biased)
      throws CheckpointFormatException {
    boolean used = fields.truth("use_sliding_window", !biased && fields.has(WINDOW));
    boolean open = fields.root().has(WINDOW) && !fields.has(WINDOW);
    int window = fields.integer(WINDOW, 1, Integer.MAX_VALUE, QWEN2_WINDOW);
    boolean limits = used && !open && window < decoder.maxLength();
    JsonNode types = fields.root().path("layer_types");
    if (fields.has("layer_types")) {
      requireTypes(types, decoder.layers(), limits);
    } else if (limits
        && (!biased
            || fields.integer("max_window_layers", 0, MAX_EXACT, QWEN2_FULL_LAYERS)
                < decoder.layers())) {
      throw fields.fault(
          WINDOW,
          "must be null, or at least max_position_embeddings "
              + decoder.maxLength()
              + ", or use_sliding_window false: attention is full, got "
              + window);
    }
  }

  private void requireTypes(JsonNode types, int layers, boolean limits)
      throws CheckpointFormatException {
    if (!types.isArray() || types.size() != layers) {
      throw fields.fault(
          "layer_types",
          "must be a list of "
              + layers
              + " types, one for each layer, got "
              + JsonFields.shown(types));
    }
    for (JsonNode type : types) {
      boolean wide = type.asText().equals("sliding_attention") && !limits && fields.has(WINDOW);
      if (!type.asText().equals("full_attention") && !wide) {
        throw fields.fault(
            "layer_types", "must all be full_attention, got " + JsonFields.shown(type));
      }
    }
  }
}
