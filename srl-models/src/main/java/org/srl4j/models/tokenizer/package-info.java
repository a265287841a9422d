/**
 * Text to token ids and back: whole words for the embedded benchmark, code points, and byte-level
 * byte-pair encoding for natural text. A tokenizer writes itself into a checkpoint folder with
 * {@code save}, and {@link org.srl4j.models.tokenizer.Tokenizers#load} reads back whichever it
 * finds.
 *
 * <p>To extend: implement {@link org.srl4j.core.policy.Tokenizer}, give its {@code tokenizer.json}
 * a type of its own, add it to {@code Tokenizers.load}, and subclass the test {@code
 * TokenizerContract}.
 */
package org.srl4j.models.tokenizer;
