/**
 * Reads a mathematical answer, in LaTeX or as plain text, into an immutable tree.
 *
 * <p>Main flow: {@link org.srl4j.eval.grade.algebra.reader.AnswerReader} cleans the spelling,
 * {@link org.srl4j.eval.grade.algebra.reader.Lexer} makes tokens, {@link
 * org.srl4j.eval.grade.algebra.reader.AnswerParser} makes an {@link
 * org.srl4j.eval.grade.algebra.Expression}. Where a text can be read in two ways (1,234 as a number
 * or as two numbers) there is a reading for each. Length, depth and size are bounded by counting,
 * and nothing is ever evaluated as code.
 *
 * <p>To teach it a new notation, add a case to {@link
 * org.srl4j.eval.grade.algebra.reader.AtomParser}, a record to {@link
 * org.srl4j.eval.grade.algebra.Expression} if the meaning is new, and a row to the test of the
 * reader; the compiler then names every place that must know the new record.
 */
package org.srl4j.eval.grade.algebra.reader;
