package org.srl4j.eval.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Step;
import org.srl4j.core.data.StepContext;
import org.srl4j.core.prepare.StepInstances;
import org.srl4j.core.prepare.StepOptions;
import org.srl4j.eval.metric.Verdict;

/**
 * Problems with verifiable answers and everything that turns them into text. All methods under
 * comparison use the same task object, so a difference in their numbers is not one of prompts.
 *
 * <p>Implementations are immutable and thread-safe, and repeat their texts exactly.
 */
public interface Task {

  /** Short stable name, e.g. {@code order}. */
  String name();

  /** Changes whenever a text or a problem of the same seed changes. */
  String version();

  /**
   * The problems of a split; splits are disjoint.
   *
   * @param split which part
   * @return in a fixed order, possibly empty
   */
  List<Problem> problems(Split split);

  /**
   * The expert's trajectories for problems of a split; the last step is the one with the answer.
   *
   * @param split which part
   * @return in the order of the problems; empty where no expert is known
   */
  List<ExpertTrajectory> trajectories(Split split);

  /**
   * The prompt of one SRL instance: the problem, then the expert's actions before step k without
   * any thinking, each followed by what the environment answered; the reference is step k.
   *
   * @param context a context of this task's trajectories
   * @return the prompt with id {@code problemId/k}; the default shows no hint
   */
  default RolloutPrompt stepPrompt(StepContext context) {
    StringBuilder text = new StringBuilder(context.problem().prompt());
    for (Step step : context.previousSteps()) {
      text.append(step.text()).append('\n');
      step.observation().ifPresent(answer -> text.append(answer).append('\n'));
    }
    return new RolloutPrompt(context.id(), text.toString(), context.expertStep().text());
  }

  /**
   * The prompt of a whole solution; the reference is the gold answer.
   *
   * @param problem a problem of this task
   * @return the prompt with the problem's id
   */
  default RolloutPrompt problemPrompt(Problem problem) {
    return new RolloutPrompt(problem.id(), problem.prompt(), problem.answer());
  }

  /**
   * The step instances to learn from (SRL §4.2); the default has those of all trajectories.
   *
   * @param split which part
   * @return in the order of the trajectories
   */
  default List<StepContext> steps(Split split) {
    return trajectories(split).stream()
        .flatMap(t -> StepInstances.of(t, StepOptions.defaults()).stream())
        .toList();
  }

  /**
   * The same with the title of each step as a hint, where it has one.
   *
   * @param split which part
   * @return in the order of the trajectories
   */
  default List<StepContext> hintedSteps(Split split) {
    return steps(split).stream().map(StepContext::hinted).toList();
  }

  /**
   * The texts to imitate; the default has those of all trajectories.
   *
   * @param split which part
   * @param expertText how much of the expert's text is shown
   * @return in the order of the trajectories
   */
  default List<Demonstration> demonstrations(Split split, ExpertText expertText) {
    return trajectories(split).stream().map(t -> demonstration(t, expertText)).toList();
  }

  /**
   * What of a split is not learned from or not asked, and why.
   *
   * @return in the order of the split; the default leaves nothing out
   */
  default List<LeftOut> leftOut(Split split) {
    return List.of();
  }

  /** Whether a turn has room after this prompt; the default's contexts have room for all. */
  default boolean hasRoom(String prompt) {
    return true;
  }

  /** One turn that ends after one step: SRL's rollouts. */
  Decoding singleStep();

  /** Turn by turn, past thinking removed: the prompts have the form of {@link #stepPrompt}. */
  Decoding stepLoop();

  /** The whole solution in one turn, thinking left in the context: the paper's evaluation. */
  Decoding onePass();

  /**
   * Whether a rollout solves its problem; rewards, validation and tests all ask this.
   *
   * @param problem the rollout's problem
   * @param turns texts of its completions, oldest first; at least one
   * @return solved, unsolved, or invalid where no answer is found
   */
  Verdict verdict(Problem problem, List<String> turns);

  /**
   * The expert's solution of a problem, for showing beside a completion.
   *
   * @return the steps, a line each; empty when no trajectory is known
   */
  default String expertText(Problem problem) {
    return "";
  }

  /** The expert texts that {@link #demonstration} knows for this task. */
  Set<ExpertText> expertTexts();

  /**
   * A trajectory as a text to imitate; the prompt does not count in the loss.
   *
   * @param trajectory one of this task's
   * @param expertText how much of the expert's text is shown
   * @return the prompt, then all steps
   * @throws IllegalArgumentException if {@link #expertTexts()} lacks this text
   */
  Demonstration demonstration(ExpertTrajectory trajectory, ExpertText expertText);

  /**
   * Documents from which a base policy learns the task's skill and format, but not the expert's
   * strategy.
   *
   * @param seed decides the whole stream
   * @return the stream, or empty for a task that starts from a ready policy
   */
  default Optional<DocumentSource> pretraining(long seed) {
    return Optional.empty();
  }

  /**
   * Judges greedy rollouts of test problems once more, in the way that counts where {@link
   * #verdict} uses a fast model of it, and writes what other tools read.
   *
   * @param folder where files may be written; need not exist
   * @param problems that were asked
   * @param turns texts of each rollout's completions, oldest first
   * @return whether each problem is solved; empty for a task that has no other way
   * @throws IOException if files cannot be written or tests not be run
   */
  default Optional<List<Boolean>> audit(
      Path folder, List<Problem> problems, List<List<String>> turns) throws IOException {
    return Optional.empty();
  }

  /**
   * Whether each turn of a step loop has to begin with thinking between tags, so that a base policy
   * that does not is refused.
   */
  default boolean thinksEachTurn() {
    return false;
  }

  /** Whether {@link #diagnose} can judge steps; where not, their similarity is measured instead. */
  default boolean judgesSteps() {
    return false;
  }

  /**
   * Looks at the steps of one rollout.
   *
   * @param problem the rollout's problem
   * @param turns texts of its completions, oldest first
   * @return counts; {@link Diagnostics#NONE} for a task that cannot judge steps
   */
  default Diagnostics diagnose(Problem problem, List<String> turns) {
    return Diagnostics.NONE;
  }
}
