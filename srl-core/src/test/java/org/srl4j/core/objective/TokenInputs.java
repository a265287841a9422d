package org.srl4j.core.objective;

/** Inputs of objectives. */
final class TokenInputs {
  private TokenInputs() {}

  /** Positive weights that differ, 0 from position {@code real} on. */
  static float[] weights(int batch, int length, int real) {
    float[] weights = new float[batch * length];
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < Math.min(length, real); t++) {
        weights[b * length + t] = 1f / (3 + b + t);
      }
    }
    return weights;
  }

  /** A table repeated: position t of sequence b gets entry {@code b * real + t}. */
  static float[] table(float[] entries, int batch, int length, int real) {
    float[] values = new float[batch * length];
    for (int i = 0; i < values.length; i++) {
      values[i] = entries[(i / length * real + i % length) % entries.length];
    }
    return values;
  }
}
