package org.srl4j.models.block;

import org.srl4j.core.graph.GraphBlock;

/** {@link DecoderBlock} with the attention that the sizes ask for. */
public record StockLayers() implements LayerDesign {
  @Override
  public GraphBlock layer(DecoderConfig sizes, int index) {
    return new DecoderBlock(sizes, new CausalSelfAttention(sizes, index));
  }

  @Override
  public boolean cached() {
    return true;
  }
}
