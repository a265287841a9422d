/**
 * The judge's process: {@link org.srl4j.eval.swe.run.judge.JudgeMain} compiles a candidate with the
 * tests and runs the tests against {@link org.srl4j.eval.swe.run.judge.Stubs stand-ins} of the
 * candidate's classes, which ask the candidate's process. No code of a candidate runs here, and
 * tests decide by values of this process.
 */
package org.srl4j.eval.swe.run.judge;
