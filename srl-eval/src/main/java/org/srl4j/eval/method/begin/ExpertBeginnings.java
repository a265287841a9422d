package org.srl4j.eval.method.begin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.FinishReason;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.data.Step;
import org.srl4j.core.data.Turn;
import org.srl4j.core.reward.RolloutReward;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.core.train.source.PromptStage;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;

/**
 * Attempts that go on from the expert's first steps, as if the policy itself had written them: the
 * prompt of a beginning is what the task's turn protocol asks after these steps. So every task with
 * turns can be begun in the middle, an environment has seen the expert's actions, and rewards see
 * the whole attempt. Without shown steps prompts are exactly those of the whole problem.
 *
 * <p>Fewer steps are shown where the context has no room for more, or where a step before already
 * ends the attempt. Not thread-safe: one training has one.
 */
public final class ExpertBeginnings implements PromptStage {
  private final Task task;
  private final TurnProtocol whole;
  private final Beginning beginning;
  private final Course course;
  private final Map<String, List<String>> experts = new HashMap<>();
  private final Map<String, Begun> begun = new HashMap<>();

  /**
   * The training in which attempts begin.
   *
   * @param collections that it has at most, at least 1
   * @param seed of draws
   */
  public record Course(long collections, long seed) {}

  /** The problem that a prompt goes on with, and the expert's steps that it shows. */
  private record Begun(String problem, List<String> steps) {}

  private ExpertBeginnings(Task task, TurnProtocol whole, Beginning beginning, Course course) {
    this.task = task;
    this.whole = whole;
    this.beginning = beginning;
    this.course = course;
  }

  /**
   * Beginnings.
   *
   * @param task whose experts' steps are shown
   * @param whole how attempts at a problem go on
   * @param beginning how many steps
   * @param course of the training
   */
  public static ExpertBeginnings of(
      Task task, TurnProtocol whole, Beginning beginning, Course course) {
    ExpertBeginnings made = new ExpertBeginnings(task, whole, beginning, course);
    if (!beginning.isAtProblem()) {
      task.trajectories(Split.TRAIN).forEach(made::add);
    }
    return made;
  }

  private void add(ExpertTrajectory trajectory) {
    experts.put(
        trajectory.problem().id(),
        trajectory.steps().stream().map(Step::text).map(text -> text + "\n").toList());
  }

  /**
   * The prompts that can be begun: those whose problem has an expert's steps, or all where none are
   * shown.
   *
   * @throws IllegalArgumentException if there is none
   */
  public List<RolloutPrompt> known(List<RolloutPrompt> prompts) {
    if (beginning.isAtProblem()) {
      return prompts;
    }
    List<RolloutPrompt> known = prompts.stream().filter(p -> experts.containsKey(p.id())).toList();
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          "begin.shown: "
              + task.name()
              + " has no expert's steps for any of its problems, so no attempt can go on from"
              + " them; use begin.shown=nothing");
    }
    return known;
  }

  /** What a reader must know of prompts, a line each: what is left out, what is shown less of. */
  public List<String> notes(List<RolloutPrompt> prompts) {
    if (beginning.isAtProblem()) {
      return List.of();
    }
    List<String> notes = new ArrayList<>();
    List<RolloutPrompt> known = known(prompts);
    if (known.size() < prompts.size()) {
      notes.add(
          String.format(
              "left out: %d of %d training problems, which have no expert's steps",
              prompts.size() - known.size(), prompts.size()));
    }
    long less = known.stream().filter(this::isShownLess).count();
    if (less > 0) {
      notes.add(
          String.format(
              "%d of %d attempts cannot begin right before the expert's last step, for want of room"
                  + " or because an earlier step states an answer; they show as many as can be",
              less, known.size()));
    }
    return notes;
  }

  private boolean isShownLess(RolloutPrompt prompt) {
    int most = experts.get(prompt.id()).size() - 1;
    return most > 0 && open(prompt, most).isEmpty();
  }

  @Override
  public RolloutPrompt at(RolloutPrompt prompt, long collection) {
    if (beginning.isAtProblem()) {
      return prompt;
    }
    long draw = Seeds.derive(course.seed(), prompt.id().hashCode(), collection);
    int steps = experts.get(prompt.id()).size();
    return begin(prompt, beginning.steps(steps, collection, course.collections(), draw));
  }

  private RolloutPrompt begin(RolloutPrompt prompt, int steps) {
    for (int k = steps; k > 0; k--) {
      Optional<String> text = open(prompt, k);
      if (text.isPresent()) {
        begun.put(text.get(), new Begun(prompt.text(), first(prompt, k)));
        return new RolloutPrompt(prompt.id(), text.get(), prompt.reference());
      }
    }
    begun.remove(prompt.text());
    return prompt;
  }

  /** What is asked after the first k steps; empty if nothing is, or there is no room. */
  private Optional<String> open(RolloutPrompt prompt, int k) {
    return whole.nextPrompt(prompt.text(), first(prompt, k)).filter(task::hasRoom);
  }

  private List<String> first(RolloutPrompt prompt, int k) {
    return experts.get(prompt.id()).subList(0, k);
  }

  private Begun of(String prompt) {
    return begun.getOrDefault(prompt, new Begun(prompt, List.of()));
  }

  /** How attempts go on, after the steps that a prompt shows. */
  public TurnProtocol protocol() {
    return (prompt, completions) -> {
      Begun from = of(prompt);
      List<String> all = new ArrayList<>(from.steps());
      all.addAll(completions);
      return whole.nextPrompt(from.problem(), all);
    };
  }

  /** A reward that sees the expert's steps as the first turns of the attempt. */
  public RolloutReward reward(RolloutReward inner) {
    return beginning.isAtProblem()
        ? inner
        : (prompt, rollout) ->
            inner.score(prompt, new Rollout(turns(prompt, rollout), rollout.seed()));
  }

  private List<Turn> turns(RolloutPrompt prompt, Rollout rollout) {
    List<Turn> turns = new ArrayList<>();
    for (String step : of(prompt.text()).steps()) {
      turns.add(
          new Turn(
              new int[0],
              new Completion(new int[0], new float[0], step, FinishReason.STOP_STRING)));
    }
    turns.addAll(rollout.turns());
    return turns;
  }
}
