/**
 * Where whole attempts begin: at the problem, or after some of the expert's steps (R3's reverse
 * curriculum, arXiv:2402.05808).
 *
 * <p>Flow: {@link org.srl4j.eval.method.begin.Beginning} is what a config says; for each collection
 * it gives the number of steps that are shown. {@link org.srl4j.eval.method.begin.ExpertBeginnings}
 * puts it to work on a task: it makes the prompts, goes on from them turn by turn, and lets rewards
 * see the whole attempt, the expert's part included.
 */
package org.srl4j.eval.method.begin;
