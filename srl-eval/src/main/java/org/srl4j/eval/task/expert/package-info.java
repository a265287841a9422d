/**
 * The task on files of expert trajectories.
 *
 * <p>Flow: {@link org.srl4j.eval.task.expert.TrajectoryFormat} reads a file; {@link
 * org.srl4j.eval.task.expert.Answering} states the answer at a trajectory's end where that is asked
 * for, and judges attempts; {@link org.srl4j.eval.task.expert.TaskTexts} asks for steps and
 * solutions through {@link org.srl4j.eval.ask.Asking} and leaves out what has no room; {@link
 * org.srl4j.eval.task.expert.TrajectoryTask} is the task that methods are trained and tested on.
 */
package org.srl4j.eval.task.expert;
