package org.srl4j.eval.difficulty;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well problem features predict what a policy solves.
 *
 * @param model {@code logistic} or {@code tree}
 * @param problems problems looked at
 * @param solved how many of them the policy solves
 * @param folds of the cross-validation
 * @param accuracy share predicted right on held-out folds, in [0, 1]
 * @param balancedAccuracy mean of the shares predicted right among the solved and the unsolved; 0.5
 *     is chance
 * @param majorityAccuracy what always saying the more frequent of the two would reach
 * @param weights feature → weight for "solved" of the model on all problems: logistic regression on
 *     standardised features, so weights compare; empty for a tree
 * @param splits features of the tree in order of their first use; empty for logistic regression
 * @param solvedBy feature that the chart shows → share solved in each of its groups
 */
public record Difficulty(
    String model,
    int problems,
    int solved,
    int folds,
    double accuracy,
    double balancedAccuracy,
    double majorityAccuracy,
    SortedMap<String, Double> weights,
    List<String> splits,
    SortedMap<String, Group> solvedBy) {

  /** Copies the collections. */
  public Difficulty {
    weights = copy(weights);
    splits = List.copyOf(splits);
    solvedBy = copy(solvedBy);
  }

  /**
   * Problems that share a level, a subject or a range.
   *
   * @param problems number of them
   * @param solved how many of them are solved
   */
  public record Group(int problems, int solved) {}

  private static <V> SortedMap<String, V> copy(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
