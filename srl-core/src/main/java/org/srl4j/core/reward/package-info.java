/**
 * Rewards that explain themselves: similarity with the expert's step (SRL) and verifiable answers
 * (RLVR).
 *
 * <p>Main flow: a {@code Reward} takes a completion and a reference. The SRL reward sends the
 * completion through the format gate and scores the action by a {@code Similarity}; the RLVR reward
 * extracts an answer and compares it with the gold answer. Both give a {@code Score} with a
 * verdict.
 *
 * <p>To extend: implement {@code Similarity} or {@code Reward} and subclass {@code
 * SimilarityContract} or {@code RewardContract} of the test jar.
 */
package org.srl4j.core.reward;
