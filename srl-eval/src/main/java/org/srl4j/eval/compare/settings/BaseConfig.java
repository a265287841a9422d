package org.srl4j.eval.compare.settings;

import org.srl4j.models.block.DecoderConfig;

/**
 * The base policy: its sizes and how it is pre-trained.
 *
 * @param hiddenSize C
 * @param innerSize of the feed-forward
 * @param layers decoder blocks
 * @param heads attention heads; as many key/value heads
 * @param ropeBase base of the rotary wavelengths
 * @param maxLength longest sequence in tokens
 * @param updates pre-training updates; 0 = an untrained base
 * @param batchSize documents per update
 * @param learningRate peak; 100 updates of warm-up, then a cosine to 5 %
 * @param weightDecay of the matrices
 * @param minExecution a base must compute this share of its own steps right, in [0, 1]; 0 = no
 *     check
 */
public record BaseConfig(
    int hiddenSize,
    int innerSize,
    int layers,
    int heads,
    double ropeBase,
    int maxLength,
    int updates,
    int batchSize,
    double learningRate,
    double weightDecay,
    double minExecution) {

  /** Checks ranges. */
  public BaseConfig {
    if (heads < 1 || hiddenSize % heads != 0) {
      throw new IllegalArgumentException(
          "heads: must divide hiddenSize " + hiddenSize + ", got " + heads);
    }
    if (updates < 0 || batchSize < 1) {
      throw new IllegalArgumentException(
          "updates, batchSize: must be at least 0 and 1, got " + updates + ", " + batchSize);
    }
    if (!(minExecution >= 0 && minExecution <= 1)) {
      throw new IllegalArgumentException("minExecution: must be in [0, 1], got " + minExecution);
    }
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new IllegalArgumentException("learningRate: must be above 0, got " + learningRate);
    }
    if (!(weightDecay >= 0 && Double.isFinite(weightDecay))) {
      throw new IllegalArgumentException("weightDecay: must be at least 0, got " + weightDecay);
    }
    new DecoderConfig(
        2,
        hiddenSize,
        innerSize,
        layers,
        heads,
        heads,
        hiddenSize / heads,
        ropeBase,
        1e-5,
        false,
        false,
        maxLength);
  }

  /** 0.42 M parameters; 5,000 updates of 32 documents, about 9.8 M tokens. */
  public static BaseConfig defaults() {
    return new BaseConfig(128, 352, 2, 8, 100, 320, 5000, 32, 3e-3, 0.01, 0.97);
  }

  /**
   * Sizes of the decoder.
   *
   * @param vocabularySize of the task's tokenizer
   */
  public DecoderConfig decoder(int vocabularySize) {
    return new DecoderConfig(
        vocabularySize,
        hiddenSize,
        innerSize,
        layers,
        heads,
        heads,
        hiddenSize / heads,
        ropeBase,
        1e-5,
        false,
        false,
        maxLength);
  }
}
