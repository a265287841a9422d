/**
 * Policy times task gives figures: {@link org.srl4j.eval.harness.TaskEvaluator} lets a policy solve
 * problems and judges the rollouts, {@link org.srl4j.eval.harness.HeldOutValidator} does so during
 * training.
 */
package org.srl4j.eval.harness;
