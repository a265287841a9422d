/**
 * Weights on disk in the forms that other tools write, seen as named tensors with Hugging Face's
 * names and layout: {@link org.srl4j.models.huggingface.weights.TensorFiles} (safetensors, one file
 * or shards) and {@link org.srl4j.models.huggingface.weights.Llama2cFile} are {@link
 * org.srl4j.models.huggingface.weights.WeightSource}s; {@link
 * org.srl4j.models.huggingface.weights.WeightWriter} writes the first. To read another form, write
 * a source that checks everything but the values when it is opened.
 */
package org.srl4j.models.huggingface.weights;
