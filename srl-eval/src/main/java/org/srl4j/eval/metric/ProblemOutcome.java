package org.srl4j.eval.metric;

import java.util.Objects;

/**
 * What one policy did on one problem: one greedy completion and n sampled ones.
 *
 * @param problemId the problem, unique within a list of outcomes
 * @param greedyVerdict the verdict on the completion at temperature 0; null when it was not run
 * @param greedyTruncated whether the greedy completion was cut at a length limit
 * @param greedyTokens tokens of the greedy completion, all turns together, at least 0
 * @param samples n, completions sampled at the task's temperature; 0 when only greedy was run
 * @param correct c of the n samples that are solved, 0..n
 * @param invalid how many of the n samples violate the format, 0..n-c
 * @param truncated how many of the n samples were cut at a length limit, 0..n
 */
public record ProblemOutcome(
    String problemId,
    Verdict greedyVerdict,
    boolean greedyTruncated,
    int greedyTokens,
    int samples,
    int correct,
    int invalid,
    int truncated) {

  /** Checks the counts. */
  public ProblemOutcome {
    Objects.requireNonNull(problemId, "problemId");
    requireRange("greedyTokens", greedyTokens, Integer.MAX_VALUE, problemId);
    requireRange("samples", samples, Integer.MAX_VALUE, problemId);
    requireRange("correct", correct, samples, problemId);
    requireRange("invalid", invalid, samples - correct, problemId);
    requireRange("truncated", truncated, samples, problemId);
  }

  /**
   * An outcome of which only the verdict and the number of right samples matter.
   *
   * @param problemId the problem
   * @param greedyVerdict the verdict on the greedy completion
   * @param samples n, at least 0
   * @param correct c, 0..n
   * @return nothing truncated, no invalid sample, 0 tokens
   */
  public static ProblemOutcome of(
      String problemId, Verdict greedyVerdict, int samples, int correct) {
    return new ProblemOutcome(problemId, greedyVerdict, false, 0, samples, correct, 0, 0);
  }

  /**
   * Whether the greedy completion is right.
   *
   * @return true for {@link Verdict#SOLVED} only
   * @throws IllegalArgumentException if greedy was not run
   */
  public boolean solvedGreedily() {
    if (greedyVerdict == null) {
      throw new IllegalArgumentException(
          "greedyVerdict: greedy was not run for problem " + problemId);
    }
    return greedyVerdict == Verdict.SOLVED;
  }

  /**
   * Share of the samples that is right, c/n.
   *
   * @return in [0, 1]
   * @throws IllegalArgumentException if nothing was sampled
   */
  public double sampleAccuracy() {
    if (samples == 0) {
      throw new IllegalArgumentException(
          "samples: must be at least 1 for a mean over samples, got 0 for problem " + problemId);
    }
    return (double) correct / samples;
  }

  private static void requireRange(String name, int value, int max, String problemId) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(
          name + ": must be in 0.." + max + ", got " + value + " for problem " + problemId);
    }
  }
}
