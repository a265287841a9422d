/**
 * How models and losses are written: {@link org.srl4j.core.graph.GraphBlock}s add stock SameDiff
 * ops to a {@link org.srl4j.core.graph.GraphScope}; {@code plan} compiles and differentiates the
 * result, {@code kernel} holds fused operations. To add a block, implement the interface with plain
 * ops, subclass its contract test, and only then think of a kernel.
 */
package org.srl4j.core.graph;
