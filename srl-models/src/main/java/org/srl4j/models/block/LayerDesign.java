package org.srl4j.models.block;

import java.util.Objects;
import java.util.function.Function;
import org.srl4j.core.graph.GraphBlock;

/**
 * What the layers of a decoder are made of: the stock ones or yours. A layer maps [B, T, C] to [B,
 * T, C].
 *
 * @param layer makes one layer for these sizes
 * @param cached whether only the stock attention, if any, looks across positions; then sampling
 *     keeps keys and values, else every token computes the whole sequence again
 */
public record LayerDesign(Function<DecoderConfig, GraphBlock> layer, boolean cached) {

  /** {@link DecoderBlock} as it is. */
  public static final LayerDesign STOCK = new LayerDesign(DecoderBlock::new, true);

  /** Rejects missing parts. */
  public LayerDesign {
    Objects.requireNonNull(layer, "layer");
  }

  /**
   * The stock layer with another attention.
   *
   * @param attention makes the block that stands where {@link CausalSelfAttention} does, below the
   *     name {@code self_attn}
   * @param cached see {@link LayerDesign}
   */
  public static LayerDesign ofAttention(
      Function<DecoderConfig, GraphBlock> attention, boolean cached) {
    Objects.requireNonNull(attention, "attention");
    return new LayerDesign(config -> new DecoderBlock(config, attention.apply(config)), cached);
  }
}
