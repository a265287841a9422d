package org.srl4j.core.graph.kernel;

import java.util.HashMap;
import java.util.Map;

/** Scalar definitions of the kernels in double precision, and gradients by central differences. */
final class Reference {
  private static final double STEP = 1e-6;

  private Reference() {}

  /** A function of one or more tensors. */
  @FunctionalInterface
  interface Function {
    double[] apply(double[][] inputs);
  }

  /** d sum(dy f) / d inputs[which]. */
  static double[] gradient(Function f, double[] dy, int which, double[]... inputs) {
    double[] gradient = new double[inputs[which].length];
    for (int i = 0; i < gradient.length; i++) {
      double value = inputs[which][i];
      inputs[which][i] = value + STEP;
      double up = dot(dy, f.apply(inputs));
      inputs[which][i] = value - STEP;
      double down = dot(dy, f.apply(inputs));
      inputs[which][i] = value;
      gradient[i] = (up - down) / (2 * STEP);
    }
    return gradient;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** C [m, n] = A [m, k] B [k, n]; element (i, j) of a transposed operand lies at (j, i). */
  static double[] matmul(double[] a, double[] b, int m, int n, int k, boolean ta, boolean tb) {
    double[] c = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l < k; l++) {
          c[i * n + j] += a[ta ? l * m + i : i * k + l] * b[tb ? j * k + l : l * n + j];
        }
      }
    }
    return c;
  }

  static double[] rmsNorm(double[] x, double[] gain, double epsilon) {
    int width = gain.length;
    double[] y = new double[x.length];
    for (int r = 0; r < x.length; r += width) {
      double squares = 0;
      for (int i = 0; i < width; i++) {
        squares += x[r + i] * x[r + i];
      }
      for (int i = 0; i < width; i++) {
        y[r + i] = gain[i] * x[r + i] / Math.sqrt(squares / width + epsilon);
      }
    }
    return y;
  }

  static double[] swiGlu(double[] gate, double[] up) {
    double[] y = new double[gate.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
    }
    return y;
  }

  /** The kernel's numbers for plain frequencies. */
  static Map<String, Double> rotaryOf(int size, double base, double amplitude) {
    Map<String, Double> attributes = new HashMap<>();
    attributes.put("head_size", (double) size);
    attributes.put("amplitude", amplitude);
    for (int i = 0; i < size / 2; i++) {
      attributes.put("frequency_" + i, Math.pow(base, -2.0 * i / size));
    }
    return attributes;
  }

  static double[] rotary(double[] x, int length, int width, int size, double base, int start) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int position = start + i / width % length;
      int d = i % width % size;
      int pair = d % (size / 2);
      double angle = position * Math.pow(base, -2.0 * pair / size);
      double other = d < size / 2 ? -x[i + size / 2] : x[i - size / 2];
      y[i] = x[i] * Math.cos(angle) + other * Math.sin(angle);
    }
    return y;
  }

  /** Sizes of an attention; window 0 = none. */
  record Attention(int t, int heads, int kvHeads, int size, int window) {
    /** The first key that a row sees. */
    int first(int row) {
      return Math.max(row / t * t, window == 0 ? 0 : row - window + 1);
    }

    Map<String, Double> attributes() {
      return Map.of(
          "heads", (double) heads,
          "kv_heads", (double) kvHeads,
          "head_size", (double) size,
          "window", (double) window);
    }
  }

  /** q [B, T, H D], k and v [B, T, K D]. */
  static double[] attention(double[][] qkv, Attention a) {
    int heads = a.heads();
    int kvHeads = a.kvHeads();
    int size = a.size();
    double[] y = new double[qkv[0].length];
    for (int at = 0; at < y.length; at += size) {
      int row = at / (heads * size);
      int kv = at / size % heads / (heads / kvHeads);
      double total = 0;
      for (int j = a.first(row); j <= row; j++) {
        int key = (j * kvHeads + kv) * size;
        double score = 0;
        for (int d = 0; d < size; d++) {
          score += qkv[0][at + d] * qkv[1][key + d] / Math.sqrt(size);
        }
        total += Math.exp(score);
        for (int d = 0; d < size; d++) {
          y[at + d] += Math.exp(score) * qkv[2][key + d];
        }
      }
      for (int d = 0; d < size; d++) {
        y[at + d] /= total;
      }
    }
    return y;
  }

  /** Gradients of q, k and v, with shapes as in {@link #attention}. */
  static double[][] attentionGradient(double[][] qkv, double[] dy, Attention a) {
    int heads = a.heads();
    int kvHeads = a.kvHeads();
    int size = a.size();
    double[][] gradients = {
      new double[qkv[0].length], new double[qkv[1].length], new double[qkv[2].length]
    };
    double[] y = attention(qkv, a);
    for (int at = 0; at < y.length; at += size) {
      int row = at / (heads * size);
      int kv = at / size % heads / (heads / kvHeads);
      double total = 0;
      double mean = 0; // sum_j p_j (dy v_j) = dy y
      for (int d = 0; d < size; d++) {
        mean += dy[at + d] * y[at + d];
      }
      for (int j = a.first(row); j <= row; j++) {
        total += Math.exp(inner(qkv[0], at, qkv[1], (j * kvHeads + kv) * size, size));
      }
      for (int j = a.first(row); j <= row; j++) {
        int key = (j * kvHeads + kv) * size;
        double p = Math.exp(inner(qkv[0], at, qkv[1], key, size)) / total;
        double ds = p * (inner(dy, at, qkv[2], key, size) * Math.sqrt(size) - mean);
        for (int d = 0; d < size; d++) {
          gradients[0][at + d] += ds * qkv[1][key + d] / Math.sqrt(size);
          gradients[1][key + d] += ds * qkv[0][at + d] / Math.sqrt(size);
          gradients[2][key + d] += p * dy[at + d];
        }
      }
    }
    return gradients;
  }

  /** Inner product over the square root of the size. */
  private static double inner(double[] x, int xo, double[] y, int yo, int size) {
    double sum = 0;
    for (int d = 0; d < size; d++) {
      sum += x[xo + d] * y[yo + d] / Math.sqrt(size);
    }
    return sum;
  }

  static double[] logSoftmax(double[] logits, int vocabulary, double temperature) {
    double[] y = new double[logits.length];
    for (int r = 0; r < y.length; r += vocabulary) {
      double z = 0;
      for (int v = 0; v < vocabulary; v++) {
        z += Math.exp(logits[r + v] / temperature);
      }
      for (int v = 0; v < vocabulary; v++) {
        y[r + v] = logits[r + v] / temperature - Math.log(z);
      }
    }
    return y;
  }
}
