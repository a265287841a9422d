/**
 * From a SameDiff graph to something that runs fast: {@code PlanBuilder} imports what is asked for
 * and refuses what does not fit or is known to be wrong ({@code ShapeCheck}, {@code KnownFaults}),
 * {@code ReversePass} adds gradients, {@code MemoryPlan} places the buffers on the heap and in
 * ND4J, and {@link org.srl4j.core.graph.plan.ExecutionPlan} runs the list. Only the plan and its
 * options are public. An op that a newer ND4J breaks or repairs is one row of {@code KnownFaults}.
 */
package org.srl4j.core.graph.plan;
