package org.srl4j.eval.task.expert;

import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.data.Step;
import org.srl4j.eval.ask.Asking;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.DocumentSource;
import org.srl4j.eval.task.TextSegment;

/**
 * Base documents made of expert trajectories, with a thinking that computes nothing: it repeats the
 * first three numbers of the question, {@code <think> 48 2 </think>}. So a base learns the language
 * of the data and the format, in which SRL's rollouts must be.
 *
 * <p>Half of the documents answer a step's prompt with that step, the others a problem's prompt
 * with the whole solution; the prompt does not count in the loss. Unlike the documents of the
 * embedded benchmark these do hold the expert's strategy.
 */
final class TrajectoryDocuments implements DocumentSource {
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");
  private static final int MAX_NUMBERS = 3;
  private static final double STEP_SHARE = 0.5;

  private final Asking asking;
  private final List<ExpertTrajectory> trajectories;
  private final long seed;

  TrajectoryDocuments(Asking asking, List<ExpertTrajectory> trajectories, long seed) {
    if (trajectories.isEmpty()) {
      throw new IllegalArgumentException("trajectories: needs at least one, got none");
    }
    this.asking = asking;
    this.trajectories = trajectories;
    this.seed = seed;
  }

  @Override
  public Demonstration document(long index) {
    if (index < 0) {
      throw new IllegalArgumentException("index: must be at least 0, got " + index);
    }
    Random random = new Random(Seeds.derive(seed, index));
    ExpertTrajectory chosen = trajectories.get(random.nextInt(trajectories.size()));
    return random.nextDouble() < STEP_SHARE
        ? step(asking, chosen, random.nextInt(chosen.steps().size()))
        : solution(asking, chosen);
  }

  /** A step after the expert's steps before it, counted from 0. */
  static Demonstration step(Asking asking, ExpertTrajectory trajectory, int index) {
    Step step = trajectory.steps().get(index);
    String prompt = asking.step(trajectory.problem(), trajectory.steps().subList(0, index));
    return document(trajectory, "/" + step.number(), prompt, step.text());
  }

  /** The whole solution. */
  static Demonstration solution(Asking asking, ExpertTrajectory trajectory) {
    String prompt = asking.solution(trajectory.problem());
    return document(trajectory, "", prompt, SolutionText.of(trajectory));
  }

  private static Demonstration document(
      ExpertTrajectory trajectory, String part, String prompt, String text) {
    String think = "<think> " + numbers(trajectory.problem().prompt()) + " </think> ";
    return new Demonstration(
        trajectory.problem().id() + part,
        List.of(new TextSegment(prompt, false), new TextSegment(think + text, true)));
  }

  private static String numbers(String question) {
    String found =
        NUMBER
            .matcher(question)
            .results()
            .limit(MAX_NUMBERS)
            .map(MatchResult::group)
            .collect(Collectors.joining(" "));
    return found.isEmpty() ? "no numbers" : found;
  }
}
