package com.example.ideas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.StepLoop;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.TextSegment;

/** Count on from a number, one a line, three times; the last one is the answer. */
public final class CountingTask implements Task {
  private static final int STEPS = 3;
  private static final int PROBLEMS = 10;
  private static final int STEP_TOKENS = 30;

  @Override
  public String name() {
    return "counting";
  }

  @Override
  public String version() {
    return "counting-1";
  }

  /** Each split has numbers of its own: 0 .. 9, 10 .. 19 and 20 .. 29. */
  @Override
  public List<Problem> problems(Split split) {
    int from = split.ordinal() * PROBLEMS;
    return IntStream.range(from, from + PROBLEMS)
        .mapToObj(n -> new Problem("count-" + n, "from " + n + "\n", "" + (n + STEPS)))
        .toList();
  }

  @Override
  public List<ExpertTrajectory> trajectories(Split split) {
    return problems(split).stream().map(CountingTask::expert).toList();
  }

  private static ExpertTrajectory expert(Problem problem) {
    int last = Integer.parseInt(problem.answer());
    List<Step> steps = new ArrayList<>();
    for (int k = 1; k <= STEPS; k++) {
      steps.add(new Step(k, "" + (last - STEPS + k)));
    }
    return new ExpertTrajectory(problem, steps);
  }

  @Override
  public Decoding singleStep() {
    return loop("step", 1);
  }

  @Override
  public Decoding stepLoop() {
    return loop("step_loop", STEPS);
  }

  private static Decoding loop(String name, int turns) {
    return new Decoding(name, new StepLoop(turns, action -> false), List.of("\n"), STEP_TOKENS);
  }

  @Override
  public Decoding onePass() {
    return new Decoding(
        "one_pass", new StepLoop(1, action -> true), List.of(), STEPS * STEP_TOKENS);
  }

  @Override
  public Verdict verdict(Problem problem, List<String> turns) {
    String last = turns.get(turns.size() - 1);
    List<String> lines = StepLoop.visible(last).lines().map(String::strip).toList();
    Optional<String> answer =
        lines.stream().filter(line -> line.matches("[0-9]{1,9}")).reduce((a, b) -> b);
    return Verdict.of(answer, problem.answer());
  }

  @Override
  public Set<ExpertText> expertTexts() {
    return Set.of(ExpertText.OUTLINE);
  }

  @Override
  public Demonstration demonstration(ExpertTrajectory trajectory, ExpertText text) {
    if (text != ExpertText.OUTLINE) {
      throw new IllegalArgumentException("expertText: must be OUTLINE, got " + text);
    }
    List<TextSegment> segments = new ArrayList<>();
    segments.add(new TextSegment(trajectory.problem().prompt(), false));
    trajectory.steps().forEach(s -> segments.add(new TextSegment(s.text() + "\n", true)));
    return new Demonstration(trajectory.problem().id(), segments);
  }
}
