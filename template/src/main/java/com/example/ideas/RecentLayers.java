package com.example.ideas;

import org.srl4j.core.graph.GraphBlock;
import org.srl4j.models.block.AttentionDesign;
import org.srl4j.models.block.AttentionForm;
import org.srl4j.models.block.CausalSelfAttention;
import org.srl4j.models.block.DecoderConfig;

/**
 * The lower half of the layers sees the last positions only, the upper half all of them; by the
 * stock attention, so with its kernels and its cache.
 *
 * @param width how many positions a position of the lower half sees, itself among them, at least 1
 */
public record RecentLayers(int width) implements AttentionDesign {
  @Override
  public GraphBlock attention(DecoderConfig sizes, int index) {
    AttentionForm form = sizes.attention().withWindow(width, (sizes.layers() + 1) / 2);
    return new CausalSelfAttention(sizes.withAttention(form), index);
  }

  @Override
  public boolean cached() {
    return true;
  }
}
