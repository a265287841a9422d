package org.srl4j.eval.method;

import java.util.List;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.StepContext;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;

/** What of a policy's own attempts is rewarded: what it is asked, and how it answers. */
public enum Rewarded {
  /** Single steps after the expert's steps before them: SRL (§4.2). */
  STEPS {
    @Override
    List<RolloutPrompt> prompts(Task task, boolean titleHint) {
      return steps(task, titleHint).stream().map(task::stepPrompt).toList();
    }

    private List<StepContext> steps(Task task, boolean titleHint) {
      return titleHint ? task.hintedSteps(Split.TRAIN) : task.steps(Split.TRAIN);
    }

    @Override
    Decoding decoding(Task task) {
      return task.singleStep();
    }
  },
  /** Final answers of whole attempts: RLVR. */
  ANSWERS {
    @Override
    List<RolloutPrompt> prompts(Task task, boolean titleHint) {
      return task.problems(Split.TRAIN).stream().map(task::problemPrompt).toList();
    }

    @Override
    Decoding decoding(Task task) {
      return task.stepLoop();
    }

    @Override
    boolean hasTurns() {
      return true;
    }
  },
  /** Whole visible solutions against the expert's whole solution (the paper's table 3). */
  SOLUTIONS {
    @Override
    List<RolloutPrompt> prompts(Task task, boolean titleHint) {
      return task.trajectories(Split.TRAIN).stream()
          .map(ExpertTrajectory::problem)
          .map(p -> new RolloutPrompt(p.id(), task.problemPrompt(p).text(), task.expertText(p)))
          .toList();
    }

    @Override
    Decoding decoding(Task task) {
      return task.onePass();
    }

    @Override
    Decoding validated(Task task) {
      return task.onePass();
    }
  };

  /**
   * What the policy is asked on training problems, with what its answers are scored against.
   *
   * @param titleHint whether the titles of steps are hinted at; only steps have one
   */
  abstract List<RolloutPrompt> prompts(Task task, boolean titleHint);

  /** How rollouts are drawn. */
  abstract Decoding decoding(Task task);

  /** Whether a rollout can have several turns. */
  boolean hasTurns() {
    return false;
  }

  /** How held-out problems are answered: as the method is tested. */
  Decoding validated(Task task) {
    return task.stepLoop();
  }
}
