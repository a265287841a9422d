package org.srl4j.eval.swe.run.judge;

/**
 * The argument of the constructor that makes a stand-in of an object which is there already.
 *
 * @param number in the candidate's process, from 1
 */
public record Arrival(int number) {}
