package org.srl4j.eval.task.words;

import java.util.ArrayList;
import java.util.List;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.task.Split;

/**
 * What must hold of the problems of a seed before anything is learned from them: luck below its
 * bound, and experts' solutions right by a grader for their own gold answer and for no other.
 *
 * @param problems to check; splits are disjoint by construction
 */
public record WordsCheck(WordsProblems problems) {
  /** Random orders that are tried. */
  public static final int ROLLOUTS = 10_000;

  /** Standard deviations that the tried orders may lie from the counted ones. */
  private static final double DEVIATIONS = 4;

  /** Each solution is held against the gold answers of so many other problems. */
  private static final int OTHERS = 10;

  /**
   * Luck of random orders on the test problems.
   *
   * @param expected the share of right orders, all of them counted, mean over the problems
   * @param tried random orders, as a base would take them
   */
  public record Luck(double expected, WordsLuck tried) {}

  /**
   * Counts all orders of the test problems, and tries some.
   *
   * @param seed of the orders that are tried
   * @throws IllegalStateException if the share is not below its bound, or far from what was tried
   */
  public Luck luck(long seed) {
    List<WordsProblem> tested = problems.of(Split.TEST);
    long right = 0;
    for (WordsProblem problem : tested) {
      right +=
          WordsLuck.rightOrders(
              problem, problems.expert().readings(problem), WordsLuck.ORDERS_OF_EIGHT);
    }
    double expected = (double) right / tested.size() / WordsLuck.ORDERS_OF_EIGHT;
    WordsLuck tried = WordsLuck.of(tested, problems.expert(), ROLLOUTS, seed);
    double mean = expected * ROLLOUTS;
    if (!(expected < WordsLuck.BOUND)
        || Math.abs(tried.lucky() - mean) > 1 + DEVIATIONS * Math.sqrt(mean)) {
      throw new IllegalStateException(
          String.format(
              "luck: %.4f %% of all orders are right and must be below %.2f %%; of %d random ones"
                  + " %d were",
              100 * expected, 100 * WordsLuck.BOUND, ROLLOUTS, tried.lucky()));
    }
    return new Luck(expected, tried);
  }

  /**
   * Grades every solution.
   *
   * @return how many grades were asked for
   * @throws IllegalStateException if one is not as it must be; names problem and answer
   */
  public long graded(Grader grader) {
    List<ExpertTrajectory> all = new ArrayList<>();
    for (Split split : Split.values()) {
      all.addAll(problems.trajectories(split));
    }
    long grades = 0;
    for (int i = 0; i < all.size(); i++) {
      for (int apart = 0; apart <= Math.min(OTHERS, all.size() - 1); apart++) {
        requireGrade(grader, all.get(i), all.get((i + apart) % all.size()).problem(), apart == 0);
        grades++;
      }
    }
    return grades;
  }

  private static void requireGrade(
      Grader grader, ExpertTrajectory solution, Problem problem, boolean wanted) {
    String written = solution.written().orElseThrow();
    if (grader.gradeResponse(problem.answer(), written).equivalent() != wanted) {
      throw new IllegalStateException(
          String.format(
              "%s: the answer %s of %s must be %s for the gold answer %s of %s, by %s it is not",
              solution.problem().id(),
              solution.problem().answer(),
              solution.problem().id(),
              wanted ? "right" : "wrong",
              problem.answer(),
              problem.id(),
              grader.name()));
    }
  }
}
