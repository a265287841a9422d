package org.srl4j.models.huggingface.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.block.RotaryScaling;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFields;
import org.srl4j.models.io.JsonFiles;

/**
 * {@code config.json} → {@link ModelConfig}. Every field that is known to change what a decoder
 * computes is either understood or must have the value that leaves it out; other fields are carried
 * over, unknown ones with a warning.
 */
final class ConfigReader {
  /** Token ids and positions are kept as floats, exact below this. */
  private static final int MAX_EXACT = 1 << 24;

  private static final int MAX_WIDTH = 1 << 20;

  private static final double DEFAULT_EPSILON = 1e-6;
  private static final int DEFAULT_MAX_LENGTH = 2048;

  /** Layers of one's own: their class and its settings, in place of an architecture. */
  static final String DESIGN = "layer_design";

  private final JsonFields fields;
  private final List<String> warnings = new ArrayList<>();

  private ConfigReader(JsonFields fields) {
    this.fields = fields;
  }

  /** The names in which this toolkit once wrote the sizes alone. */
  private record FirstForm(
      int vocabularySize,
      int hiddenSize,
      int innerSize,
      int layers,
      int heads,
      int keyValueHeads,
      int headSize,
      double ropeBase,
      double normEpsilon,
      boolean attentionBias,
      boolean tiedHead,
      int maxLength) {
    DecoderConfig sizes() {
      return new DecoderConfig(
          vocabularySize,
          hiddenSize,
          innerSize,
          layers,
          heads,
          keyValueHeads,
          headSize,
          ropeBase,
          normEpsilon,
          attentionBias,
          tiedHead,
          maxLength);
    }
  }

  static ModelConfig read(JsonFields fields) throws IOException {
    if (fields.has("hiddenSize")) {
      return ModelConfig.of(JsonFiles.read(fields.file(), FirstForm.class).sizes());
    }
    return new ConfigReader(fields).read();
  }

  private ModelConfig read() throws CheckpointFormatException {
    requireDesign();
    Architecture architecture = fields.has(DESIGN) ? underDesign() : architecture();
    List<String> unknown = new NeutralFields(fields, architecture).check();
    if (!unknown.isEmpty()) {
      warnings.add("fields that are not known and not read: " + String.join(", ", unknown));
    }
    DecoderConfig decoder = sizes(architecture);
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

  /** What the layers of one's own stand in; earlier files tell it by their biases. */
  private Architecture underDesign() throws CheckpointFormatException {
    JsonNode named = fields.root().path(DESIGN).path(ModelConfig.ARCHITECTURE);
    if (named.isMissingNode()) {
      return fields.truth("attention_bias", false) ? Architecture.QWEN2 : Architecture.LLAMA;
    }
    return Architecture.titled(named.asText())
        .orElseThrow(
            () ->
                fields.fault(
                    DESIGN + "." + ModelConfig.ARCHITECTURE,
                    "must be one of " + Architecture.titles() + ", got " + named));
  }

  private Architecture architecture() throws CheckpointFormatException {
    List<String> known = Architecture.titles();
    JsonNode named = fields.root().path("architectures");
    String type = fields.text("model_type", "");
    if (!fields.has("architectures")) {
      return Architecture.typed(type)
          .orElseThrow(() -> fields.fault("architectures", "must be one of " + known));
    }
    Optional<Architecture> found = Architecture.titled(named.path(0).asText());
    if (!named.isArray() || named.size() != 1 || found.isEmpty()) {
      throw fields.fault(
          "architectures", "must name one of " + known + ", got " + JsonFields.shown(named));
    }
    String wanted = found.get().modelType();
    if (!type.isEmpty() && !type.equals(wanted)) {
      throw fields.fault(
          "model_type", "must be " + wanted + " for " + found.get().title() + ", got " + type);
    }
    return found.get();
  }

  private DecoderConfig sizes(Architecture architecture) throws CheckpointFormatException {
    int hidden = fields.integer("hidden_size", 1, MAX_WIDTH);
    int heads = fields.integer("num_attention_heads", 1, hidden);
    int headSize = headSize(architecture, hidden, heads);
    int keyValueHeads = fields.integer("num_key_value_heads", 1, heads, heads);
    if (heads % keyValueHeads != 0) {
      throw fields.fault(
          "num_key_value_heads",
          "must divide num_attention_heads " + heads + ", got " + keyValueHeads);
    }
    int layers = fields.integer("num_hidden_layers", 1, DecoderConfig.MAX_LAYERS);
    int maxLength = fields.integer("max_position_embeddings", 2, MAX_EXACT, DEFAULT_MAX_LENGTH);
    RotaryFields rotary = new RotaryFields(fields, maxLength);
    double base = rotary.base(architecture.base(), warnings);
    RotaryScaling scaling = rotary.scaling(base, warnings);
    return new DecoderConfig(
        fields.integer("vocab_size", 2, MAX_EXACT),
        hidden,
        fields.integer("intermediate_size", 1, MAX_EXACT),
        layers,
        heads,
        keyValueHeads,
        headSize,
        base,
        fields.number("rms_norm_eps", 1e-12, 1).orElse(DEFAULT_EPSILON),
        architecture.biased(),
        fields.truth("tie_word_embeddings", false),
        maxLength,
        new AttentionFields(fields, architecture, layers).form(scaling, maxLength));
  }

  private int headSize(Architecture architecture, int hidden, int heads)
      throws CheckpointFormatException {
    int absent = architecture.headSize().orElse(hidden / heads);
    int size = fields.integer("head_dim", 2, MAX_WIDTH / heads, absent);
    if (!fields.has("head_dim") && absent == hidden / heads && hidden % heads != 0) {
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
}
