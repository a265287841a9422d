/**
 * Figures about held-out problems, each with its uncertainty.
 *
 * <p>Main flow: a harness turns the completions of one policy into one {@link
 * org.srl4j.eval.metric.ProblemOutcome} a problem; accuracy, avg@k and pass@k come from a list of
 * them, tests between two policies from a {@link org.srl4j.eval.metric.PairedOutcomes}. Shares are
 * in [0, 1] everywhere; a figure that is not defined (the spread of one value) is {@code NaN},
 * never 0.
 *
 * <p>To add a metric, compute it from outcomes and state what its uncertainty covers: other
 * problems, other samples or other training seeds. Samples are never pooled as if they were runs.
 */
package org.srl4j.eval.metric;
