/**
 * Whether an answer is right. A {@link org.srl4j.eval.grade.Grader} takes a gold answer and either
 * an answer or a whole response, and returns a {@link org.srl4j.eval.grade.Grade}: the verdict,
 * what was extracted, and the rule that decided.
 *
 * <p>To add a grader, implement the interface and subclass its contract test; only the command line
 * maps names to graders.
 */
package org.srl4j.eval.grade;
