package org.srl4j.eval.compare.forecast;

/**
 * A kind of work of a comparison.
 *
 * @param name for people
 * @param seconds of one
 * @param count how many there are: rates x seeds of a training, methods x seeds of tests
 * @param parts what one is made of, in words
 */
public record Phase(String name, double seconds, long count, String parts) {}
