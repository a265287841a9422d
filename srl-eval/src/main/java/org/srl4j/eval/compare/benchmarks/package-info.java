/**
 * The benchmarks that the policies of a comparison are asked after training.
 *
 * <p>Flow: {@link org.srl4j.eval.compare.benchmarks.AskedBenchmarks#of} reads all of them before
 * anything is trained and refuses what is missing or another file than the expected one; {@link
 * org.srl4j.eval.compare.benchmarks.BenchmarkWork} asks one policy one benchmark, in a folder that
 * an earlier process may have begun; {@link org.srl4j.eval.compare.benchmarks.BenchmarkResults}
 * makes the report's section of what is there. Sampling and grading are those of {@code srl eval}.
 * To add a benchmark, write a task file, see {@code docs/benchmarks.md}.
 */
package org.srl4j.eval.compare.benchmarks;
