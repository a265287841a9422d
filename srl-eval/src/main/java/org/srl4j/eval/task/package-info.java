/**
 * Tasks: problems with verifiable answers, the expert's trajectories, and how both become text.
 *
 * <p>Flow: a {@link org.srl4j.eval.task.Task} gives problems and trajectories a split, renders step
 * contexts and problems as prompts, renders trajectories as demonstrations, and says how
 * completions are drawn ({@link org.srl4j.eval.task.Decoding}) and where their answer stands. It
 * knows no policy and no tokenizer.
 *
 * <p>To extend: implement {@link org.srl4j.eval.task.Task}; what a data set does not have (base
 * documents, diagnostics) has a default.
 */
package org.srl4j.eval.task;
