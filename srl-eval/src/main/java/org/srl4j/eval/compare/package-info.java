/**
 * The comparison: trains every method per seed, chooses learning rates and checkpoints by held-out
 * accuracy, tests what came out, and assembles the report. {@link
 * org.srl4j.eval.compare.Comparison} runs a graph of trainings and tests at a {@link
 * org.srl4j.eval.compare.graph workplace}; {@link org.srl4j.eval.compare.SingleTraining} is one
 * training alone, in the same way.
 */
package org.srl4j.eval.compare;
