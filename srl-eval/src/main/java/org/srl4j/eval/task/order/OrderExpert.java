package org.srl4j.eval.task.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.data.Step;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.TextSegment;

/**
 * The expert: knows the convention, applies two operations a step and shows only the result, with a
 * random filler word in each step that nobody can predict.
 *
 * @param convention the order it follows
 * @param seed decides fillers and prose
 */
record OrderExpert(HiddenConvention convention, long seed) {
  private static final long FILLER_STREAM = 1;
  private static final long PROSE_STREAM = 2;
  private static final int MAX_SENTENCES = 3;
  private static final int MIN_WORDS = 2;
  private static final int MAX_WORDS = 5;
  private static final double OPERATION_SHARE = 0.5;
  private static final double NUMBER_SHARE = 0.4;
  private static final double QUESTION_SHARE = 0.2;

  OrderExpert {
    Objects.requireNonNull(convention, "convention");
  }

  List<OrderStep> solve(OrderProblem problem) {
    return OrderStep.chain(problem.start(), convention.sort(problem.shown()));
  }

  int answer(OrderProblem problem) {
    return Instruction.applyAll(problem.start(), convention.sort(problem.shown()));
  }

  /** The steps and, as last step y_N, the answer. */
  ExpertTrajectory trajectory(Problem problem) {
    Random random = random(problem, FILLER_STREAM);
    List<Step> steps = new ArrayList<>();
    for (OrderStep step : solve(OrderProblem.parse(problem.prompt()))) {
      steps.add(new Step(step.number(), step.action(pick(OrderVocabulary.FILLERS, random))));
    }
    steps.add(new Step(steps.size() + 1, answerLine(problem.answer())));
    return new ExpertTrajectory(problem, steps);
  }

  Demonstration demonstration(ExpertTrajectory trajectory, ExpertText expertText) {
    Problem problem = trajectory.problem();
    OrderProblem order = OrderProblem.parse(problem.prompt());
    List<OrderStep> solution = solve(order);
    Random random = random(problem, PROSE_STREAM);
    List<TextSegment> segments = new ArrayList<>();
    segments.add(new TextSegment(problem.prompt(), false));
    for (OrderStep step : solution) {
      String think =
          switch (expertText) {
            case OUTLINE -> "";
            case FULL -> "<think> " + prose(order, random) + " </think> ";
            case STUDENT_FRIENDLY -> step.think() + " ";
          };
      String action = trajectory.steps().get(step.number() - 1).text();
      segments.add(new TextSegment(think + action + "\n", true));
    }
    segments.add(new TextSegment(answerLine(problem.answer()), true));
    return new Demonstration(problem.id() + "/" + expertText, segments);
  }

  static String answerLine(String answer) {
    return "A " + answer;
  }

  /** Sentences without any useful computation. */
  private static String prose(OrderProblem problem, Random random) {
    List<String> sentences = new ArrayList<>();
    int count = 1 + random.nextInt(MAX_SENTENCES);
    for (int i = 0; i < count; i++) {
      sentences.add(sentence(problem, random));
    }
    return String.join(" ", sentences);
  }

  private static String sentence(OrderProblem problem, Random random) {
    List<String> words = new ArrayList<>();
    int length = MIN_WORDS + random.nextInt(MAX_WORDS - MIN_WORDS + 1);
    for (int i = 0; i < length; i++) {
      words.add(pick(OrderVocabulary.PROSE, random));
    }
    if (random.nextDouble() < NUMBER_SHARE) {
      // Before the last word: next to an operation's argument it could not be told from it.
      words.add(length - 1, DigitState.text(random.nextInt(DigitState.COUNT)));
    }
    if (random.nextDouble() < OPERATION_SHARE) {
      words.add(pick(problem.shown(), random).text());
    }
    return String.join(" ", words) + (random.nextDouble() < QUESTION_SHARE ? " ?" : ".");
  }

  private Random random(Problem problem, long stream) {
    return new Random(Seeds.derive(seed, stream, problem.prompt().hashCode()));
  }

  private static <T> T pick(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
