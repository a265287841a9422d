package org.srl4j.eval.compare.graph;

/**
 * One piece of work: plain data, so that it can be carried out anywhere.
 *
 * @param kind training or test
 * @param method name of the method
 * @param seed training seed
 * @param learningRate of a training, above 0; NaN for a test
 * @param start folder, below the comparison's, of the trained run to start from or to test; empty =
 *     the seed's start
 * @param target folder, below the comparison's, that has the result when the work is done. It is
 *     made under another name and gets its own in one rename
 */
public record Order(
    Node.Kind kind, String method, long seed, double learningRate, String start, String target) {}
