/**
 * The rewards that a method can name.
 *
 * <p>Flow: a method carries a {@link org.srl4j.core.reward.RolloutReward}; one that depends on the
 * task is a {@link org.srl4j.eval.method.reward.TaskReward} and is bound to the task and its
 * prompts before training begins, which may leave prompts out that it cannot reward.
 *
 * <p>To extend: implement {@code RolloutReward}, or {@code TaskReward} if the task is needed, and
 * name the class in a config.
 */
package org.srl4j.eval.method.reward;
