/**
 * What goes between the processes that test a candidate: {@link org.srl4j.eval.swe.run.wire.Frame}s
 * over pipes, and in them values of Java, by {@link org.srl4j.eval.swe.run.wire.Border}.
 */
package org.srl4j.eval.swe.run.wire;
