/**
 * Tests of Java repositories, run where they can do little harm: {@link
 * org.srl4j.eval.swe.run.JavaTestRunner} hands {@link org.srl4j.eval.swe.run.Candidate}s to a
 * contained child JVM, which compiles and tests them in memory, and reads {@link
 * org.srl4j.eval.swe.run.TestRun}s back.
 */
package org.srl4j.eval.swe.run;
