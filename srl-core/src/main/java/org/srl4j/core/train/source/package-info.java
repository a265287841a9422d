/**
 * What the methods learn from. {@link org.srl4j.core.train.source.DemonstrationSource} serves SFT
 * and pre-training; {@link org.srl4j.core.train.source.RolloutSource} serves RLVR and SRL alike,
 * which differ in their prompts and reward only.
 *
 * <p>Flow of a rollout collection: prompts in a seeded order, G rollouts each, a score each,
 * dynamic sampling with refill, advantages, one experience a turn. Everything random is a function
 * of the source's seed and the collection's number, so a source has no state to save.
 */
package org.srl4j.core.train.source;
