/**
 * A comparison as a graph of runs: what there is to be done, what each waits for, where it stands
 * on disk, and the one scheduler that gives the work out.
 *
 * <p>Flow: {@link org.srl4j.eval.compare.graph.RunGraph#of} makes the nodes of a config; {@link
 * org.srl4j.eval.compare.graph.Scheduler} gives a {@link org.srl4j.eval.compare.graph.Workplace} an
 * {@link org.srl4j.eval.compare.graph.Order} for each that is ready; the workplace leaves {@link
 * org.srl4j.eval.compare.graph.TrainedRun} or {@link org.srl4j.eval.compare.graph.TestedRun} in the
 * order's folder. To extend: another workplace, where orders are carried out elsewhere. Decided in
 * {@code docs/adr/0014-graph-of-runs.md}.
 */
package org.srl4j.eval.compare.graph;
