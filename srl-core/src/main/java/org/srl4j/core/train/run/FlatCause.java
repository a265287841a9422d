package org.srl4j.core.train.run;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.srl4j.core.advantage.GroupStatistics;
import org.srl4j.core.reward.Score;
import org.srl4j.core.train.ScoredGroup;

/** Why a collection has nothing to teach, the most telling first. */
enum FlatCause {
  /** No completion keeps the format. */
  FORMAT(
      "no completion keeps the format",
      "start from a policy that writes it (--model), or teach it first by a method that imitates;"
          + " for policies that do not think, reward.form=visible"),
  /** Nearly all rollouts were cut off. */
  TRUNCATED(
      "more than half of the rollouts are ended by a length limit",
      "a larger limit, or shorter solutions; look at the completion: a policy that never writes the"
          + " stop string or the end of the sequence runs into any limit"),
  /** The grader finds no answer. */
  UNPARSABLE(
      "no answer is found in any completion",
      "look at the completion: does it state an answer in the form that is read? Choose the grader"
          + " that reads it (reward.grader; docs/graders.md), or a policy that was taught the form"),
  /** All answers are wrong. */
  TOO_HARD(
      "no rollout is right",
      "a better start (--model; SRL before RLVR is srl_rlvr), easier problems, or more and more varied"
          + " attempts (group_size, temperature)"),
  /** All answers are right. */
  TOO_EASY("every rollout is right", "harder problems: these are solved already"),
  /** Trained on nothing because what was kept is masked. */
  MASKED(
      "every rollout that was kept is masked as truncated",
      "a larger limit, or truncation.mask_truncated_completions=false"),
  /** The rewards of every group are equal. */
  EQUAL(
      "in every group all rewards are equal",
      "a higher temperature or a larger group_size; if the completions differ and the rewards do"
          + " not, the reward is constant: try it with srl score or a test"),
  /** There is contrast, and the filter lets none through. */
  FILTERED(
      "rewards differ within groups, and dynamic sampling kept none",
      "a smaller dynamic_sampling.epsilon, a larger group_size or a higher temperature, or"
          + " dynamic_sampling.enabled=false");

  private static final double MANY = 0.5;

  private final String words;
  private final String advice;

  FlatCause(String words, String advice) {
    this.words = words;
    this.advice = advice;
  }

  /** What is the matter. */
  String words() {
    return words;
  }

  /** What to try. */
  String advice() {
    return advice;
  }

  static FlatCause of(List<ScoredGroup> groups) {
    List<Score> scores = groups.stream().flatMap(FlatCause::scores).toList();
    VerdictCounts verdicts = VerdictCounts.of(scores);
    List<Boolean> truncated = groups.stream().flatMap(g -> g.truncated().stream()).toList();
    long cut = truncated.stream().filter(t -> t).count();
    if (groups.stream().anyMatch(ScoredGroup::isUsed) && masked(groups)) {
      return MASKED;
    }
    if (verdicts.allBreakFormat()) {
      return FORMAT;
    }
    if (cut > MANY * truncated.size()) {
      return TRUNCATED;
    }
    Set<String> words = verdicts.counts().keySet();
    if (words.equals(Set.of("unparsable"))) {
      return UNPARSABLE;
    }
    if (words.equals(Set.of("right"))) {
      return TOO_EASY;
    }
    if (Set.of("wrong", "unparsable").containsAll(words)) {
      return TOO_HARD;
    }
    return groups.stream().anyMatch(FlatCause::hasContrast) ? FILTERED : EQUAL;
  }

  /** Of whole rollouts and, where they are scored, of turns. */
  private static Stream<Score> scores(ScoredGroup group) {
    return Stream.concat(group.scores().stream(), group.turns().stream().flatMap(List::stream));
  }

  private static boolean hasContrast(ScoredGroup group) {
    return !GroupStatistics.allEqual(group.rewards())
        || group.turns().stream().flatMap(List::stream).map(Score::value).distinct().count() > 1;
  }

  private static boolean masked(List<ScoredGroup> groups) {
    return groups.stream()
        .filter(ScoredGroup::isUsed)
        .flatMap(g -> g.advantages().stream())
        .allMatch(List::isEmpty);
  }
}
