package org.srl4j.models.block;

import org.srl4j.core.graph.GraphBlock;

/**
 * What the layers of a decoder are made of: the stock ones or yours. A layer maps [B, T, C] to [B,
 * T, C].
 *
 * <p>Implement it as a record whose components are its settings: numbers, truth values, texts, enum
 * constants, lists and maps of these, or records of these. Class and settings are written into a
 * checkpoint's {@code config.json}, from which {@link RecordedDesign} makes the design again; see
 * there for what is refused. For another attention alone implement {@link AttentionDesign}.
 */
public interface LayerDesign {

  /** {@link DecoderBlock} as it is. */
  LayerDesign STOCK = new StockLayers();

  /**
   * Makes one layer for these sizes.
   *
   * @param index of the layer, from 0
   */
  GraphBlock layer(DecoderConfig sizes, int index);

  /**
   * Whether only the stock attention, if any, looks across positions; then sampling keeps keys and
   * values, else every token computes the whole sequence again.
   */
  boolean cached();
}
