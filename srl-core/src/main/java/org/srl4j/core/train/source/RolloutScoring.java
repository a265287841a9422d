package org.srl4j.core.train.source;

import java.util.ArrayList;
import java.util.List;
import org.srl4j.core.advantage.GroupFilter;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutGroup;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Turn;
import org.srl4j.core.reward.RolloutReward;
import org.srl4j.core.reward.Score;
import org.srl4j.core.rollout.RolloutCollector;
import org.srl4j.core.train.ScoredGroup;

/**
 * Scores rollouts and their turns, and applies what was decided of truncated ones.
 *
 * @param reward scores whole rollouts
 * @param turns whether and how single turns are scored
 * @param truncation what a length limit costs
 * @param collector knows which rollouts a limit ended
 */
record RolloutScoring(
    RolloutReward reward, TurnCredit turns, Truncation truncation, RolloutCollector collector) {

  /** The group with scores, kept. */
  ScoredGroup score(RolloutGroup group) {
    List<Score> scores = new ArrayList<>();
    List<List<Score>> turnScores = new ArrayList<>();
    List<Boolean> truncated = new ArrayList<>();
    for (Rollout rollout : group.rollouts()) {
      boolean cut = collector.isTruncated(group.prompt(), rollout);
      truncated.add(cut);
      scores.add(score(reward, group.prompt(), rollout, cut));
      if (turns.byTurn()) {
        turnScores.add(turnScores(group.prompt(), rollout, cut));
      }
    }
    return new ScoredGroup(
        group, scores, turnScores, truncated, GroupFilter.Verdict.KEPT, List.of());
  }

  private Score score(RolloutReward by, RolloutPrompt prompt, Rollout rollout, boolean cut) {
    boolean punished = cut && truncation.punishes();
    Score score = punished ? truncation.penaltyScore() : by.score(prompt, rollout);
    return truncation.punished(score, rollout, collector.sampling().maxNewTokens());
  }

  private List<Score> turnScores(RolloutPrompt prompt, Rollout rollout, boolean cut) {
    List<Score> scores = new ArrayList<>();
    int last = rollout.turns().size();
    for (int t = 1; t <= last; t++) {
      List<Turn> soFar = rollout.turns().subList(0, t);
      Score known = turns.reward().score(prompt, new Rollout(soFar, rollout.seed()));
      Turn turn = soFar.get(t - 1);
      boolean turnCut = turn.completion().isTruncated() || t == last && cut;
      Rollout alone = new Rollout(List.of(turn), rollout.seed());
      scores.add(score((asked, given) -> known, prompt, alone, turnCut));
    }
    return scores;
  }
}
