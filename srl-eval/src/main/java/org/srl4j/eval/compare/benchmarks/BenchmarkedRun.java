package org.srl4j.eval.compare.benchmarks;

import org.srl4j.eval.report.PhaseTiming;

/**
 * Whose responses a benchmark's folder holds; {@code benchmarked.json} in it. The figures are in
 * the report beside it.
 *
 * @param run folder, below the comparison's, of the run that was asked; empty = the seed's start
 * @param timing time and work of the process that ended it
 */
public record BenchmarkedRun(String run, PhaseTiming timing) {

  /** Name of the file. */
  public static final String FILE = "benchmarked.json";
}
