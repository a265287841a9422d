package org.srl4j.models.policy;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Frequencies and amplitude of a rotary embedding in plain double precision, from the fields of a
 * {@code config.json} and the formulas of transformers' modeling_rope_utils alone.
 *
 * @param frequencies [D/2], radians a position
 * @param amplitude on cosine and sine
 */
record PlainRotation(double[] frequencies, double amplitude) {

  static PlainRotation of(JsonNode config) {
    JsonNode rope =
        config.hasNonNull("rope_scaling")
            ? config.get("rope_scaling")
            : config.path("rope_parameters");
    int d = config.get("head_dim").intValue();
    double base = config.path("rope_theta").doubleValue();
    double[] frequencies = new double[d / 2];
    for (int i = 0; i < d / 2; i++) {
      double plain = Math.pow(rope.path("rope_theta").asDouble(base), -2.0 * i / d);
      frequencies[i] =
          switch (rope.path("rope_type").asText(rope.path("type").asText("default"))) {
            case "linear" -> plain / rope.get("factor").doubleValue();
            case "llama3" -> llama3(plain, rope);
            case "yarn" -> yarn(i, d, config, rope);
            default -> plain;
          };
    }
    boolean yarn = rope.path("rope_type").asText(rope.path("type").asText()).equals("yarn");
    double proposed = 0.1 * Math.log(rope.path("factor").asDouble(1)) + 1;
    return new PlainRotation(
        frequencies, yarn ? rope.path("attention_factor").asDouble(proposed) : 1);
  }

  private static double llama3(double frequency, JsonNode rope) {
    double factor = rope.get("factor").doubleValue();
    double low = rope.get("low_freq_factor").doubleValue();
    double high = rope.get("high_freq_factor").doubleValue();
    double original = rope.get("original_max_position_embeddings").doubleValue();
    double wavelength = 2 * Math.PI / frequency;
    if (wavelength > original / low) {
      return frequency / factor;
    }
    if (wavelength < original / high) {
      return frequency;
    }
    double smooth = (original / wavelength - low) / (high - low);
    return (1 - smooth) * frequency / factor + smooth * frequency;
  }

  private static double yarn(int pair, int d, JsonNode config, JsonNode rope) {
    double base = config.get("rope_theta").doubleValue();
    double factor = rope.get("factor").doubleValue();
    double original =
        rope.path("original_max_position_embeddings")
            .asDouble(config.get("max_position_embeddings").doubleValue());
    boolean truncate = rope.path("truncate").asBoolean(true);
    double low = dimension(rope.path("beta_fast").asDouble(32), d, base, original);
    double high = dimension(rope.path("beta_slow").asDouble(1), d, base, original);
    low = Math.max(0, truncate ? Math.floor(low) : low);
    high = Math.min(d - 1, truncate ? Math.ceil(high) : high);
    double ramp = (pair - low) / (low == high ? 0.001 : high - low);
    double extrapolated = 1 - Math.max(0, Math.min(1, ramp));
    double period = Math.pow(base, 2.0 * pair / d);
    return (1 - extrapolated) / (factor * period) + extrapolated / period;
  }

  private static double dimension(double turns, int d, double base, double original) {
    return d * Math.log(original / (turns * 2 * Math.PI)) / (2 * Math.log(base));
  }
}
