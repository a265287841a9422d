/**
 * SentencePiece's byte-pair encoding with scores: {@link
 * org.srl4j.models.tokenizer.sentencepiece.SentencePieceTokenizer} over a {@link
 * org.srl4j.models.tokenizer.sentencepiece.ScoredVocabulary} read from llama2.c's files.
 */
package org.srl4j.models.tokenizer.sentencepiece;
