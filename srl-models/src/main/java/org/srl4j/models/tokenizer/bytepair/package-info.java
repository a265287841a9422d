/**
 * Byte-level byte-pair encoding as in GPT-2 and Qwen2: {@link
 * org.srl4j.models.tokenizer.bytepair.BytePairTokenizer} over a {@link
 * org.srl4j.models.tokenizer.bytepair.BytePairVocabulary}, which {@link
 * org.srl4j.models.tokenizer.bytepair.BytePairTrainer} learns and the readers of {@code
 * tokenizer.json} and of {@code vocab.json} with {@code merges.txt} find in a folder.
 *
 * <p>To extend: another way to cut text is a {@link
 * org.srl4j.models.tokenizer.bytepair.SplitPattern}.
 */
package org.srl4j.models.tokenizer.bytepair;
