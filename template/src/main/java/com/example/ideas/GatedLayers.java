package com.example.ideas;

import org.srl4j.core.graph.GraphBlock;
import org.srl4j.models.block.AttentionDesign;
import org.srl4j.models.block.DecoderConfig;

/** Layers with {@link GatedAttention}; it has no settings. */
public record GatedLayers() implements AttentionDesign {
  @Override
  public GraphBlock attention(DecoderConfig sizes, int index) {
    return new GatedAttention(sizes, index);
  }

  /** Nothing but the stock attention looks across positions. */
  @Override
  public boolean cached() {
    return true;
  }
}
