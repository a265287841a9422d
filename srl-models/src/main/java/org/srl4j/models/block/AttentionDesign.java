package org.srl4j.models.block;

import org.srl4j.core.graph.GraphBlock;

/** The stock layer with another attention. */
public interface AttentionDesign extends LayerDesign {

  /**
   * Makes the block that stands where {@link CausalSelfAttention} does, below the name {@code
   * self_attn}; it maps [B, T, C] to [B, T, C].
   */
  GraphBlock attention(DecoderConfig sizes);

  @Override
  default GraphBlock layer(DecoderConfig sizes) {
    return new DecoderBlock(sizes, attention(sizes));
  }
}
