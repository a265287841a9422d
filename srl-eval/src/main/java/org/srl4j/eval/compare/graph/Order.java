package org.srl4j.eval.compare.graph;

/**
 * One piece of work: plain data, so that it can be carried out anywhere.
 *
 * @param kind what is to be done
 * @param method name of the method
 * @param seed training seed
 * @param benchmark name of the benchmark to ask; empty where none is
 * @param learningRate of a training, above 0; else NaN
 * @param start folder, below the comparison's, of the trained run to start from or to ask; empty =
 *     the seed's start
 * @param target folder, below the comparison's, that has the result when the work is done. It is
 *     made under another name and gets its own in one rename
 */
public record Order(
    Node.Kind kind,
    String method,
    long seed,
    String benchmark,
    double learningRate,
    String start,
    String target) {}
