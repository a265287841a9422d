package org.srl4j.eval.method.reward;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Step;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.RolloutReward;
import org.srl4j.core.reward.Score;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;

/**
 * SRL's reward within a whole attempt: a rollout that ends with turn t is scored by its last
 * completion against step t of the expert. Made for {@code turns: {credit: each}}, where it scores
 * turn after turn. A turn beyond the expert's last step earns 0 with the verdict {@code no_step}.
 *
 * @param steps scores a turn against the step; SRL's by default
 */
public record ExpertStepReward(Reward steps) implements TaskReward {

  /** Rejects a missing reward. */
  public ExpertStepReward {
    Objects.requireNonNull(steps, "steps");
  }

  /** The paper's reward of steps. */
  public static ExpertStepReward defaults() {
    return new ExpertStepReward(SimilarityReward.defaults());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Problems without a trajectory are left out and counted.
   */
  @Override
  public Bound on(Task task, List<RolloutPrompt> prompts) {
    Map<String, List<Step>> experts = new HashMap<>();
    for (ExpertTrajectory trajectory : task.trajectories(Split.TRAIN)) {
      experts.put(trajectory.problem().id(), trajectory.steps());
    }
    List<RolloutPrompt> known =
        prompts.stream().filter(prompt -> experts.containsKey(prompt.id())).toList();
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          "expert-step: " + task.name() + " has no expert's steps for any of its problems");
    }
    int missing = prompts.size() - known.size();
    List<String> notes =
        missing == 0
            ? List.of()
            : List.of(
                "left out: "
                    + missing
                    + " of "
                    + prompts.size()
                    + " training problems, which have no expert's steps");
    RolloutReward reward =
        (prompt, rollout) ->
            score(
                experts.get(prompt.id()), rollout.turns().size(), rollout.lastCompletion().text());
    return new Bound(reward, known, notes);
  }

  private Score score(List<Step> expert, int turn, String text) {
    return turn > expert.size()
        ? Score.of(0, "no_step")
        : steps.score(text, expert.get(turn - 1).text());
  }
}
