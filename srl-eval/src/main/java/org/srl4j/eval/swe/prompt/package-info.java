/**
 * Prompts from a checkout and what a policy answers to them: a {@link
 * org.srl4j.eval.swe.prompt.FileChoice} says which files are shown (those of the gold patch, or
 * those that the policy names), a {@link org.srl4j.eval.swe.prompt.RepairForm} asks for a repair
 * and reads it, {@link org.srl4j.eval.swe.prompt.Majority} picks one of several. {@link
 * org.srl4j.eval.swe.prompt.RepairPredictor} is all of it.
 *
 * <p>The layouts are those of SWE-bench's inference (Jimenez et al., arXiv:2310.06770) and of
 * Agentless (Xia et al., arXiv:2407.01489) in the reduction of SWE-RL (Wei et al.,
 * arXiv:2502.18449); the sentences around them are this project's, and {@link
 * org.srl4j.eval.swe.prompt.PromptText} takes any others.
 *
 * <p>Another form of asking is another {@code RepairForm}.
 */
package org.srl4j.eval.swe.prompt;
