/**
 * Our own grader: mathematical equality of what was meant, decided by algebra.
 *
 * <p>Main flow of {@link org.srl4j.eval.grade.strict.StrictGrader}: {@link
 * org.srl4j.eval.grade.strict.AnswerExtractor} finds the final answer of a response, {@link
 * org.srl4j.eval.grade.strict.AnswerText} reads it as words or as expressions, {@link
 * org.srl4j.eval.grade.strict.Comparison} compares by kind: relations, lists, sets, tuples,
 * matrices, numbers with units. Every rule has a short name, and {@code docs/graders.md} has the
 * table of the decisions that could have gone another way.
 *
 * <p>To change a decision, change its rule, its row in that table, its test, and the version of the
 * grader.
 */
package org.srl4j.eval.grade.strict;
