package org.srl4j.models.block;

/**
 * Sizes of a Llama-style decoder, and how its layers attend.
 *
 * @param vocabularySize V, at least 2
 * @param hiddenSize C
 * @param innerSize columns of the feed-forward's inner layer
 * @param layers number of decoder blocks, from 1 to 10,000
 * @param heads H, query heads
 * @param keyValueHeads K, divides H
 * @param headSize D, even
 * @param ropeBase base of the rotary wavelengths, above 0
 * @param normEpsilon added to mean squares, above 0
 * @param attentionBias whether q, k and v have a bias (Qwen2: yes)
 * @param tiedHead whether the head uses the embedding table
 * @param maxLength longest sequence in tokens
 * @param attention what differs from plain causal attention
 */
public record DecoderConfig(
    int vocabularySize,
    int hiddenSize,
    int innerSize,
    int layers,
    int heads,
    int keyValueHeads,
    int headSize,
    double ropeBase,
    double normEpsilon,
    boolean attentionBias,
    boolean tiedHead,
    int maxLength,
    AttentionForm attention) {
  /** Most layers; far above any known model, it bounds the graph that is defined for the sizes. */
  public static final int MAX_LAYERS = 10_000;

  /** Checks that the sizes fit together. */
  public DecoderConfig {
    atLeast("vocabularySize", vocabularySize, 2);
    atLeast("hiddenSize", hiddenSize, 1);
    atLeast("innerSize", innerSize, 1);
    atLeast("layers", layers, 1);
    atLeast("heads", heads, 1);
    atLeast("keyValueHeads", keyValueHeads, 1);
    atLeast("headSize", headSize, 2);
    atLeast("maxLength", maxLength, 2);
    if (layers > MAX_LAYERS) {
      throw new IllegalArgumentException(
          "layers: must be at most " + MAX_LAYERS + ", got " + layers);
    }
    if (attention.layers() > layers) {
      throw new IllegalArgumentException(
          "attention: must name layers below " + layers + ", got " + attention);
    }
    if (heads % keyValueHeads != 0) {
      throw new IllegalArgumentException(
          "keyValueHeads: must divide heads " + heads + ", got " + keyValueHeads);
    }
    if (headSize % 2 != 0) {
      throw new IllegalArgumentException("headSize: must be even, got " + headSize);
    }
    if (!(ropeBase > 0) || !(normEpsilon > 0)) {
      throw new IllegalArgumentException(
          "ropeBase, normEpsilon: must be above 0, got " + ropeBase + ", " + normEpsilon);
    }
  }

  /** With plain attention. */
  public DecoderConfig(
      int vocabularySize,
      int hiddenSize,
      int innerSize,
      int layers,
      int heads,
      int keyValueHeads,
      int headSize,
      double ropeBase,
      double normEpsilon,
      boolean attentionBias,
      boolean tiedHead,
      int maxLength) {
    this(
        vocabularySize,
        hiddenSize,
        innerSize,
        layers,
        heads,
        keyValueHeads,
        headSize,
        ropeBase,
        normEpsilon,
        attentionBias,
        tiedHead,
        maxLength,
        AttentionForm.PLAIN);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": must be at least " + least + ", got " + value);
    }
  }

  /** The same sizes with a tied head or one of its own. */
  public DecoderConfig withTiedHead(boolean tied) {
    return with(tied, attention);
  }

  /** The same sizes with layers that attend in this form. */
  public DecoderConfig withAttention(AttentionForm form) {
    return with(tiedHead, form);
  }

  private DecoderConfig with(boolean tied, AttentionForm form) {
    return new DecoderConfig(
        vocabularySize,
        hiddenSize,
        innerSize,
        layers,
        heads,
        keyValueHeads,
        headSize,
        ropeBase,
        normEpsilon,
        attentionBias,
        tied,
        maxLength,
        form);
  }

  /** The embedded benchmark's policy: 2 layers of 128, about 0.4 M parameters. */
  public static DecoderConfig tiny(int vocabularySize, int maxLength) {
    return new DecoderConfig(
        vocabularySize, 128, 352, 2, 8, 8, 16, 100, 1e-5, false, false, maxLength);
  }
}
