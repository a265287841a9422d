package com.example.ideas;

import org.srl4j.core.graph.GraphBlock;
import org.srl4j.models.block.AttentionDesign;
import org.srl4j.models.block.DecoderConfig;

/**
 * Layers with {@link WindowAttention}.
 *
 * @param width how many positions a position sees, itself among them, at least 1
 */
public record WindowLayers(int width) implements AttentionDesign {
  @Override
  public GraphBlock attention(DecoderConfig sizes, int index) {
    return new WindowAttention(sizes, width);
  }

  /** The cache is the stock attention's, so a token costs its whole sequence again. */
  @Override
  public boolean cached() {
    return false;
  }
}
