package org.srl4j.models.huggingface.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.srl4j.models.block.AttentionForm;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.block.RotaryScaling;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFields;

/**
 * Windows and layers without rotary embedding of a {@code config.json}, as each architecture of
 * transformers reads them.
 *
 * @param fields the file
 * @param architecture that it names
 * @param layers how many there are
 */
record AttentionFields(JsonFields fields, Architecture architecture, int layers) {
  private static final String WINDOW = "sliding_window";
  private static final String USED = "use_sliding_window";
  private static final String TYPES = "layer_types";
  private static final String FULL = "full_attention";
  private static final String SLIDING = "sliding_attention";
  private static final String ROTATED = "no_rope_layers"; // 1 where there is a rotary embedding
  private static final String INTERVAL = "no_rope_layer_interval";
  private static final int USUAL_WINDOW = 4096;
  private static final int QWEN_FULL_LAYERS = 28;
  private static final int SMOLLM3_INTERVAL = 4;

  /**
   * The form.
   *
   * @param maxLength a window that is not shorter limits nothing
   */
  AttentionForm form(RotaryScaling scaling, int maxLength) throws CheckpointFormatException {
    List<Integer> unrotated =
        architecture == Architecture.SMOLLM3 ? unrotated() : List.<Integer>of();
    OptionalInt window = window();
    List<Integer> windowed = windowed(window, unrotated);
    boolean limits = window.isPresent() && window.getAsInt() < maxLength && !windowed.isEmpty();
    if (limits && architecture == Architecture.LLAMA) {
      throw fields.fault(
          WINDOW,
          "must be null, or at least max_position_embeddings "
              + maxLength
              + ", or use_sliding_window false: the attention of LlamaForCausalLM is full, got "
              + window.getAsInt());
    }
    return new AttentionForm(
        scaling,
        architecture.normalised(),
        limits ? window.getAsInt() : 0,
        limits ? windowed : List.of(),
        unrotated);
  }

  /** The window that is in use, if one is. */
  private OptionalInt window() throws CheckpointFormatException {
    boolean qwen = architecture == Architecture.QWEN2 || architecture == Architecture.QWEN3;
    boolean mistral = architecture == Architecture.MISTRAL;
    boolean isNull = fields.root().has(WINDOW) && !fields.has(WINDOW);
    boolean absent = !fields.root().has(WINDOW) && !qwen && !mistral;
    int size = fields.integer(WINDOW, 1, Integer.MAX_VALUE, USUAL_WINDOW);
    boolean used =
        fields.truth(USED, mistral || architecture == Architecture.LLAMA && fields.has(WINDOW));
    if (mistral && !used && !isNull) {
      throw fields.fault(
          USED,
          "must be absent: MistralForCausalLM has a window wherever sliding_window is not null");
    }
    return used && !isNull && !absent ? OptionalInt.of(size) : OptionalInt.empty();
  }

  private List<Integer> windowed(OptionalInt window, List<Integer> unrotated)
      throws CheckpointFormatException {
    Optional<List<Integer>> typed = fields.has(TYPES) ? Optional.of(typed()) : Optional.empty();
    if (typed.isPresent() && window.isEmpty() && !typed.get().isEmpty()) {
      throw fields.fault(
          TYPES,
          "must all be "
              + FULL
              + " without a window in use, got "
              + JsonFields.shown(fields.root().get(TYPES)));
    }
    if (window.isEmpty()) {
      return List.of();
    }
    int full =
        switch (architecture) {
          case QWEN2, QWEN3 ->
              fields.integer("max_window_layers", 0, Integer.MAX_VALUE, QWEN_FULL_LAYERS);
          default -> 0;
        };
    List<Integer> usual =
        architecture == Architecture.SMOLLM3
            ? unrotated
            : IntStream.range(Math.min(full, layers), layers).boxed().toList();
    if (architecture == Architecture.MISTRAL && !typed.orElse(usual).equals(usual)) {
      throw fields.fault(TYPES, "must all be " + SLIDING + " or absent for MistralForCausalLM");
    }
    return typed.orElse(usual);
  }

  /** Layers whose type has a window. */
  private List<Integer> typed() throws CheckpointFormatException {
    JsonNode types = listOfLayers(TYPES, "types");
    for (JsonNode type : types) {
      if (!List.of(FULL, SLIDING).contains(type.asText())) {
        throw fields.fault(
            TYPES, "must each be " + FULL + " or " + SLIDING + ", got " + JsonFields.shown(type));
      }
    }
    return IntStream.range(0, layers)
        .filter(i -> types.get(i).asText().equals(SLIDING))
        .boxed()
        .toList();
  }

  private List<Integer> unrotated() throws CheckpointFormatException {
    int interval = fields.integer(INTERVAL, 1, Integer.MAX_VALUE, SMOLLM3_INTERVAL);
    if (!fields.has(ROTATED)) {
      return IntStream.range(0, layers).filter(i -> (i + 1) % interval == 0).boxed().toList();
    }
    JsonNode rotated = listOfLayers(ROTATED, "numbers");
    for (JsonNode number : rotated) {
      if (!number.isInt() || number.intValue() < 0 || number.intValue() > 1) {
        throw fields.fault(
            ROTATED,
            "must be 1 for a layer with rotary embedding and 0 for one without, got "
                + JsonFields.shown(number));
      }
    }
    return IntStream.range(0, layers).filter(i -> rotated.get(i).intValue() == 0).boxed().toList();
  }

  private JsonNode listOfLayers(String name, String what) throws CheckpointFormatException {
    JsonNode list = fields.root().path(name);
    if (!list.isArray() || list.size() != layers) {
      throw fields.fault(
          name,
          "must be a list of "
              + layers
              + " "
              + what
              + ", one for each layer, got "
              + JsonFields.shown(list));
    }
    return list;
  }

  /** Writes the form of layers that no file has told. */
  static void put(ObjectNode root, DecoderConfig sizes, Architecture architecture) {
    AttentionForm form = sizes.attention();
    if (architecture == Architecture.MISTRAL) {
      root.put(WINDOW, form.window());
      return;
    }
    if (architecture == Architecture.SMOLLM3) {
      ArrayNode rotated = root.putArray(ROTATED);
      IntStream.range(0, sizes.layers())
          .forEach(i -> rotated.add(form.unrotated().contains(i) ? 0 : 1));
    }
    if (form.window() > 0) {
      root.put(USED, true).put(WINDOW, form.window());
      ArrayNode types = root.putArray(TYPES);
      IntStream.range(0, sizes.layers())
          .forEach(i -> types.add(form.windowed().contains(i) ? SLIDING : FULL));
    }
  }
}
