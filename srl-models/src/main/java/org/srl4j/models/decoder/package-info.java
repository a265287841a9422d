/**
 * Whole decoders: {@link org.srl4j.models.block.DecoderConfig} holds the sizes, {@link
 * org.srl4j.models.decoder.Decoder} strings the blocks together.
 */
package org.srl4j.models.decoder;
