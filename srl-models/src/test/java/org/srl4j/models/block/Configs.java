package org.srl4j.models.block;

/** Small decoders for tests. */
final class Configs {
  private Configs() {}

  /** Hidden size 10, one layer. */
  static DecoderConfig attention(int heads, int keyValueHeads, int headSize, boolean bias) {
    return new DecoderConfig(
        11, 10, 14, 1, heads, keyValueHeads, headSize, 100, 1e-5, bias, false, 32);
  }
}
