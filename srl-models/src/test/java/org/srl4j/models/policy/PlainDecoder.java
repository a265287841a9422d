package org.srl4j.models.policy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.models.block.DecoderConfig;

/**
 * A decoder of one sequence in plain double precision, written from the papers' equations and the
 * names of Hugging Face's tensors alone.
 *
 * @param config sizes; without biases
 * @param tensors by name, row-major
 */
record PlainDecoder(DecoderConfig config, Map<String, double[]> tensors) {

  /** The weights of a model. */
  static PlainDecoder of(DecoderConfig config, Parameters parameters) {
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

  PlainDecoder with(String name, double[] values) {
    Map<String, double[]> changed = new HashMap<>(tensors);
    changed.put(name, values);
    return new PlainDecoder(config, changed);
  }

  /** Log-probability of each id from the second on, nats. */
  double[] logProbs(int[] ids) {
    int c = config.hiddenSize();
    double[][] x = new double[ids.length][];
    for (int t = 0; t < ids.length; t++) {
      x[t] = row("model.embed_tokens.weight", ids[t], c);
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      String at = "model.layers." + layer + ".";
      add(x, attention(at + "self_attn.", normed(x, at + "input_layernorm.weight")));
      add(x, mlp(at + "mlp.", normed(x, at + "post_attention_layernorm.weight")));
    }
    double[][] logits = times(normed(x, "model.norm.weight"), "lm_head.weight", c);
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

  private double[][] normed(double[][] x, String gain) {
    double[][] result = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double square = 0;
      for (double value : x[t]) {
        square += value * value;
      }
      double scale = 1 / Math.sqrt(square / x[t].length + config.normEpsilon());
      result[t] = x[t].clone();
      for (int i = 0; i < result[t].length; i++) {
        result[t][i] *= scale * tensors.get(gain)[i];
      }
    }
    return result;
  }

  /** x W^T. */
  private double[][] times(double[][] x, String name, int in) {
    double[] w = tensors.get(name);
    int out = w.length / in;
    double[][] y = new double[x.length][out];
    for (int t = 0; t < x.length; t++) {
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) {
          y[t][o] += x[t][i] * w[o * in + i];
        }
      }
    }
    return y;
  }

  private double[][] attention(String at, double[][] x) {
    int c = config.hiddenSize();
    int d = config.headSize();
    double[][] q = rotated(times(x, at + "q_proj.weight", c));
    double[][] k = rotated(times(x, at + "k_proj.weight", c));
    double[][] v = times(x, at + "v_proj.weight", c);
    double[][] mixed = new double[x.length][config.heads() * d];
    for (int head = 0; head < config.heads(); head++) {
      int group = head / (config.heads() / config.keyValueHeads());
      for (int t = 0; t < x.length; t++) {
        double[] weights = new double[t + 1];
        double sum = 0;
        for (int s = 0; s <= t; s++) {
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
    return times(mixed, at + "o_proj.weight", config.heads() * d);
  }

  /** The halves of every head, turned against each other by the position. */
  private double[][] rotated(double[][] x) {
    int d = config.headSize();
    double[][] y = new double[x.length][x[0].length];
    for (int t = 0; t < x.length; t++) {
      for (int at = 0; at < x[t].length; at += d) {
        for (int i = 0; i < d / 2; i++) {
          double angle = t * Math.pow(config.ropeBase(), -2.0 * i / d);
          double a = x[t][at + i];
          double b = x[t][at + i + d / 2];
          y[t][at + i] = a * Math.cos(angle) - b * Math.sin(angle);
          y[t][at + i + d / 2] = b * Math.cos(angle) + a * Math.sin(angle);
        }
      }
    }
    return y;
  }

  private double[][] mlp(String at, double[][] x) {
    double[][] gate = times(x, at + "gate_proj.weight", config.hiddenSize());
    double[][] up = times(x, at + "up_proj.weight", config.hiddenSize());
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < gate[t].length; i++) {
        up[t][i] *= gate[t][i] / (1 + Math.exp(-gate[t][i]));
      }
    }
    return times(up, at + "down_proj.weight", config.innerSize());
  }
}
