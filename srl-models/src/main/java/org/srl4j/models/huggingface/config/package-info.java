/**
 * {@code config.json} of a model: {@link org.srl4j.models.huggingface.config.ModelConfig} is what
 * it says. Fields that are known to change what a decoder computes are understood or refused by
 * name.
 *
 * <p>To extend: another architecture is a constant of {@code Architecture}, with what its fields
 * mean in {@code AttentionFields} and {@code RotaryFields}, and a decoder that computes it.
 */
package org.srl4j.models.huggingface.config;
