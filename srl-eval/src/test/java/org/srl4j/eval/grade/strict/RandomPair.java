package org.srl4j.eval.grade.strict;

/**
 * A pair that is equal or unequal by construction.
 *
 * @param kind what was changed
 * @param gold the gold answer
 * @param text an answer, or a response
 * @param response whether the text is a response
 */
record RandomPair(String kind, String gold, String text, boolean response) {}
