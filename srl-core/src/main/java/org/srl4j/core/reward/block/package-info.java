/**
 * The matching blocks of two texts as CPython's {@code difflib} takes them.
 *
 * <p>Flow: {@link org.srl4j.core.reward.block.ElementPair} numbers the elements of both texts,
 * {@link org.srl4j.core.reward.block.BlockFinder} chooses how to look for blocks, {@link
 * org.srl4j.core.reward.block.BlockSink} collects them.
 *
 * <p>To extend: another way to find blocks is a {@code BlockFinder.Way} that must give the same
 * blocks.
 */
package org.srl4j.core.reward.block;
