package org.srl4j.models.block;

import org.srl4j.core.graph.GraphBlock;

/** The stock layer with another attention. */
public interface AttentionDesign extends LayerDesign {

  /**
   * Makes the block that stands where {@link CausalSelfAttention} does, below the name {@code
   * self_attn}; it maps [B, T, C] to [B, T, C].
   *
   * @param index of the layer, from 0
   */
  GraphBlock attention(DecoderConfig sizes, int index);

  @Override
  default GraphBlock layer(DecoderConfig sizes, int index) {
    return new DecoderBlock(sizes, attention(sizes, index));
  }
}
