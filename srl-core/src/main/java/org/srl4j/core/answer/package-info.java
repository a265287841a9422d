/**
 * Where the final answer of a text may stand: what of a response counts, and the boxes in it.
 *
 * <p>Main flow: {@code Spoken} leaves out what was only thought and what belongs to another turn;
 * {@code Boxes} finds the boxes of what is left. Rewards, readers of gold answers and the strict
 * grader all use these two, so that they cannot disagree. Graders ported from other projects have
 * their originals' finders.
 *
 * <p>To extend: a new way to mark a thought or a turn is one more alternative in {@code Spoken}.
 */
package org.srl4j.core.answer;
