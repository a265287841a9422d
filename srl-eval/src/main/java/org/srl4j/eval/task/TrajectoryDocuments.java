package org.srl4j.eval.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.data.Step;

/**
 * Base documents made of expert trajectories, with a thinking that computes nothing: it repeats the
 * first three numbers of the question, {@code <think> 48 2 </think>}. So a base learns the language
 * of the data and the format, in which SRL's rollouts must be.
 *
 * <p>In half of the documents some first steps are shown without thinking, as prompts show past
 * steps; these and the question do not count in the loss, all else does. Unlike the documents of
 * the embedded benchmark these do hold the expert's strategy.
 */
final class TrajectoryDocuments implements DocumentSource {
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");
  private static final int MAX_NUMBERS = 3;
  private static final double BARE_SHARE = 0.5;

  private final List<ExpertTrajectory> trajectories;
  private final long seed;

  TrajectoryDocuments(List<ExpertTrajectory> trajectories, long seed) {
    if (trajectories.isEmpty()) {
      throw new IllegalArgumentException("trajectories: needs at least one, got none");
    }
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
    boolean prefix = random.nextDouble() < BARE_SHARE;
    int bare = prefix ? random.nextInt(chosen.steps().size()) : 0;
    return document(chosen, bare);
  }

  /** The trajectory, its first so many steps without thinking. */
  static Demonstration document(ExpertTrajectory trajectory, int bare) {
    String question = trajectory.problem().prompt();
    String think = "<think> " + numbers(question) + " </think> ";
    List<TextSegment> segments = new ArrayList<>();
    segments.add(new TextSegment(question, false));
    for (Step step : trajectory.steps()) {
      boolean counts = step.number() > bare;
      segments.add(new TextSegment((counts ? think : "") + step.text() + "\n", counts));
    }
    return new Demonstration(trajectory.problem().id() + "-bare-" + bare, segments);
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
