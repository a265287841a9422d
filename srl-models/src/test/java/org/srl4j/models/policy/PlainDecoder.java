package org.srl4j.models.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.models.block.DecoderConfig;

/**
 * A decoder of one sequence in plain double precision, written from the papers' equations, the
 * names of Hugging Face's tensors and the fields of its {@code config.json} alone.
 *
 * @param config the fields, in full
 * @param tensors by name, row-major; a missing head is the embedding table
 */
record PlainDecoder(JsonNode config, Map<String, double[]> tensors) {

  /** The weights of a model. */
  static PlainDecoder of(JsonNode config, Parameters parameters) {
    Map<String, double[]> tensors = new HashMap<>();
    for (ParameterSpec spec : parameters.specs()) {
      Slice slice = parameters.slice(spec.name());
      double[] values = new double[slice.length()];
      for (int i = 0; i < values.length; i++) {
        values[i] = slice.data()[slice.offset() + i];
      }
      tensors.put(spec.name(), values);
    }
    return new PlainDecoder(config, tensors);
  }

  /** The fields of a Llama of these sizes. */
  static ObjectNode llama(DecoderConfig sizes) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("model_type", "llama").put("hidden_size", sizes.hiddenSize());
    fields.put("intermediate_size", sizes.innerSize()).put("num_hidden_layers", sizes.layers());
    fields.put("num_attention_heads", sizes.heads()).put("head_dim", sizes.headSize());
    fields.put("num_key_value_heads", sizes.keyValueHeads()).put("rope_theta", sizes.ropeBase());
    return fields.put("rms_norm_eps", sizes.normEpsilon());
  }

  PlainDecoder with(String name, double[] values) {
    Map<String, double[]> changed = new HashMap<>(tensors);
    changed.put(name, values);
    return new PlainDecoder(config, changed);
  }

  private int size(String field) {
    return config.get(field).intValue();
  }

  /** Log-probability of each id from the second on, nats. */
  double[] logProbs(int[] ids) {
    int c = size("hidden_size");
    double[][] x = new double[ids.length][];
    for (int t = 0; t < ids.length; t++) {
      x[t] = row("model.embed_tokens.weight", ids[t], c);
    }
    for (int layer = 0; layer < size("num_hidden_layers"); layer++) {
      String at = "model.layers." + layer + ".";
      add(x, attention(layer, at + "self_attn.", normed(x, at + "input_layernorm.weight")));
      add(x, mlp(at + "mlp.", normed(x, at + "post_attention_layernorm.weight")));
    }
    String head = tensors.containsKey("lm_head.weight") ? "lm_head" : "model.embed_tokens";
    double[][] logits = times(normed(x, "model.norm.weight"), head, c);
    double[] result = new double[ids.length - 1];
    for (int t = 0; t < result.length; t++) {
      double sum = 0;
      for (double logit : logits[t]) {
        sum += Math.exp(logit);
      }
      result[t] = logits[t][ids[t + 1]] - Math.log(sum);
    }
    return result;
  }

  private double[] row(String name, int row, int columns) {
    return Arrays.copyOfRange(tensors.get(name), row * columns, (row + 1) * columns);
  }

  private static void add(double[][] x, double[][] y) {
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < x[t].length; i++) {
        x[t][i] += y[t][i];
      }
    }
  }

  /** Every stretch as long as the gain by itself: a row, or every head of it. */
  private double[][] normed(double[][] x, String name) {
    double[] gain = tensors.get(name);
    double[][] result = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      result[t] = x[t].clone();
      for (int at = 0; at < x[t].length; at += gain.length) {
        double square = 0;
        for (int i = 0; i < gain.length; i++) {
          square += x[t][at + i] * x[t][at + i];
        }
        double epsilon = config.get("rms_norm_eps").doubleValue();
        double scale = 1 / Math.sqrt(square / gain.length + epsilon);
        for (int i = 0; i < gain.length; i++) {
          result[t][at + i] *= scale * gain[i];
        }
      }
    }
    return result;
  }

  /** x W^T, and b where there is one. */
  private double[][] times(double[][] x, String layer, int in) {
    double[] w = tensors.get(layer + ".weight");
    int out = w.length / in;
    double[] bias = tensors.getOrDefault(layer + ".bias", new double[out]);
    double[][] y = new double[x.length][out];
    for (int t = 0; t < x.length; t++) {
      for (int o = 0; o < out; o++) {
        y[t][o] = bias[o];
        for (int i = 0; i < in; i++) {
          y[t][o] += x[t][i] * w[o * in + i];
        }
      }
    }
    return y;
  }

  private double[][] attention(int layer, String at, double[][] x) {
    int c = size("hidden_size");
    int d = size("head_dim");
    int heads = size("num_attention_heads");
    double[][] q = placed(layer, times(x, at + "q_proj", c), at + "q_norm.weight");
    double[][] k = placed(layer, times(x, at + "k_proj", c), at + "k_norm.weight");
    double[][] v = times(x, at + "v_proj", c);
    double[][] mixed = new double[x.length][heads * d];
    for (int head = 0; head < heads; head++) {
      int group = head / (heads / size("num_key_value_heads"));
      for (int t = 0; t < x.length; t++) {
        double[] weights = new double[t + 1];
        double sum = 0;
        for (int s = Math.max(0, t - window(layer) + 1); s <= t; s++) {
          double score = 0;
          for (int i = 0; i < d; i++) {
            score += q[t][head * d + i] * k[s][group * d + i];
          }
          weights[s] = Math.exp(score / Math.sqrt(d));
          sum += weights[s];
        }
        for (int s = 0; s <= t; s++) {
          for (int i = 0; i < d; i++) {
            mixed[t][head * d + i] += weights[s] / sum * v[s][group * d + i];
          }
        }
      }
    }
    return times(mixed, at + "o_proj", heads * d);
  }

  private double[][] placed(int layer, double[][] x, String norm) {
    double[][] y = tensors.containsKey(norm) ? normed(x, norm) : x;
    boolean rotates =
        !config.path("model_type").asText().equals("smollm3")
            || config.get("no_rope_layers").get(layer).intValue() == 1;
    return rotates ? rotated(y) : y;
  }

  /** Positions that a layer sees, its own among them. */
  private int window(int layer) {
    boolean windowed =
        switch (config.path("model_type").asText()) {
          case "mistral" -> config.hasNonNull("sliding_window");
          case "qwen2", "qwen3", "smollm3" ->
              config.path("use_sliding_window").asBoolean()
                  && (config.has("layer_types")
                      ? config.get("layer_types").get(layer).asText().equals("sliding_attention")
                      : config.has("no_rope_layers")
                          ? config.get("no_rope_layers").get(layer).intValue() == 0
                          : layer >= size("max_window_layers"));
          default -> false;
        };
    return windowed ? size("sliding_window") : Integer.MAX_VALUE / 2;
  }

  /** The halves of every head, turned against each other by the position. */
  private double[][] rotated(double[][] x) {
    int d = size("head_dim");
    PlainRotation rotation = PlainRotation.of(config);
    double[][] y = new double[x.length][x[0].length];
    for (int t = 0; t < x.length; t++) {
      for (int at = 0; at < x[t].length; at += d) {
        for (int i = 0; i < d / 2; i++) {
          double angle = t * rotation.frequencies()[i];
          double a = rotation.amplitude() * x[t][at + i];
          double b = rotation.amplitude() * x[t][at + i + d / 2];
          y[t][at + i] = a * Math.cos(angle) - b * Math.sin(angle);
          y[t][at + i + d / 2] = b * Math.cos(angle) + a * Math.sin(angle);
        }
      }
    }
    return y;
  }

  private double[][] mlp(String at, double[][] x) {
    double[][] gate = times(x, at + "gate_proj", size("hidden_size"));
    double[][] up = times(x, at + "up_proj", size("hidden_size"));
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < gate[t].length; i++) {
        up[t][i] *= gate[t][i] / (1 + Math.exp(-gate[t][i]));
      }
    }
    return times(up, at + "down_proj", size("intermediate_size"));
  }
}
