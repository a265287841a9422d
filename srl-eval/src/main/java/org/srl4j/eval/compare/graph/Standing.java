package org.srl4j.eval.compare.graph;

/**
 * Where a node stands.
 *
 * @param node which
 * @param state where
 * @param cause of a state that {@linkplain NodeState#isLost() lost} the result; else empty
 */
public record Standing(Node node, NodeState state, String cause) {}
