package org.srl4j.eval.task.expert;

import java.util.List;
import java.util.Optional;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.eval.ask.Asking;
import org.srl4j.eval.task.Diagnostics;
import org.srl4j.eval.task.DocumentSource;
import org.srl4j.eval.task.Task;

/** What is known of a data set beyond its trajectories; of files, nothing. */
public interface Skill {
  /** Files of trajectories: no base documents, and nothing can judge a step. */
  Skill NONE = new Skill() {};

  /**
   * The base documents made of trajectories; see {@link TrajectoryDocuments}.
   *
   * @param trajectories none of validation or test; if there are none, there are no documents
   */
  static Skill imitating(List<ExpertTrajectory> trajectories) {
    return trajectories.isEmpty()
        ? NONE
        : new Skill() {
          @Override
          public Optional<DocumentSource> documents(Asking asking, long seed) {
            return Optional.of(new TrajectoryDocuments(asking, trajectories, seed));
          }
        };
  }

  /** What a base policy is pre-trained on; empty if it is not. */
  default Optional<DocumentSource> documents(Asking asking, long seed) {
    return Optional.empty();
  }

  /** Whether base policies think between tags in each turn; see {@link Task#thinksEachTurn}. */
  default boolean thinksEachTurn() {
    return false;
  }

  /** Whether {@link #diagnose} can judge steps. */
  default boolean judgesSteps() {
    return false;
  }

  /**
   * Looks at the steps of one rollout.
   *
   * @param problem the rollout's
   * @param expert the expert's steps, the answer the last of them
   * @param actions what its turns say, without thinking, oldest first
   */
  default Diagnostics diagnose(Problem problem, List<Step> expert, List<String> actions) {
    return Diagnostics.NONE;
  }

  /** The thinking that spells the expert's solution out; empty where nobody can write it. */
  default Optional<String> spelledOut(ExpertTrajectory trajectory) {
    return Optional.empty();
  }
}
