package org.srl4j.models.huggingface.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.srl4j.models.block.AttentionForm;
import org.srl4j.models.block.DecoderConfig;

/** Hugging Face's architectures that are computed, and how they differ. */
enum Architecture {
  /** No biases, no window. */
  LLAMA("LlamaForCausalLM", "llama"),
  /** A window in every layer, if any. */
  MISTRAL("MistralForCausalLM", "mistral"),
  /** Biases on q, k and v; a window in the upper layers, if asked for. */
  QWEN2("Qwen2ForCausalLM", "qwen2"),
  /** Norms of q and k; a window as Qwen2. */
  QWEN3("Qwen3ForCausalLM", "qwen3"),
  /** Layers without rotary embedding; a window in these, if asked for. */
  SMOLLM3("SmolLM3ForCausalLM", "smollm3");

  private static final double USUAL_BASE = 10_000;
  private static final double SMOLLM3_BASE = 2_000_000;
  private static final int QWEN3_HEAD_SIZE = 128;

  private final String title;
  private final String modelType;

  Architecture(String title, String modelType) {
    this.title = title;
    this.modelType = modelType;
  }

  /** Its name under {@code architectures}. */
  String title() {
    return title;
  }

  /** Its {@code model_type}. */
  String modelType() {
    return modelType;
  }

  /** All names, in order. */
  static List<String> titles() {
    return Arrays.stream(values()).map(Architecture::title).toList();
  }

  /** The one of a name. */
  static Optional<Architecture> titled(String name) {
    return Arrays.stream(values()).filter(one -> one.title.equals(name)).findFirst();
  }

  /** The one of a {@code model_type}. */
  static Optional<Architecture> typed(String type) {
    return Arrays.stream(values()).filter(one -> one.modelType.equals(type)).findFirst();
  }

  /**
   * The one that has layers of this form.
   *
   * @throws IllegalArgumentException if none has
   */
  static Architecture of(DecoderConfig sizes) {
    AttentionForm form = sizes.attention();
    boolean unrotated = !form.unrotated().isEmpty();
    if (sizes.attentionBias() && !form.normalised() && !unrotated) {
      return QWEN2;
    }
    if (form.normalised() && !sizes.attentionBias() && !unrotated) {
      return QWEN3;
    }
    if (!form.normalised() && !sizes.attentionBias()) {
      if (unrotated) {
        return SMOLLM3;
      }
      if (form.windowed().size() == sizes.layers() || form.window() == 0) {
        return form.window() == 0 ? LLAMA : MISTRAL;
      }
    }
    throw new IllegalArgumentException(
        "attention: none of "
            + titles()
            + " has layers of this form, attentionBias "
            + sizes.attentionBias()
            + " and "
            + form);
  }

  /** Whether q, k and v have biases. */
  boolean biased() {
    return this == QWEN2;
  }

  /** Whether heads of q and k are normalised. */
  boolean normalised() {
    return this == QWEN3;
  }

  /** The rotary base when the file has none. */
  double base() {
    return this == SMOLLM3 ? SMOLLM3_BASE : USUAL_BASE;
  }

  /** {@code head_dim} when the file has none; empty = hidden size over heads. */
  Optional<Integer> headSize() {
    return this == QWEN3 ? Optional.of(QWEN3_HEAD_SIZE) : Optional.empty();
  }

  /** Fields that change what it computes and that no other architecture has. */
  Set<String> ownFields() {
    return this == SMOLLM3 ? Set.of("no_rope_layers", "no_rope_layer_interval") : Set.of();
  }
}
