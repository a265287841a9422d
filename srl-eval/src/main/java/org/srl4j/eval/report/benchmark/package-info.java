/**
 * The benchmarks of a comparison in its report: figures, what was asked, and the rows beside table
 * 1 of the SRL paper.
 *
 * <p>Flow: who knows the figures makes a {@link org.srl4j.eval.report.benchmark.BenchmarkSection},
 * whose {@link org.srl4j.eval.report.benchmark.PaperTable} has the paper's rows and one per method;
 * {@link org.srl4j.eval.report.benchmark.BenchmarkTables} makes tables of it for the pages. To add
 * a paper, give it a table of its own beside {@code PaperTable}.
 */
package org.srl4j.eval.report.benchmark;
