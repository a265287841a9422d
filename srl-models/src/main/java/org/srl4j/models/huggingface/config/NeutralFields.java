package org.srl4j.models.huggingface.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFields;

/**
 * Fields of a {@code config.json} that would change what a decoder computes. Each must be absent,
 * null, or have the value that leaves it out. Fields that are known to change nothing are passed
 * over; all others are named in a warning.
 *
 * @param fields the file
 * @param architecture that it names
 */
record NeutralFields(JsonFields fields, Architecture architecture) {
  /** Fields and the only value that is computed; absent and null mean the same. */
  private static final Map<String, Object> ONLY = new TreeMap<>();

  /** Fields that must be absent or null. */
  private static final Set<String> ABSENT =
      Set.of(
          "attention_multiplier",
          "attn_logit_softcapping",
          "clip_qkv",
          "compression_config",
          "dim_model_base",
          "final_logit_softcapping",
          "logits_soft_cap",
          "no_rope_layers",
          "quantization_config",
          "query_pre_attn_scalar");

  /** Fields of transformers' base class and of its decoders without effect on numbers. */
  private static final Set<String> HARMLESS =
      words(
          "_attn_implementation _attn_implementation_autoset _name_or_path attn_implementation"
              + " begin_suppress_tokens bad_words_ids bos_token_id chunk_size_feed_forward"
              + " cross_attention_hidden_size decoder_start_token_id diversity_penalty do_sample dtype early_stopping"
              + " encoder_no_repeat_ngram_size exponential_decay_length_penalty finetuning_task"
              + " forced_bos_token_id forced_eos_token_id id2label initializer_range is_decoder label2id"
              + " length_penalty max_length min_length model_max_length"
              + " name_or_path no_repeat_ngram_size num_beam_groups num_beams num_labels"
              + " num_return_sequences output_attentions output_hidden_states output_scores"
              + " pad_token_id prefix problem_type pruned_heads remove_invalid_values"
              + " repetition_penalty return_dict return_dict_in_generate sep_token_id"
              + " suppress_tokens task_specific_params temperature tf_legacy_loss tokenizer_class"
              + " top_k top_p torch_dtype torchscript transformers_version typical_p"
              + " unsloth_fixed unsloth_version use_bfloat16 use_cache");

  private static final List<String> ACTIVATION = List.of("hidden_act", "hidden_activation");

  /** Fields that are read elsewhere. */
  private static final Set<String> READ =
      words(
          "architectures attention_bias eos_token_id head_dim hidden_act hidden_activation hidden_size"
              + " intermediate_size layer_design layer_types max_position_embeddings max_window_layers model_type"
              + " num_attention_heads num_hidden_layers num_key_value_heads rms_norm_eps"
              + " rope_parameters rope_scaling rope_theta sliding_window tie_word_embeddings"
              + " use_sliding_window vocab_size");

  static {
    only(
        false,
        "add_cross_attention alibi attention_out_bias bias"
            + " is_encoder_decoder mlp_bias normalize_embedding o_bias parallel_attn"
            + " parallel_residual qk_layer_norm qk_layernorm qk_norm rope_interleave"
            + " rope_interleaved scale_embeddings tie_encoder_decoder use_alibi use_bias use_bidirectional_attention"
            + " use_parallel_residual use_qk_layernorm use_qk_norm");
    only(true, "is_causal use_rope");
    only(
        0.0,
        "attention_dropout attention_probs_dropout_prob attn_pdrop dropout embd_pdrop"
            + " hidden_dropout hidden_dropout_prob mlp_dropout moe_intermediate_size n_routed_experts"
            + " no_rope_layer_interval num_experts num_local_experts resid_pdrop");
    only(
        1.0,
        "embedding_multiplier lm_head_multiplier logit_scale logits_scaling partial_rotary_factor"
            + " pretraining_tp residual_multiplier rope_ratio rotary_pct rotary_percentage scale_emb");
  }

  private static Set<String> words(String names) {
    return Stream.of(names.split(" ")).collect(Collectors.toUnmodifiableSet());
  }

  private static void only(Object value, String names) {
    words(names).forEach(name -> ONLY.put(name, value));
  }

  /**
   * Checks all of them.
   *
   * @return names of fields that nothing is known of, sorted
   */
  List<String> check() throws CheckpointFormatException {
    for (String field : ACTIVATION) {
      String activation = fields.text(field, "silu");
      if (!activation.equals("silu") && !activation.equals("swish")) {
        throw fields.fault(field, "must be silu, got " + activation);
      }
    }
    boolean biased = architecture.biased();
    if (fields.has("attention_bias") && fields.truth("attention_bias", biased) != biased) {
      throw fields.fault(
          "attention_bias",
          "must be "
              + biased
              + " or absent for "
              + architecture.title()
              + ": Qwen2 has biases on q, k and v, the others have none");
    }
    Set<String> unknown = new TreeSet<>();
    for (Map.Entry<String, JsonNode> field : fields.root().properties()) {
      String name = field.getKey();
      if (field.getValue().isNull() || isRead(name) || HARMLESS.contains(name)) {
        continue;
      }
      if (ABSENT.contains(name)) {
        throw fields.fault(
            name,
            "must be absent or null: it is not computed, got "
                + JsonFields.shown(field.getValue()));
      }
      if (!ONLY.containsKey(name)) {
        unknown.add(name);
      } else if (!is(field.getValue(), ONLY.get(name))) {
        throw fields.fault(
            name,
            "must be "
                + ONLY.get(name)
                + " or absent: nothing else is computed, got "
                + JsonFields.shown(field.getValue()));
      }
    }
    return List.copyOf(unknown);
  }

  private boolean isRead(String name) {
    return READ.contains(name) || architecture.ownFields().contains(name);
  }

  private static boolean is(JsonNode value, Object only) {
    return only instanceof Boolean truth
        ? value.isBoolean() && value.booleanValue() == truth
        : value.isNumber() && value.doubleValue() == ((Number) only).doubleValue();
  }
}
