package org.srl4j.eval.metric;

import java.util.List;

/**
 * avg@k, the mean over problems of c/k, with two standard errors that answer different questions.
 *
 * <p>With p_q = c_q/k over Q problems: the error over problems is {@code sd(p_q, ddof 1)/sqrt(Q)}
 * and covers new problems and new samples; the error over samples is {@code
 * sqrt(mean_q(p_q(1-p_q)/(k-1)) / Q)} and holds the benchmark fixed. Neither covers other training
 * seeds, see {@link SeedSummary}.
 *
 * @param problems Q, at least 1
 * @param k samples per problem, at least 1
 * @param mean in [0, 1]
 * @param standardErrorOverProblems of the mean, for other problems; NaN with one problem
 * @param standardErrorOverSamples of the mean, for these problems; NaN with k = 1
 */
public record AverageAtK(
    int problems,
    int k,
    double mean,
    double standardErrorOverProblems,
    double standardErrorOverSamples) {

  /**
   * Computes avg@k where k is the number of samples of every problem.
   *
   * @param outcomes at least one problem, all with the same number of samples, at least 1
   * @return the mean and its standard errors
   * @throws IllegalArgumentException if there is no problem or the numbers of samples differ
   */
  public static AverageAtK of(List<ProblemOutcome> outcomes) {
    int k = commonSampleCount(outcomes);
    int problems = outcomes.size();
    long correct = outcomes.stream().mapToLong(ProblemOutcome::correct).sum();
    double mean = (double) correct / ((long) problems * k);
    double within = 0;
    double squares = 0;
    for (ProblemOutcome outcome : outcomes) {
      double p = outcome.sampleAccuracy();
      within += p * (1 - p) / (k - 1) / problems;
      squares += (p - mean) * (p - mean);
    }
    double overProblems =
        problems == 1 ? Double.NaN : Math.sqrt(squares / (problems - 1) / problems);
    double overSamples = k == 1 ? Double.NaN : Math.sqrt(within / problems);
    return new AverageAtK(problems, k, mean, overProblems, overSamples);
  }

  private static int commonSampleCount(List<ProblemOutcome> outcomes) {
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("outcomes: needs at least one problem for avg@k, got 0");
    }
    ProblemOutcome first = outcomes.get(0);
    for (ProblemOutcome outcome : outcomes) {
      if (outcome.samples() != first.samples()) {
        throw new IllegalArgumentException(
            "samples: avg@k needs the same number of samples for every problem, got "
                + first.samples()
                + " for problem "
                + first.problemId()
                + " and "
                + outcome.samples()
                + " for problem "
                + outcome.problemId());
      }
    }
    return first.samples();
  }
}
