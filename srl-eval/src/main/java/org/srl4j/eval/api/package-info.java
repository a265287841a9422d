/**
 * A few verbs for notebooks: {@link org.srl4j.eval.api.Policies} loads, {@link
 * org.srl4j.eval.api.Experiments} trains, {@link org.srl4j.eval.api.Tasks} evaluates, and what
 * comes back is {@link org.srl4j.eval.api.Shown} by the notebook itself.
 *
 * <p>Main flow: {@code
 * Experiments.srl(policy).with("methods.srl.schedule.max_collections=8").run()} trains in the
 * comparison's own way ({@link org.srl4j.eval.compare.SingleTraining}); the run gives its policy,
 * its metrics as a table, its curve as a chart. Nothing is trained here. One training at a time; an
 * interrupt ends it after its present collection, and {@code Experiments.latest()} has what was
 * done.
 *
 * <p>To extend: hand your {@link org.srl4j.core.reward.RolloutReward} to {@link
 * org.srl4j.eval.api.Experiment#reward}, an advantage estimator or an objective likewise, your
 * {@link org.srl4j.eval.task.Task} to {@link org.srl4j.eval.api.Experiment#on}, a model with your
 * layers to {@link org.srl4j.eval.api.Experiments}.
 */
package org.srl4j.eval.api;
