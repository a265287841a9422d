package org.srl4j.models.block;

import org.srl4j.core.graph.GraphBlock;

/** {@link DecoderBlock} as it is. */
public record StockLayers() implements LayerDesign {
  @Override
  public GraphBlock layer(DecoderConfig sizes) {
    return new DecoderBlock(sizes);
  }

  @Override
  public boolean cached() {
    return true;
  }
}
