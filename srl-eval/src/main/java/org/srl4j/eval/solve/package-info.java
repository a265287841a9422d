/**
 * Lets a model solve a benchmark.
 *
 * <p>Flow: {@link org.srl4j.eval.solve.BenchmarkRun} puts {@linkplain
 * org.srl4j.eval.benchmark.Benchmark problems}, a {@linkplain org.srl4j.eval.solve.SolvingModel
 * model}, {@link org.srl4j.eval.solve.Draws} and a grader together, samples into a {@link
 * org.srl4j.eval.sample.SampleFolder} what is missing there, and grades. The command line and the
 * notebooks' exams both are this run.
 *
 * <p>A new grader gets its name in {@link org.srl4j.eval.solve.Graders}.
 */
package org.srl4j.eval.solve;
