package org.srl4j.eval.task.words;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Seeds;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.SplitSizes;

/**
 * The problems of one seed: disjoint splits, a hidden convention, and at most {@value
 * #MOST_RIGHT_ORDERS} right orders of the 40,320 of each problem, all counted. A problem with more
 * is drawn again.
 */
public final class WordsProblems {
  /** Changes whenever a text or a problem of the same seed changes. */
  public static final String VERSION = "words-2";

  /** Events of a problem. */
  public static final int EVENTS = 8;

  static final int MOST_RIGHT_ORDERS = 4;
  private static final long STREAM = 2;

  private final WordsExpert expert;
  private final Map<Split, List<WordsProblem>> problems = new EnumMap<>(Split.class);
  private final Map<Split, List<ExpertTrajectory>> trajectories = new EnumMap<>(Split.class);

  /**
   * Draws the problems.
   *
   * @param seed of problems, convention and expert
   * @param sizes of the splits
   */
  public WordsProblems(long seed, SplitSizes sizes) {
    this.expert = new WordsExpert(WordsConvention.ofSeed(seed), seed);
    Random random = new Random(Seeds.derive(seed, STREAM));
    Set<String> drawn = new HashSet<>();
    for (Split split : Split.values()) {
      List<WordsProblem> some = new ArrayList<>();
      List<ExpertTrajectory> solved = new ArrayList<>();
      while (some.size() < sizes.of(split)) {
        WordsProblem problem = acceptable(random);
        if (drawn.add(problem.key())) {
          some.add(problem);
          solved.add(expert.trajectory(id(seed, split, some.size()), problem));
        }
      }
      problems.put(split, List.copyOf(some));
      trajectories.put(split, List.copyOf(solved));
    }
  }

  private static String id(long seed, Split split, int number) {
    return "words-" + seed + "-" + split.name().toLowerCase(Locale.ROOT) + "-" + number;
  }

  private WordsProblem acceptable(Random random) {
    while (true) {
      WordsProblem problem = WordsProblem.draw(EVENTS, random);
      List<Integer> right = expert.readings(problem);
      if (problem.form().fits(right)
          && WordsLuck.rightOrders(problem, right, MOST_RIGHT_ORDERS) <= MOST_RIGHT_ORDERS) {
        return problem;
      }
    }
  }

  /** Who solves them. */
  public WordsExpert expert() {
    return expert;
  }

  /** The problems of a split. */
  public List<WordsProblem> of(Split split) {
    return problems.get(split);
  }

  /** The expert's solutions of a split, in the same order. */
  public List<ExpertTrajectory> trajectories(Split split) {
    return trajectories.get(split);
  }
}
