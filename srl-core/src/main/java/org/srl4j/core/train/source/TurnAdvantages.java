package org.srl4j.core.train.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srl4j.core.advantage.AdvantageEstimator;
import org.srl4j.core.reward.Score;
import org.srl4j.core.train.ScoredGroup;

/** Rewards of groups → one advantage a turn, see {@link TurnCredit}. */
record TurnAdvantages(TurnCredit credit, AdvantageEstimator estimator) {

  /**
   * Advantages of groups.
   *
   * @return one a group: [G][turns of the rollout]
   */
  List<double[][]> of(List<ScoredGroup> groups) {
    List<double[][]> advantages = new ArrayList<>();
    groups.forEach(group -> advantages.add(zeros(group)));
    if (groups.isEmpty()) {
      return advantages;
    }
    if (credit.countsWhole()) {
      addWhole(groups, advantages);
    }
    if (credit.byTurn()) {
      addTurns(groups, advantages);
    }
    return advantages;
  }

  private static double[][] zeros(ScoredGroup group) {
    return group.group().rollouts().stream()
        .map(rollout -> new double[rollout.turns().size()])
        .toArray(double[][]::new);
  }

  private void addWhole(List<ScoredGroup> groups, List<double[][]> advantages) {
    List<double[]> whole = estimator.advantages(groups.stream().map(ScoredGroup::rewards).toList());
    for (int g = 0; g < groups.size(); g++) {
      for (int i = 0; i < whole.get(g).length; i++) {
        Arrays.fill(advantages.get(g)[i], whole.get(g)[i]);
      }
    }
  }

  private void addTurns(List<ScoredGroup> groups, List<double[][]> advantages) {
    List<double[]> compared = new ArrayList<>();
    for (ScoredGroup group : groups) {
      compared.addAll(columns(returns(rewards(group), credit.discount())));
    }
    List<double[]> result = estimator.advantages(compared);
    double weight = credit.countsWhole() ? credit.weight() : 1;
    int next = 0;
    for (double[][] group : advantages) {
      int turns = longest(group);
      for (int t = 0; t < turns; t++) {
        addColumn(group, t, result.get(next++), weight);
      }
    }
  }

  private static void addColumn(double[][] group, int t, double[] column, double weight) {
    int at = 0;
    for (double[] rollout : group) {
      if (rollout.length > t) {
        rollout[t] += weight * column[at++];
      }
    }
  }

  /** What is compared within a group: an array of rewards, and one a turn where turns count. */
  List<double[]> compared(ScoredGroup group, String metric) {
    List<double[]> compared = new ArrayList<>();
    if (credit.countsWhole()) {
      compared.add(ScoredGroup.metric(group.scores(), metric));
    }
    if (credit.byTurn()) {
      double[][] values =
          group.turns().stream()
              .map(scores -> ScoredGroup.metric(scores, metric))
              .toArray(double[][]::new);
      compared.addAll(columns(returns(values, credit.discount())));
    }
    return compared;
  }

  private static double[][] rewards(ScoredGroup group) {
    return group.turns().stream()
        .map(scores -> scores.stream().mapToDouble(Score::value).toArray())
        .toArray(double[][]::new);
  }

  /** Discounted sums of each row from each place on; each row has a length of its own. */
  static double[][] returns(double[][] rows, double discount) {
    double[][] returns = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      returns[i] = rows[i].clone();
      for (int t = rows[i].length - 2; t >= 0 && discount > 0; t--) {
        returns[i][t] += discount * returns[i][t + 1];
      }
    }
    return returns;
  }

  /** One array a turn: its values in the rollouts that have it, in their order. */
  static List<double[]> columns(double[][] rows) {
    List<double[]> columns = new ArrayList<>();
    for (int turn = 0; turn < longest(rows); turn++) {
      int t = turn;
      columns.add(
          Arrays.stream(rows).filter(row -> row.length > t).mapToDouble(row -> row[t]).toArray());
    }
    return columns;
  }

  private static int longest(double[][] rows) {
    return Arrays.stream(rows).mapToInt(row -> row.length).max().orElse(0);
  }
}
