/**
 * ORDER, the embedded benchmark: apply digit operations in a hidden conventional order.
 *
 * <p>A problem shows a 5-digit start state and eight operations in random order; the right solution
 * applies them in the order of a hidden convention. A base policy learns from random-order
 * documents to execute operations, one intermediate state at a time, but cannot know the
 * convention. Expert steps leap: two operations a step, only the result shown.
 *
 * <p>Flow: seed → convention and problems → expert steps → trajectories, prompts and
 * demonstrations; independently of the convention, seed and index → base documents. {@code
 * LuckEstimate} measures how often a random order is right by luck.
 *
 * <p>To extend: change the rules in {@code DigitOperation}, measure the luck again, raise {@code
 * OrderTask.VERSION} and rewrite the sample with {@code OrderDataWriter}.
 */
package org.srl4j.eval.task.order;
