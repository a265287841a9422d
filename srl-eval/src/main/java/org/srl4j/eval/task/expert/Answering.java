package org.srl4j.eval.task.expert;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.srl4j.core.answer.Boxes;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.metric.Verdict;

/**
 * How final answers are written and judged: in {@code \boxed{}}, by one grader for rewards,
 * validation and tests alike.
 *
 * @param grader decides whether an answer is right
 * @param added whether a trajectory whose last step states no answer gets a last step that does
 */
public record Answering(Grader grader, boolean added) {

  /** Rejects a missing grader. */
  public Answering {
    Objects.requireNonNull(grader, "grader");
  }

  /** Whether a text states a final answer, so that a step loop ends with it. */
  public static boolean isStated(String text) {
    return Boxes.last(text).isPresent();
  }

  /** The step that states an answer. */
  public static String statement(String answer) {
    return "The final answer is \\boxed{" + answer.strip() + "}.";
  }

  /** Whether {@link #completed} adds a step. */
  public boolean completes(ExpertTrajectory raw) {
    List<Step> steps = raw.steps();
    return added
        && !raw.problem().answer().isBlank()
        && !isStated(steps.get(steps.size() - 1).text());
  }

  /** The trajectory with its answer stated at the end, if that is asked for. */
  public ExpertTrajectory completed(ExpertTrajectory raw) {
    if (!completes(raw)) {
      return raw;
    }
    String statement = statement(raw.problem().answer());
    List<Step> steps = new ArrayList<>(raw.steps());
    steps.add(new Step(steps.size() + 1, statement));
    return new ExpertTrajectory(
        raw.problem(),
        steps,
        raw.written().map(text -> isStated(text) ? text : text + "\n\n" + statement),
        raw.reasoning());
  }

  /** What keeps the grader from grading with a gold answer; empty if nothing does. */
  public String faultOf(Problem problem) {
    if (problem.answer().isBlank()) {
      return "no gold answer";
    }
    try {
      grader.checkGold(problem.answer());
      return "";
    } catch (IllegalArgumentException e) {
      return "the grader " + grader.name() + " cannot read the gold answer: " + e.getMessage();
    }
  }

  /** The verdict on an attempt, by the text of its last turn. */
  Verdict verdict(Problem problem, String response) {
    Grade grade = grader.gradeResponse(problem.answer(), response);
    if (grade.unparsable()) {
      return Verdict.INVALID;
    }
    return grade.equivalent() ? Verdict.SOLVED : Verdict.UNSOLVED;
  }
}
