package org.srl4j.eval.harness;

import java.util.List;
import org.srl4j.core.answer.Spoken;
import org.srl4j.core.data.RolloutGroup;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.StepContext;
import org.srl4j.core.policy.Policy;
import org.srl4j.core.reward.SequenceMatcherSimilarity;
import org.srl4j.core.reward.Similarity;
import org.srl4j.core.rollout.RolloutCollector;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.StepLoop;
import org.srl4j.eval.task.Task;

/**
 * How alike a policy's next step and the expert's are, given the expert's steps before it. It tells
 * policies apart that solve no problem.
 *
 * @param task how steps are asked
 */
public record StepSimilarity(Task task) {

  /**
   * Mean similarity of greedy steps, a weight of 1 a step. The text after the thinking is compared,
   * with or without thinking before it; nothing at all is 0.
   *
   * @param steps of the task, at least one
   * @return in [0, 1]
   */
  public double greedy(Policy policy, List<StepContext> steps) {
    List<RolloutPrompt> prompts = steps.stream().map(task::stepPrompt).toList();
    Decoding decoding = task.singleStep();
    RolloutCollector collector = new RolloutCollector(decoding.greedy(), decoding.protocol());
    Similarity similarity = new SequenceMatcherSimilarity();
    List<RolloutGroup> groups = collector.collect(policy, prompts, 1, 0);
    return groups.stream()
        .mapToDouble(
            group ->
                similarity.apply(
                    StepLoop.visible(
                            Spoken.openedBy(group.prompt().text())
                                + group.rollouts().get(0).lastCompletion().text())
                        .strip(),
                    group.prompt().reference()))
        .average()
        .orElseThrow(() -> new IllegalArgumentException("steps: needs at least one, got none"));
  }
}
