/**
 * Models as other tools write and read them. {@link org.srl4j.models.huggingface.ModelFolder} opens
 * a Hugging Face folder or a llama2.c checkpoint: {@code config.json} becomes a {@link
 * org.srl4j.models.huggingface.config.ModelConfig}, the headers of the weights are compared with
 * it, and only then are values read, tensor by tensor, straight into the flat parameters.
 * Parameters have Hugging Face's names everywhere, so nothing is renamed.
 *
 * <p>To extend: another architecture is told in {@link org.srl4j.models.huggingface.config};
 * another file format is a {@link org.srl4j.models.huggingface.weights.WeightSource}.
 */
package org.srl4j.models.huggingface;
