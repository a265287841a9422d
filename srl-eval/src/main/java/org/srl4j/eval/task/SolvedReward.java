package org.srl4j.eval.task;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.reward.RolloutReward;
import org.srl4j.core.reward.Score;

/**
 * The verifiable reward of RLVR, as the task itself judges answers: 1 if all turns of a rollout
 * solve the problem, else 0. Verdicts: {@code right}, {@code wrong}, {@code unparsable}.
 */
public final class SolvedReward implements RolloutReward {
  private final Task task;
  private final Map<String, Problem> problems;

  /**
   * A reward.
   *
   * @param task judges answers
   * @param problems those that prompts ask, found by the prompts' ids
   */
  public SolvedReward(Task task, List<Problem> problems) {
    this.task = Objects.requireNonNull(task, "task");
    this.problems = problems.stream().collect(Collectors.toMap(Problem::id, Function.identity()));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if no problem has the prompt's id, or the gold answer is blank
   */
  @Override
  public Score score(RolloutPrompt prompt, Rollout rollout) {
    Problem problem = problems.get(prompt.id());
    if (problem == null) {
      throw new IllegalArgumentException("prompt: there is no problem " + prompt.id());
    }
    if (prompt.reference().isBlank()) {
      throw new IllegalArgumentException(
          "reference: the gold answer is blank; leave such problems out of RLVR");
    }
    List<String> turns = rollout.turns().stream().map(turn -> turn.completion().text()).toList();
    return switch (task.verdict(problem, turns)) {
      case SOLVED -> Score.of(1, "right");
      case UNSOLVED -> Score.of(0, "wrong");
      case INVALID -> Score.of(0, "unparsable");
    };
  }
}
