package org.srl4j.models.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/** Small random {@code config.json} of every architecture, in full. */
final class RandomConfigs {
  static final String[] TYPES = {"llama", "mistral", "qwen2", "qwen3", "smollm3"};

  static final int VOCABULARY = 24;
  static final int MAX_LENGTH = 64;

  private static final String[] CLASSES = {"Llama", "Mistral", "Qwen2", "Qwen3", "SmolLM3"};
  private static final String[] SCALINGS = {"none", "linear", "dynamic", "llama3", "yarn"};
  private static final String FULL = "full_attention";
  private static final String SLIDING = "sliding_attention";

  private final Random random;
  private final ObjectNode fields = JsonNodeFactory.instance.objectNode();

  private RandomConfigs(Random random) {
    this.random = random;
  }

  /**
   * Draws one.
   *
   * @param number decides architecture and kind of scaling in turn, the rest is drawn
   */
  static ObjectNode draw(int number) {
    RandomConfigs draw = new RandomConfigs(new Random(number));
    draw.sizes(number % TYPES.length);
    draw.scaling(SCALINGS[number / TYPES.length % SCALINGS.length]);
    draw.form(TYPES[number % TYPES.length]);
    return draw.fields;
  }

  private int from(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  private void sizes(int type) {
    int keyValueHeads = from(1, 3);
    int heads = keyValueHeads * from(1, 3);
    int layers = from(1, 4);
    fields.putArray("architectures").add(CLASSES[type] + "ForCausalLM");
    fields.put("model_type", TYPES[type]).put("vocab_size", VOCABULARY);
    fields.put("hidden_size", Math.max(heads, from(6, 20))).put("intermediate_size", from(4, 20));
    fields.put("num_hidden_layers", layers).put("num_attention_heads", heads);
    fields.put("num_key_value_heads", keyValueHeads).put("head_dim", 2 * from(1, 10));
    fields.put("max_position_embeddings", MAX_LENGTH).put("rms_norm_eps", 1e-6);
    fields.put("rope_theta", new double[] {50, 10_000, 1e6}[from(0, 2)]);
    fields.put("tie_word_embeddings", random.nextBoolean());
    fields.put("hidden_act", "silu").put("eos_token_id", 1);
  }

  private void scaling(String type) {
    if (type.equals("none")) {
      return;
    }
    ObjectNode rope = fields.putObject(random.nextBoolean() ? "rope_scaling" : "rope_parameters");
    rope.put(random.nextBoolean() ? "rope_type" : "type", type);
    rope.put("factor", 1 + 7 * random.nextDouble());
    if (type.equals("llama3")) {
      rope.put("low_freq_factor", 1).put("high_freq_factor", from(2, 6));
      rope.put("original_max_position_embeddings", from(4, 16)); // texts are longer
    }
    if (type.equals("yarn")) {
      rope.put("beta_fast", from(2, 32)).put("beta_slow", random.nextDouble() + 0.1);
      if (random.nextBoolean()) {
        rope.put("original_max_position_embeddings", from(4, 16));
      }
      if (random.nextBoolean()) {
        rope.put("attention_factor", 0.5 + random.nextDouble());
      }
      if (random.nextBoolean()) {
        rope.put("truncate", false);
      }
    }
  }

  private void form(String type) {
    int layers = fields.get("num_hidden_layers").intValue();
    if (type.equals("smollm3")) {
      ArrayNode rotated = fields.putArray("no_rope_layers");
      for (int i = 0; i < layers; i++) {
        rotated.add(from(0, 1));
      }
    }
    boolean window = random.nextInt(3) > 0;
    if (type.equals("mistral")) {
      if (window) {
        fields.put("sliding_window", from(1, 12));
      } else {
        fields.putNull("sliding_window");
      }
    } else if (!type.equals("llama") && window) {
      fields.put("use_sliding_window", true).put("sliding_window", from(1, 12));
      fields.put("max_window_layers", from(0, layers));
      if (random.nextBoolean()) {
        ArrayNode types = fields.putArray("layer_types");
        for (int i = 0; i < layers; i++) {
          types.add(random.nextBoolean() ? FULL : SLIDING);
        }
      }
    }
  }
}
