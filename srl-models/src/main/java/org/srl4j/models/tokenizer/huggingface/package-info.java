/**
 * What Hugging Face's tokenizer folders have in common: names of special tokens in {@link
 * org.srl4j.models.tokenizer.huggingface.SpecialTokens}, and any {@code tokenizer.json} through
 * their own library in {@link org.srl4j.models.tokenizer.huggingface.NativeTokenizer}.
 */
package org.srl4j.models.tokenizer.huggingface;
