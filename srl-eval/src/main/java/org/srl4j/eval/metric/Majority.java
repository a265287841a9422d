package org.srl4j.eval.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * A vote among answers, in classes of answers that mean the same: maj@k.
 *
 * <p>An answer joins the first class whose first answer it equals; equal texts are equal without
 * being compared. The largest class wins, among equals the one seen first.
 */
public final class Majority {
  private Majority() {}

  /**
   * The result of a vote.
   *
   * @param winner index of the first answer of the largest class; empty if nobody voted
   * @param votes size of that class
   * @param classes number of classes
   */
  public record Vote(Optional<Integer> winner, int votes, int classes) {}

  /**
   * Counts.
   *
   * @param answers in the order of their draws; an empty one does not vote
   * @param same whether two answers mean the same, the class's first answer first
   */
  public static Vote of(List<Optional<String>> answers, BiPredicate<String, String> same) {
    List<Integer> first = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i).isEmpty()) {
        continue;
      }
      int found = find(answers, first, answers.get(i).get(), same);
      if (found < 0) {
        first.add(i);
        sizes.add(1);
      } else {
        sizes.set(found, sizes.get(found) + 1);
      }
    }
    int best = -1;
    for (int c = 0; c < sizes.size(); c++) {
      best = best < 0 || sizes.get(c) > sizes.get(best) ? c : best;
    }
    return best < 0
        ? new Vote(Optional.empty(), 0, 0)
        : new Vote(Optional.of(first.get(best)), sizes.get(best), sizes.size());
  }

  private static int find(
      List<Optional<String>> answers,
      List<Integer> first,
      String answer,
      BiPredicate<String, String> same) {
    for (int c = 0; c < first.size(); c++) {
      if (answers.get(first.get(c)).orElseThrow().equals(answer)) {
        return c;
      }
    }
    for (int c = 0; c < first.size(); c++) {
      if (same.test(answers.get(first.get(c)).orElseThrow(), answer)) {
        return c;
      }
    }
    return -1;
  }
}
