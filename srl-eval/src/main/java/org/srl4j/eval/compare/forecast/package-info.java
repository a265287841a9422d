/**
 * What a comparison or a training will take, before it begins: {@code srl compare --dry-run}.
 *
 * <p>Flow: {@link org.srl4j.eval.compare.forecast.Forecaster} runs a little of every kind of work
 * on the policy that training starts from, on a copy that is thrown away: collections with their
 * updates, validations, tests, each in growing sizes until the whole size or enough time is reached
 * ({@link org.srl4j.eval.compare.forecast.Timing}). The nodes of the graph of runs get these times,
 * {@link org.srl4j.eval.compare.forecast.WorkerHours} lays them out side by side, and {@link
 * org.srl4j.eval.compare.forecast.Forecast} is what is told. Memory is calculated from shapes and
 * the plan of an update, and measured beside it.
 */
package org.srl4j.eval.compare.forecast;
