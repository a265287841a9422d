/**
 * From prompts to groups of rollouts; rewards are unknown here.
 *
 * <p>Flow: {@link org.srl4j.core.rollout.RolloutCollector} asks the {@link
 * org.srl4j.core.rollout.TurnProtocol} for each rollout's next prompt, sends all live rollouts to
 * the policy in one batch, and repeats until the protocol ends every rollout. Each rollout's seed
 * depends on the root seed, its prompt's id and its number in the group alone.
 *
 * <p>To extend: write a {@code TurnProtocol}; training and evaluation then use the same one.
 */
package org.srl4j.core.rollout;
