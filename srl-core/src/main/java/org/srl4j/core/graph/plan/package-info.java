/**
 * From a SameDiff graph to something that runs fast: {@code PlanBuilder} imports what is asked for,
 * {@code ReversePass} adds gradients, {@code MemoryPlan} places the buffers, and {@link
 * org.srl4j.core.graph.plan.ExecutionPlan} runs the list. Nothing else is public.
 */
package org.srl4j.core.graph.plan;
