package org.srl4j.core.objective;

import java.util.Map;
import org.srl4j.core.data.Experience;

/**
 * What an objective reports of one update beside its loss: sums over the counted tokens, made anew
 * for each update. Not thread-safe.
 */
public interface TokenMetrics {

  /**
   * Adds a counted token.
   *
   * @param experience the completion that it belongs to
   * @param t its position in the experience
   * @param tokenLogProb under the current policy, nats
   */
  void add(Experience experience, int t, double tokenLogProb);

  /**
   * The metrics, in the order in which they are to stand in {@code metrics.jsonl}.
   *
   * @param tokens counted tokens, at least 1
   * @return by name; names and formulas belong into docs/metrics.md
   */
  Map<String, Double> means(double tokens);
}
