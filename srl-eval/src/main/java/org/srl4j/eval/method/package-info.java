/**
 * Methods as values: where experience comes from, how it is asked and decoded, what rewards it, how
 * it becomes an update, and when training stops.
 *
 * <p>Flow: {@link org.srl4j.eval.method.Methods} reads the built-in methods ({@code methods.yaml}
 * beside it) and what a config changes or adds; a {@link org.srl4j.eval.method.Method} carries a
 * {@link org.srl4j.eval.method.Training}, which makes the experience source, the learner's and the
 * trainer's options of a {@link org.srl4j.eval.method.Lesson}. Whoever runs methods asks these
 * values and never what kind of method it is.
 *
 * <p>To extend: write a reward, an advantage estimator or an objective and name its class in a
 * config ({@code methods.mine.reward.type}); for a new way of learning add a record to {@link
 * org.srl4j.eval.method.Training}'s family.
 */
package org.srl4j.eval.method;
