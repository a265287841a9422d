/**
 * What is asked: benchmarks as versioned data.
 *
 * <p>Flow: {@link org.srl4j.eval.benchmark.TaskCatalogue} finds a {@link
 * org.srl4j.eval.benchmark.TaskDefinition} (a resource of this package, or a user's YAML), {@link
 * org.srl4j.eval.benchmark.BenchmarkLoader} reads its data file into a {@link
 * org.srl4j.eval.benchmark.Benchmark}: problems with their gold answers, the file's checksum and
 * what a reader of the figures must be warned of. {@link org.srl4j.eval.benchmark.Overlap} finds
 * problems that a training set holds too.
 *
 * <p>To add a benchmark, write a YAML file; to add a form of gold answers, a constant of {@link
 * org.srl4j.eval.benchmark.GoldForm}. Nothing here samples or grades.
 */
package org.srl4j.eval.benchmark;
