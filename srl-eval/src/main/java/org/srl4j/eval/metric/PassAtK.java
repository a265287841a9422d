package org.srl4j.eval.metric;

import java.util.List;

/**
 * Unbiased pass@k and pass^k from n samples of which c are right.
 *
 * <p>pass@k = 1 - C(n-c, k) / C(n, k), computed as {@code 1 - prod_{i=n-c+1..n} (1 - k/i)} (Chen et
 * al. 2021, arXiv:2107.03374): the chance that k samples drawn without replacement hold a right
 * one. pass^k = C(c, k) / C(n, k): the chance that all k are right. Fewer samples than k are
 * refused: the usual code then answers 1.0 even with c = 0.
 */
public final class PassAtK {
  private PassAtK() {}

  /**
   * The chance that at least one of k samples is right.
   *
   * @param n samples, at least k
   * @param c right samples, 0..n
   * @param k draws, at least 1
   * @return in [0, 1]
   * @throws IllegalArgumentException if n &lt; k or a count is out of range
   */
  public static double any(int n, int c, int k) {
    require(n, c, k);
    if (n - c < k) {
      return 1;
    }
    double noneRight = 1;
    for (int i = n - c + 1; i <= n; i++) {
      noneRight *= 1 - (double) k / i;
    }
    return 1 - noneRight;
  }

  /**
   * The chance that all k samples are right, pass^k.
   *
   * @param n samples, at least k
   * @param c right samples, 0..n
   * @param k draws, at least 1
   * @return in [0, 1]
   * @throws IllegalArgumentException if n &lt; k or a count is out of range
   */
  public static double all(int n, int c, int k) {
    require(n, c, k);
    if (c < k) {
      return 0;
    }
    double allRight = 1;
    for (int i = 0; i < k; i++) {
      allRight *= (double) (c - i) / (n - i);
    }
    return allRight;
  }

  /**
   * Mean pass@k over problems.
   *
   * @param outcomes at least one problem, each with at least k samples
   * @param k draws, at least 1
   * @return in [0, 1]
   * @throws IllegalArgumentException if a problem has fewer than k samples; the message names it
   */
  public static double mean(List<ProblemOutcome> outcomes, int k) {
    return mean(outcomes, k, PassAtK::any);
  }

  /**
   * Mean pass^k over problems.
   *
   * @param outcomes at least one problem, each with at least k samples
   * @param k draws, at least 1
   * @return in [0, 1]
   * @throws IllegalArgumentException if a problem has fewer than k samples; the message names it
   */
  public static double meanAll(List<ProblemOutcome> outcomes, int k) {
    return mean(outcomes, k, PassAtK::all);
  }

  /** (n, c, k) → chance. */
  private interface Chance {
    double of(int n, int c, int k);
  }

  private static double mean(List<ProblemOutcome> outcomes, int k, Chance chance) {
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("outcomes: needs at least one problem for pass@k, got 0");
    }
    double sum = 0;
    for (ProblemOutcome outcome : outcomes) {
      if (outcome.samples() < k) {
        throw new IllegalArgumentException(tooFew(outcome.samples(), k, outcome.problemId()));
      }
      sum += chance.of(outcome.samples(), outcome.correct(), k);
    }
    return sum / outcomes.size();
  }

  private static void require(int n, int c, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k: must be at least 1, got " + k);
    }
    if (n < k) {
      throw new IllegalArgumentException(tooFew(n, k, null));
    }
    if (c < 0 || c > n) {
      throw new IllegalArgumentException("c: must be in 0.." + n + ", got " + c);
    }
  }

  private static String tooFew(int n, int k, String problemId) {
    return "samples: pass@"
        + k
        + " needs at least "
        + k
        + " samples per problem, got "
        + n
        + (problemId == null ? "" : " for problem " + problemId)
        + "; sample more or ask for a smaller k";
  }
}
