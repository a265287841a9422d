/**
 * REPAIR: repairs of a little Java project under a hidden convention, in a form that fits the
 * embedded policy.
 *
 * <p>Flow: {@link org.srl4j.eval.task.repair.RepairTask} draws {@link
 * org.srl4j.eval.task.repair.RepairProblem}s: an issue with failing checks, and routines of which
 * one constant each was changed. {@link org.srl4j.eval.task.repair.RepairConvention} says which
 * constant the project's developers would set right; {@link
 * org.srl4j.eval.task.repair.RepairScript} writes the actions open, edit, test and submit, of the
 * expert and, with random choices, of base documents. {@link
 * org.srl4j.eval.task.repair.RepairWorkspace} answers actions and says how the project behaves
 * afterwards.
 */
package org.srl4j.eval.task.repair;
