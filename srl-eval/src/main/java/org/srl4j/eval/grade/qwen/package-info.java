/**
 * The grader of the Qwen2.5-Math evaluation harness (github.com/QwenLM/Qwen2.5-Math, commit
 * a45202b, MIT), quirks included: the SRL paper's figures were made with it.
 *
 * <p>Flow: {@link org.srl4j.eval.grade.qwen.QwenGrader} takes the answer out of the response
 * (AnswerExtraction), strips it twice (AnswerStripping) and compares it with the gold, stripped
 * once (MathEquality; what stays undecided goes to {@code eval.grade.sympy}). To follow another
 * data set's rules of the harness, add them to {@link org.srl4j.eval.grade.qwen.QwenOptions}.
 */
package org.srl4j.eval.grade.qwen;
